"""Words that name classes of things: "nutrients", "symptoms", "conditions"."""

from lessons.quizzes.items import content

# Lemmas that name a class and not a thing: as an option beside a member of the class they are neither right nor wrong.
GENERIC = frozenset(
    (
        "disease,disorder,illness,condition,medical condition,chronic condition,neurological condition,mental illness,"
        "heart disease,syndrome,complication,injury,infection,problem,symptom,sign,side effect,pain,ache,"
        "treatment,diagnosis,operation,surgery,procedure,test,medication,medicine,drug,painkiller,tablet,stimulant,"
        "blood pressure medication,supplement,nutrient,mineral,vitamin,electrolyte,food,intake,deficiency,imbalance,"
        "body,organ,tissue,muscle,function,germ,healthcare professional,physical activity"
    ).split(",")
)
# Names of groups or forms of medicines: beside a medicine's own name they are neither right nor wrong.
GROUPS_OF_DRUGS = frozenset(
    (
        "hormone,thyroid hormone,nsaid,diuretic,antibiotic,antiviral,statin,steroid,antihistamine,nasal spray,drop,"
        "eye drop,ear drop,patch,spray,cream,ointment,gel,pill,capsule,syrup,injection,iron supplement,iron pill,"
        "antiseizure medication,anti-inflammatory,anti-inflammatory drug,antidepressant,anticoagulant,blood thinner,"
        "beta blocker,bronchodilator,sedative,opioid,benzodiazepine,triptan,ssri,anesthetic,anaesthetic,"
        "local anesthetic,general anesthetic,local anaesthetic,general anaesthetic,prep,pep,contraceptive,vaccine,"
        "oral rehydration salt,reliever,preventer,inhaler,laxative,antacid,biologic,corticosteroid,decongestant,"
        "receptor agonist,medication,birth control pill,chemotherapy,substance,remedy,herbal remedy,herbal supplement"
    ).split(",")
)
# Steps, amounts and states: nobody's guess where a thing is asked for.
NO_THINGS = frozenset(
    (
        "dose,screening,examination,prescription,checkup,check,first aid,attack,drop,patch,sore,wound,cure,recovery,"
        "extraction,incision,rehabilitation,fasting,injection,vaccination,period,cold,shock,pressure,birth,hurt,"
        "herbal remedy,remedy,emergency,blood donation,health,dressing,implant,crown,filling,plaster,nail,movement"
    ).split(",")
)
# Classes whose members the glossary knows by kind: another term of that kind is an example too, named or not.
CLASS_KINDS: dict[str, frozenset[str]] = {
    name: frozenset(kinds.split())
    for names, kinds in {
        "nutrient mineral vitamin electrolyte salt": "nutrient",
        "medicine medication drug painkiller antibiotic substance stimulant": "drug",
        "symptom sign effect reaction": "symptom",
        "complication problem defect": "disease symptom",
        "disease illness condition disorder infection injury": "disease",
        "organ part muscle bone joint": "anatomy",
        "test procedure treatment operation scan": "procedure",
    }.items()
    for name in names.split()
}


# What a member's meaning speaks of, by a word of the class's name: an illness whose meaning has no nerve, brain or
# spine in it is no neurological condition, though of the same kind.
TOPICS: dict[str, frozenset[str]] = {
    name: content(topics)
    for names, topics in {
        "infection": "infection infectious virus bacteria bacterium germ fungus parasite worm mite spread contagious",
        "neurological nerve": "nerve nervous brain spine spinal cord head mental mind movement muscle",
        "mineral electrolyte salt": "mineral metal salt electrolyte",
        "inherited genetic": "inherited gene genetic born birth family parent",
        "birth defect tube": "born birth baby pregnancy gene inherited",
        "bacteria": "bacteria bacterium germ",
        "thinner anticoagulant": "blood clot clots thin bleeding heart stroke",
        "painkiller nsaid anti-inflammatory": "anesthetic anaesthetic pain painkiller inflammation swelling fever numb",
        "antibiotic": "antibiotic bacteria infection bacterial",
        "antiviral": "virus viral infection flu",
        "antidepressant sedative benzodiazepine": "depression anxiety mood sleep calm calming nerve seizure brain",
        "beta antihypertensive": "heart blood pressure beta pulse artery water urine",
        "diabetes": "sugar glucose diabetes insulin",
        "stimulant": "stimulant awake alert coffee energy",
        "allergen": "allergen allergy allergic",
    }.items()
    for name in names.split()
}


def topics_of(phrase: str) -> frozenset[str]:
    """What the members of the class have in their meanings; nothing for a class that we do not know."""
    words = phrase.lower().split()
    known = [TOPICS.get(word) or TOPICS.get(word.removesuffix("s")) for word in words]
    return frozenset().union(*(topics for topics in known if topics))


def kinds_of(phrase: str) -> frozenset[str]:
    """The kinds of the terms that are surely or perhaps members of the class that the phrase names."""
    head = phrase.split()[-1].lower()
    return CLASS_KINDS.get(head) or CLASS_KINDS.get(head.removesuffix("s"), frozenset())


def is_class(word: str) -> bool:
    return bool(kinds_of(word))
