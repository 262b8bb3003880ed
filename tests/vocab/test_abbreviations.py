"""Abbreviations that a text explains itself, their later uses, and those that it never explains."""

import pytest

from tests.texts import MESSY_WEB, NEWS
from vocab import abbreviations


def found(text: str) -> dict[str, str]:
    return {one.short: one.long for one in abbreviations.find(text)}


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("She has carpal tunnel syndrome (CTS).", "CTS", "carpal tunnel syndrome"),
        ("Carpal Tunnel Syndrome (CTS) hurts.", "CTS", "Carpal Tunnel Syndrome"),
        ("It raises the body mass index (BMI).", "BMI", "body mass index"),
        ("Magnetic resonance imaging (MRI) helps.", "MRI", "Magnetic resonance imaging"),
        ("He has high blood pressure (HBP).", "HBP", "high blood pressure"),
        ("urinary tract infections (UTIs)", "UTIs", "urinary tract infections"),
        ("non-steroidal anti-inflammatory drugs (NSAIDs)", "NSAIDs", "non-steroidal anti-inflammatory drugs"),
        ("Coronavirus disease 2019 (COVID-19) came.", "COVID-19", "Coronavirus disease 2019"),
        ("glycated haemoglobin A1c (HbA1c)", "HbA1c", "haemoglobin A1c"),
        ("measles, mumps and rubella (MMR) vaccine", "MMR", "measles, mumps and rubella"),
        ("pre-exposure prophylaxis (PrEP)", "PrEP", "pre-exposure prophylaxis"),
        (
            "heart failure with reduced ejection fraction (HFrEF)",
            "HFrEF",
            "heart failure with reduced ejection fraction",
        ),
        ("the oxygen saturation (SpO2)", "SpO2", "oxygen saturation"),
        ("estimated glomerular filtration rate (eGFR)", "eGFR", "estimated glomerular filtration rate"),
        ("accident and emergency (A&E)", "A&E", "accident and emergency"),
        ("attention-deficit/hyperactivity disorder (ADHD)", "ADHD", "attention-deficit/hyperactivity disorder"),
        ("obsessive–compulsive disorder (OCD)", "OCD", "obsessive–compulsive disorder"),
        ("people with secondary progressive MS, or tuberculosis (TB)", "TB", "tuberculosis"),
        ("a magnetic resonance imaging scan (MRI)", "MRI", "magnetic resonance imaging"),
        ("Centers for Disease Control and Prevention (CDC)", "CDC", "Centers for Disease Control and Prevention"),
        ("an electroretinogram (ERG)", "ERG", "electroretinogram"),
        ("an electrocardiogram (EKG)", "EKG", "electrocardiogram"),
        ("in vitro fertilisation (IVF)", "IVF", "in vitro fertilisation"),
        ("(see carpal tunnel syndrome [CTS])", "CTS", "carpal tunnel syndrome"),
        ("carpal tunnel syndrome (“CTS”)", "CTS", "carpal tunnel syndrome"),
        ("carpal tunnel syndrome (CTS, for short)", "CTS", "carpal tunnel syndrome"),
        ("carpal tunnel syndrome (CTS for short)", "CTS", "carpal tunnel syndrome"),
        ("carpal tunnel syndrome (also called CTS)", "CTS", "carpal tunnel syndrome"),
        ("transient ischaemic attack (TIA, or mini-stroke)", "TIA", "transient ischaemic attack"),
    ],
)
def test_a_short_form_in_brackets_is_explained_by_the_words_before(text: str, short: str, long: str) -> None:
    assert found(text) == {short: long}


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("CTS (carpal tunnel syndrome) hurts.", "CTS", "carpal tunnel syndrome"),
        ("GERD (gastroesophageal reflux disease, or acid reflux)", "GERD", "gastroesophageal reflux disease"),
        ("MMR (measles, mumps and rubella)", "MMR", "measles, mumps and rubella"),
        ("Your BP (short for blood pressure)", "BP", "blood pressure"),
        ("PTSD, or post-traumatic stress disorder, is", "PTSD", "post-traumatic stress disorder"),
        (
            "COPD, which stands for chronic obstructive pulmonary disease.",
            "COPD",
            "chronic obstructive pulmonary disease",
        ),
        ("COPD: chronic obstructive pulmonary disease", "COPD", "chronic obstructive pulmonary disease"),
        ("BP stands for blood pressure.", "BP", "blood pressure"),
    ],
)
def test_the_short_form_may_come_first(text: str, short: str, long: str) -> None:
    assert found(text) == {short: long}


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("Multiple sclerosis is called MS.", "MS", "Multiple sclerosis"),
        ("Carpal tunnel syndrome, or CTS, is common.", "CTS", "Carpal tunnel syndrome"),
        (
            "It is called gastroesophageal reflux disease, or GERD, and burns.",
            "GERD",
            "gastroesophageal reflux disease",
        ),
        ("Chronic obstructive pulmonary disease is known as COPD.", "COPD", "Chronic obstructive pulmonary disease"),
        ("Human papillomavirus, abbreviated HPV, spreads.", "HPV", "Human papillomavirus"),
        ("Polycystic ovary syndrome – PCOS for short – is", "PCOS", "Polycystic ovary syndrome"),
        ("The body mass index, BMI, is a number.", "BMI", "body mass index"),
        ("Sexually transmitted infections, or STIs, are", "STIs", "Sexually transmitted infections"),
    ],
)
def test_a_sentence_may_explain_it_without_brackets(text: str, short: str, long: str) -> None:
    assert found(text) == {short: long}


def test_one_long_form_may_have_two_short_ones() -> None:
    assert found("an electrocardiogram (ECG or EKG)") == {"ECG": "electrocardiogram", "EKG": "electrocardiogram"}


@pytest.mark.parametrize(
    "text",
    [
        "It hurts (a lot) at night.",
        "Take it twice (see below).",
        "It was a deep and eerie pause (Deep).",
        "He drank water (H2O).",
        "The dose (10 mg) is small.",
        "It was in (UK) and (US) papers.",
        "Severe pain (ABC) came.",
        "It was seen (see p. 4), long ago (1990), in America (USA).",
        "Parts (I) and (II) and (IV) of the book.",
        "Take Vitamin D. (VD)",
        "Carpal tunnel pain. Syndrome (CTS)",
        "Carpal tunnel; syndrome (CTS)",
        "Take tablets, which can cause trouble sleeping (TCTS).",
        "He fell in Pittsburgh (PA).",
        "The disease is known as COPD.",
        "It is shortness or SOB.",
        "ECG: the doctor looks at the heart.",
        "BP (the force of the blood)",
        "shingles (herpes zoster)",
        "Empty () and ( ) and (()).",
        "The World (WHO)",
        "(CTS)",
        "",
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    assert found(text) == {}


def test_the_offsets_are_those_of_the_long_form() -> None:
    text = "Many people have multiple sclerosis (MS) today."
    (one,) = abbreviations.find(text)
    assert text[one.start : one.end] == one.long == "multiple sclerosis"


def test_the_long_form_stands_in_the_same_line() -> None:
    assert found("Carpal tunnel\n\nsyndrome (CTS) is common.") == {}


def test_only_the_first_explanation_counts() -> None:
    text = "Multiple sclerosis (MS) is one thing. Muscle spasms (MS) are another."
    (one,) = abbreviations.find(text)
    assert one.long == "Multiple sclerosis"


def test_several_in_one_text() -> None:
    text = "Deep vein thrombosis (DVT) may lead to a pulmonary embolism (PE)."
    assert found(text) == {"DVT": "Deep vein thrombosis", "PE": "pulmonary embolism"}


def test_whole_articles() -> None:
    assert found(NEWS) == {"MMR": "measles, mumps and rubella"}
    assert found(MESSY_WEB) == {"DKA": "Diabetic ketoacidosis"}


# -- later uses


def used(text: str) -> list[str]:
    """Each later use of the one abbreviation, with the letter after it."""
    (one,) = abbreviations.find(text)
    return [text[start : end + 1] for start, end in abbreviations.uses(text, one)]


def test_every_later_use_is_told_also_in_the_plural() -> None:
    text = "NSAID? Anti. A non-steroidal anti-inflammatory drug (NSAID) helps. NSAIDs, an NSAID/TB, (NSAID) or NSAID's."
    assert used(text) == ["NSAIDs,", "NSAID/", "NSAID)", "NSAID'"]


def test_a_plural_is_explained_with_its_singular() -> None:
    assert used("Urinary tract infections (UTIs) hurt. A UTI heals; UTIs come back.") == ["UTI ", "UTIs "]


@pytest.mark.parametrize("other", ["cts", "CTSX", "XCTS", "non-CTS", "CTS-like", "CTS2", "C.T.S."])
def test_a_use_is_a_whole_word_in_its_capitals(other: str) -> None:
    assert used(f"Carpal tunnel syndrome (CTS) is common, {other} is not.") == []


# -- never explained


def unexplained(text: str) -> dict[str, str | None]:
    return {one.short: one.long for one in abbreviations.unexplained(text)}


def test_what_is_never_explained_is_told_with_its_long_form() -> None:
    text = "Your BP is taken. An ECG follows. Two GPs and a GP met."
    assert unexplained(text) == {
        "BP": "blood pressure",
        "ECG": "electrocardiogram",
        "GP": "general practitioner",
    }
    places = [[text[start:end] for start, end in one.places] for one in abbreviations.unexplained(text)]
    assert places == [["BP"], ["ECG"], ["GPs", "GP"]]


def test_what_is_explained_anywhere_is_not() -> None:
    assert unexplained("BP is taken. Blood pressure (BP) is a number.") == {}
    assert unexplained("Take an NSAID. Non-steroidal anti-inflammatory drugs (NSAIDs) help.") == {}


@pytest.mark.parametrize(
    "text",
    [
        "In the USA and the UK, the NHS, WHO, FDA and CDC said so.",
        "It is OK to watch TV at 9 AM or 7 PM, says the CEO in a PDF or FAQ.",
        "TAKE IT OR LEAVE IT",
        "DO NOT take IT, OR stop.",
        "You MUST NEVER do it, and ALL of it is BAD.",
        "Part II and chapter XIV.",
        "PRIYA: Hello, Doctor.",
        "His DNA and COVID-19.",
        "bp, ecg and Bp.",
        "See a@BP.org or BP-like.",
    ],
)
def test_what_everybody_knows_and_words_written_large_need_no_telling(text: str) -> None:
    assert unexplained(text) == {}


def test_nobody_knows_it() -> None:
    assert unexplained("The XQZR level rose.") == {"XQZR": None}


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("MS damages the myelin of the nerves.", "multiple sclerosis"),
        ("She has MS.", None),
        ("PE is a blood clot in the lung.", "pulmonary embolism"),
        ("PE in pregnancy raises the risk.", "pre-eclampsia"),
        ("ED keeps the penis from an erection.", "erectile dysfunction"),
        ("An ambulance brought her to the ED.", "emergency department"),
        ("RA makes the joints stiff.", "rheumatoid arthritis"),
        ("Her MI hurt the heart.", "myocardial infarction"),
        ("CF fills the lungs with mucus.", "cystic fibrosis"),
        ("AF is an uneven heart beat.", "atrial fibrillation"),
        ("PT is exercise for a bad knee.", "physical therapy"),
    ],
)
def test_one_of_several_meanings_is_the_one_that_the_text_speaks_for(text: str, long: str | None) -> None:
    (one,) = abbreviations.unexplained(text)
    assert one.long == long


@pytest.mark.parametrize(
    "text", ["He lives in Detroit, MI.", "PE is a lesson at school.", "MS makes Windows and Word."]
)
def test_an_everyday_meaning_is_none_to_tell(text: str) -> None:
    assert unexplained(text) == {}
