"""Words as they are compared: British and American alike, without capitals, accents, hyphens and apostrophes."""

import re
import unicodedata
from functools import lru_cache

# Slips that are met so often in print that their Zipf frequency is 1.5 and more, though no dictionary has them: picked
# by hand from the words of wordfreq that are one letter from a common word and unknown to the SPECIALIST lexicon.
MISSPELT = frozenset(
    (
        "absense absolutly accross acheive achive actualy adress agression agressive alchohol apparantly "
        "appearence aquire arguement attendence avaiable awarness begining beleive belive benifit benifits "
        "buisness carreer catagory challange childern choosen collegue comming commited comparision completly "
        "concious conciousness confortable consistant continous daugther definately desease developped diffrent "
        "dificult disapointed dissappointed docter embarassing enviroment equiped excelent excercise excercises "
        "existance experiance explaination extremly familar finaly flouride folowing foriegn freind freinds futher "
        "goverment guidlines hapiness happend happyness heared hidding immediatly independant intresting jelous "
        "knowlege langage lenght lonliness maintainance managment medecine medicin neccessary necesary normaly "
        "nowdays occassion occured occurence opinon oportunity orginal particulary peices perfomance perscription "
        "persistant pratice preperation presure probally probaly profesional recieve recieved recieving recived "
        "recomend recomended refered regulary relevent resistence ressources resturant saftey sandwhich sentance "
        "seperate seperated seperately seperation seratonin severly sheild signficant similiar somthing speach "
        "stomache stoped strenght succesful sucess suport supose suprise suprised surpise symptons tabacco "
        "therfore throught tommorow tomorow totaly truely unconcious untill usally usualy vaccum vegatable "
        "vomitting weezing wich writting"
    ).split()
)
_APOSTROPHES = re.compile(r"['’‘`´]")
_DASHES = re.compile(r"[-‐‑‒–—−/_]")
# One before a digit and after no letter is a minus or "to": "10-20" is not "1020".
_HYPHENS = re.compile(r"-(?!\d)|(?<=[^\W\d])-")
_END = " .,;:!?…"
# One pattern, one replacement, applied to both sides; what they make need not be a word. The stems are those of the
# two spellings in Oxford's and Merriam-Webster's dictionaries: "oe" alone would make one word of "shoe" and "she".
_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(h|an|leuk|leuc|glyc|septic|ur|ox|cyth|natr|kal|calc|vol|ch|lip|bacter|tox|isch)aem", r"\1em"),
        (r"(p|orthop|encyclop)aed", r"\1ed"),
        (r"(gyn|arch)ae(?=c|o)", r"\1e"),
        (r"(an|par|kin)aesth", r"\1esth"),
        (r"^aesth", "esth"),
        (r"^c(ae|aes)(?=sar|cum|cal)", "ce"),
        (r"^aetiol", "etiol"),
        (r"^faec", "fec"),
        (r"^(pal|medi)ae", r"\1e"),
        (r"^oe(?=soph|dem|str)", "e"),
        (r"oedem", "edem"),
        (r"oesoph", "esoph"),
        (r"rrhoe", "rrhe"),
        (r"pnoe", "pne"),
        (r"^f(oe)t", "fet"),
        (r"^coel", "cel"),
        (r"^(hom)oeo", r"\1eo"),
        (r"^amoeb", "ameb"),
        (r"man(oeuvre|oeuver|euvre)", "maneuver"),
        (r"leuc(?=o|em)", "leuk"),
        (r"sulph", "sulf"),
        (r"(tum|col|fav|behavi|od|lab|neighb|hon|flav|harb|rum|vap|vig|arm|endeav|sav|hum|sple?nd|rig)our", r"\1or"),
        (r"(cent|lit|met|fib|tit|theat|goit|calib|meag|ochr?)re(s?)$", r"\1er\2"),
        (r"(cent)red$", r"\1ered"),
        (r"^practis", "practic"),
        (r"^c(e|ae)sarian", "cesarean"),
        (r"ys(e|ed|es|ing|er|ers)$", r"yz\1"),
        (r"(?<=[a-z]{3})is(e|ed|es|ing|er|ers|ation|ations)$", r"iz\1"),
        (r"(dial|catal|anal|monol|prol)ogue", r"\1og"),
        (
            r"(label|travel|counsel|model|cancel|signal|total|level|dial|fuel|channel|tunnel|equal|panel|swivel)l"
            r"(?=ed$|ing$|er|or)",
            r"\1",
        ),
        (r"(?<=def|off)ence", "ense"),
        (r"^(un)?licenc", r"\1licens"),
        (r"^(en|un)?(fulfil|enrol|instal|distil)(?=$|s$|ment)", r"\2l"),
        (r"^(skil|wil)ful", r"\1lful"),
        (r"^(judg|acknowledg)ement", r"\1ment"),
        (r"^ageing$", "aging"),
        (r"^program(?=me)me", "program"),
        (r"^grey", "gray"),
        (r"^mould", "mold"),
        (r"^sceptic", "skeptic"),
        (r"^moustache", "mustache"),
        (r"^pyjamas", "pajamas"),
        (r"^aluminium$", "aluminum"),
        (r"^tyre", "tire"),
        (r"^plough", "plow"),
        (r"^draught", "draft"),
        (r"^liquorice$", "licorice"),
        (r"^cosy$", "cozy"),
        (r"^mum(my)?$", r"mom\1"),
        (r"^neurone", "neuron"),
        (r"^disk(?=$|s$)", "disc"),
        (r"^(learn|burn|spel|dream|lean|spil|spoil|smel)(l?)t$", r"\1\2ed"),
        (r"^per cent$|^%$", "percent"),
    )
)


def fold(text: str) -> str:
    """The text without capitals, accents, apostrophes, what cannot be seen and what ends a sentence; single spaces."""
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    seen = "".join(char for char in spread if unicodedata.category(char) not in ("Mn", "Cf", "Cs", "Co", "Cn"))
    plain = (
        _HYPHENS.sub(" ", _DASHES.sub("-", _APOSTROPHES.sub("", seen)))
        .replace("%", " percent ")
        .replace("per cent", "percent")
    )
    return " ".join(plain.split()).rstrip(_END)


@lru_cache(maxsize=10_000)
def canonical(word: str) -> str:
    """One spelling for the British and the American one of a folded word; it may be neither."""
    for pattern, replacement in _RULES:
        word = pattern.sub(replacement, word)
    return word
