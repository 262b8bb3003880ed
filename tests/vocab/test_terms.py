"""What a learner sees as a medical term: picture tests, terms shown as [text|LEVEL]."""

from collections.abc import Collection

import pytest

from tests.texts import HEALTH_TEXTS
from vocab import glossary, known_abbreviations, pipeline, terms
from vocab.glossary import Entry
from vocab.terms import Term

pytestmark = pytest.mark.model


def find(text: str, *, own: Collection[Entry] = (), without: Collection[glossary.Key] = ()) -> tuple[Term, ...]:
    return terms.find(text, pipeline.analyse(text), own=own, without=without)


def picture(text: str, *, own: Collection[Entry] = (), without: Collection[glossary.Key] = ()) -> str:
    shown, at = "", 0
    for term in find(text, own=own, without=without):
        shown += text[at : term.start] + f"[{term.text}|{term.entry.level}]"
        at = term.end
    return shown + text[at:]


def plain(shown: str) -> str:
    """The text of a picture, so that a test writes each sentence once."""
    return "".join(part.partition("|")[0] if number % 2 else part for number, part in enumerate(_cut(shown)))


def _cut(shown: str) -> list[str]:
    return shown.replace("]", "[").split("[")


def read(text: str) -> tuple[terms.Term, ...]:
    """As `find`, with everyday senses."""
    return terms.read(text, pipeline.analyse(text))


def lemmas(text: str) -> list[str]:
    return [term.entry.lemma for term in find(text)]


def texts(text: str) -> list[str]:
    return [term.text for term in find(text)]


# -- one picture a rule


@pytest.mark.parametrize(
    "shown",
    [
        # the longest unit wins
        "She has [multiple sclerosis|C1] and some [muscle pain|B1].",
        "His [blood pressure|B1] is high, but his [blood|A1] is fine.",
        "[High blood pressure|B2] is [hypertension|B2].",
        "A [heart attack|B1] is not [heart failure|B2], and both harm the [heart|A2].",
        "Take your [blood pressure medications|B2] with water.",
        # plurals and possessives
        "Her [kidneys|B1] are well; the left [kidney|B1]'s size is normal.",
        "Patients' [symptoms|B1] differ. The child’s [fever|A2] went down.",
        "Her father's [stroke|B2] changed everything.",
        "[Bacteria|B1] and new [diagnoses|B2] worry them.",
        "[Nutritional deficiencies|C1] are common.",
        # capitals in headings
        "[KIDNEY DISEASE|B2] AND [STROKES|B2]",
        "Living With [Multiple Sclerosis|C1]",
        "What Is [Carpal Tunnel Syndrome|C1]?",
        # hyphens
        "An [anti-inflammatory|C1] [cream|B1] with an [X-ray|B1] before.",
        # British and American
        "[Anaemia|B2] or [anemia|B2], [diarrhoea|B2] or [diarrhea|B2].",
        "[Oedema|C1] of the [oesophagus|C1], [tumours|B2] and [fibre|B2].",
        "[Edema|C1] of the [esophagus|C1], [tumors|B2] and [fiber|B2].",
        # typographic apostrophes
        "[Crohn's disease|C1], [Crohn’s disease|C1] and [Parkinson’s|C1].",
        # heads with the medical words before them
        "He has [liver failure|B2] and [lung cancer|B1].",
        "The [cardiac surgery|B2] went well after a [kidney transplant|B2].",
        "[Respiratory infections|B2] are common in winter.",
        # a head alone, or after an everyday word, is no unit
        "The lesson was a hard test, and the working condition was bad.",
        "The attack on the city, a power failure and a driving test.",
        # an everyday verb of the same form is no term
        "He tried to stroke the cat.",
        # grading adjectives stay outside
        "An occasional [muscle spasm|B2], typical [asthma|B1] and moderate [back pain|B1].",
        "Chronic [back pain|B1] and [involuntary|C1] [cramps|B2].",
        # nothing medical
        "We walked to the market and bought bread.",
    ],
)
def test_picture(shown: str) -> None:
    assert picture(plain(shown)) == shown


@pytest.mark.parametrize(
    "sentence",
    [
        "The art and culture of Mexico are in its food.",
        "He was positive that he saw it.",
        "They wrote a tender for the new bridge.",
        "They feel better now that spring came back to the town.",
        "Cold air from the north reaches us today.",
        "A bus passed, the storm passed the next day, and a year passed.",
        "The body of the letter was short.",
        "She wanted to stroke the horse, and then they stroked it.",
        "She was stroking the cat.",
    ],
)
def test_an_everyday_sense_is_no_term(sentence: str) -> None:
    assert picture(sentence) == sentence


# -- the article on muscle spasms


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Long bike rides gave her muscle spasms.", ["muscle spasms"]),
        ("They are also known as muscle cramps.", ["muscle cramps"]),
        ("Involuntary contractions can be painful.", ["Involuntary", "contractions"]),
        ("After the marathon came dehydration.", ["dehydration"]),
        ("Two days of fever can end in electrolyte imbalances.", ["fever", "electrolyte imbalances"]),
        ("There was an imbalance of electrolytes.", ["electrolytes"]),
        ("Bananas hold potassium, cheese holds sodium.", ["potassium", "sodium"]),
        ("Milk has calcium, nuts have magnesium.", ["calcium", "magnesium"]),
        ("Her fluid intake was too low.", ["fluid intake"]),
        ("He lost water by sweating, vomiting and diarrhea.", ["sweating", "vomiting", "diarrhea"]),
        ("Muscle fatigue sets in after hours of work.", ["Muscle fatigue"]),
        ("Muscle function depends on minerals.", ["Muscle function", "minerals"]),
        ("Nutritional deficiencies are found by a blood test.", ["Nutritional deficiencies", "blood test"]),
        ("The absorption of nutrients is poor.", ["absorption", "nutrients"]),
        ("Poor posture leads to muscle imbalances.", ["posture", "muscle imbalances"]),
        ("Nerve injuries mend slowly.", ["Nerve injuries"]),
        ("Typing all day brought on carpal tunnel syndrome.", ["carpal tunnel syndrome"]),
        ("Sciatica sends a sharp feeling down to the toes.", ["Sciatica", "toes"]),
        ("Sciatica is common.", ["Sciatica"]),
        ("The brain talks to the muscles.", ["brain", "muscles"]),
        ("She learned at thirty that it was multiple sclerosis.", ["multiple sclerosis"]),
        ("A stroke is one of the neurological conditions.", ["stroke"]),
        ("Medications and supplements were on the table.", ["Medications", "supplements"]),
        ("One side effect came from diuretics.", ["side effect", "diuretics"]),
        ("Blood pressure medications are taken daily.", ["Blood pressure medications"]),
        ("Caffeine is one of the stimulants.", ["Caffeine", "stimulants"]),
        ("Kidney disease often shows no signs.", ["Kidney disease"]),
        ("Diabetes and thyroid disorders run in the family.", ["Diabetes", "thyroid disorders"]),
        ("First comes the diagnosis, then the treatment.", ["diagnosis", "treatment"]),
        ("Stay hydrated and keep a balanced diet.", ["hydrated"]),
    ],
)
def test_every_term_of_the_muscle_spasms_article(sentence: str, expected: list[str]) -> None:
    assert texts(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "explained"),
    [
        ("Physical activity without stretching is risky.", ["Physical activity", "stretching"]),
        ("Start every run with a warm-up.", ["warm-up"]),
        ("Overuse is not the same as overexertion.", ["Overuse", "overexertion"]),
        ("Repetitive movements tire people.", ["Repetitive movements"]),
        ("Chronic conditions last for years.", ["Chronic conditions"]),
        ("Talk to a healthcare professional soon.", ["healthcare professional"]),
        ("Regular exercise helps.", ["Regular exercise"]),
    ],
)
def test_a_general_word_of_health_is_explained_and_no_term(sentence: str, explained: list[str]) -> None:
    assert texts(sentence) == []
    assert [term.text for term in read(sentence) if term.entry.definition] == explained


# -- which entry


@pytest.mark.parametrize(
    ("sentence", "entry"),
    [
        ("It felt like a bone fracture.", "fracture"),
        ("The paracetamol helped.", "acetaminophen"),
        ("Oedema is common.", "edema"),
        ("It was an EKG.", "ECG"),
        ("He was coughing all night.", "cough"),
        ("His muscle spasms came back.", "muscle spasm"),
    ],
)
def test_a_variant_means_its_entry(sentence: str, entry: str) -> None:
    assert lemmas(sentence) == [entry]


def test_one_form_of_two_classes_means_the_one_that_stands_here() -> None:
    (noun,) = find("The cough was dry.")
    (verb,) = find("They cough.")
    assert (noun.entry.pos, verb.entry.pos) == ("NOUN", "VERB")


# -- endings


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("myelitis", "disease"),
        ("fibrosis", "disease"),
        ("choroidopathy", "disease"),
        ("bacteremia", "disease"),
        ("chondromyxoma", "disease"),
        ("coxalgia", "symptom"),
        ("splenectomy", "procedure"),
        ("arthroscopy", "procedure"),
        ("mammography", "procedure"),
        ("ampicillin", "drug"),
        ("simvastatin", "drug"),
    ],
)
def test_the_ending_of_a_rare_word_makes_it_a_term(word: str, kind: str) -> None:
    (term,) = find(f"They spoke of {word} today.")
    assert (term.text, term.entry.lemma, term.entry.kind) == (word, word, kind)
    assert term.entry.level in ("B2", "C1")  # a medical word is B2 at least


def test_a_common_word_with_such_an_ending_is_none() -> None:
    assert texts("A biography, a diploma and photography.") == []


# -- abbreviations


def test_an_abbreviation_is_its_term_wherever_it_is_used_later() -> None:
    shown = (
        "[Carpal tunnel syndrome|C1] ([CTS|C1]) is common. At night [CTS|C1] wakes people.\n\n"
        "Many with [CTS|C1] need no help."
    )
    assert picture(plain(shown)) == shown
    assert set(lemmas(plain(shown))) == {"carpal tunnel syndrome"}


def test_an_abbreviation_of_no_term_is_none() -> None:
    assert texts("The World Sailing Federation (WSF) met. The WSF agreed.") == []


def test_an_abbreviation_before_its_explanation_means_it_too() -> None:
    assert texts("MF is common. It stands for muscle fatigue (MF).") == ["MF", "muscle fatigue", "MF"]


# -- the teacher's own


def own(lemma: str, *variants: str) -> Entry:
    return Entry(lemma, "NOUN", "other", "B1", "the teacher's own words", variants=variants)


def test_an_entry_of_the_teacher_is_found_in_all_its_forms() -> None:
    shown = "A [burn|B1] itself. Two [burns|B1], one [Burn|B1]."
    assert picture(plain(shown), own=[own("burn")]) == shown


def test_an_entry_of_the_teacher_stands_before_the_built_in_one() -> None:
    (term,) = find("The kidney is an organ.", own=[own("kidney")], without=[("organ", "NOUN", "")])
    assert term.entry.definition == "the teacher's own words"


def test_a_long_entry_of_the_teacher_wins() -> None:
    entry = own("iron deficiency anaemia")
    assert picture("He has iron deficiency anaemia.", own=[entry]) == "He has [iron deficiency anaemia|B1]."


def test_what_the_teacher_took_out_is_no_term() -> None:
    text = "The kidney and the liver."
    assert picture(text, without=[("kidney", "NOUN", "")]) == "The kidney and the [liver|B1]."


def test_what_is_taken_out_may_be_a_unit_and_leaves_its_parts() -> None:
    text = "He has lung cancer."
    assert picture(text, without=[("lung cancer", "NOUN", "")]) == "He has [lung|B1] [cancer|B1]."


def test_taking_out_leaves_the_glossary_as_it_was() -> None:
    find("The kidney.", without=[("kidney", "NOUN", "")])
    assert texts("The kidney.") == ["kidney"]


# -- in every text


@pytest.mark.parametrize("text", HEALTH_TEXTS.values(), ids=HEALTH_TEXTS)
def test_terms_stand_in_order_in_the_text_and_have_an_entry(text: str) -> None:
    end = 0
    for term in find(text):
        assert end <= term.start < term.end
        assert term.text == text[term.start : term.end]
        assert term.entry.lemma.strip()
        assert term.entry.kind in glossary.KINDS
        end = term.end


def test_every_entry_of_the_glossary_is_found_under_its_own_name() -> None:
    """Whichever of its senses is meant; an abbreviation in its capitals."""
    missed = [
        form
        for entry in glossary.entries().values()
        if entry.pos == "NOUN" and entry.lemma != "cold"  # "the cold today" is the weather
        for form in entry.forms
        if entry.kind != glossary.GENERAL  # "[heart] problem"
        and not known_abbreviations.meanings(form)  # "MS" may mean many things, and this sentence speaks for none
        and form not in [term.text for term in read(f"We spoke of the {form} today.")]
    ]
    assert missed == []


def test_an_abbreviation_is_no_word_in_small_letters() -> None:
    assert "or" not in texts("Take one or two.")
    assert lemmas("He waited outside the OR for an hour.") == ["operating room"]
