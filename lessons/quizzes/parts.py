"""Words of medicine taken apart: the meaning of an unseen word, and the word for a meaning, by a word of the text."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lessons.analysis import Analysis
from lessons.quizzes.items import Draft, Option
from vocab.pipeline import Sentence

QUIZ = "vocabulary"
# Of each of the two types.
MOST = 1
RIVALS = 3


@dataclass(frozen=True, slots=True)
class Root:
    """`meaning` as a dictionary has it; `whole` is all of it in a body, `one` what a surgeon takes out."""

    form: str
    meaning: str
    whole: str
    one: str = ""


# Forms and meanings as in vocab/word_parts.csv.
ROOTS = {
    root.form: root
    for root in (
        Root("nephr", "kidney", "the kidneys", "a kidney"),
        Root("gastr", "stomach", "the stomach", "the stomach"),
        Root("hepat", "liver", "the liver"),
        Root("dermat", "skin", "the skin"),
        Root("arthr", "joint", "the joints"),
        Root("cardi", "heart", "the heart"),
        Root("neur", "nerve", "the nerves"),
        Root("my", "muscle", "the muscles"),
        Root("bronch", "airway in the lungs", "the airways in the lungs"),
        Root("cyst", "bladder", "the bladder", "the bladder"),
        Root("mast", "breast", "the breast", "a breast"),
        Root("append", "appendix", "the appendix", "the appendix"),
        Root("tonsill", "tonsil", "the tonsils", "the tonsils"),
        Root("pancreat", "pancreas", "the pancreas", "the pancreas"),
        Root("retin", "retina", "the retina of the eye"),
        Root("encephal", "brain", "the brain"),
        Root("rhin", "nose", "the nose"),
        Root("laryng", "voice box", "the voice box"),
        Root("gingiv", "gum", "the gums"),
        Root("hyster", "womb", "the womb", "the womb"),
        Root("hemat", "blood", "the blood"),
        Root("pulmon", "lung", "the lungs"),
        Root("ophthalm", "eye", "the eyes"),
    )
}
# What each ending makes of a root.
ENDINGS = {
    "itis": "inflammation of {whole}",
    "ectomy": "an operation to remove {one}",
    "ologist": "a doctor for diseases of {whole}",
    "algia": "pain in {whole}",
    "opathy": "a disease of {whole}",
    "oscopy": "a look inside {whole} with a small camera",
}
HOLLOW = frozenset("gastr bronch cyst arthr rhin laryng hyster".split())
FLUID = frozenset({"hemat"})
# Only words that doctors use; "appendicitis" has another form of its root.
WORDS = {
    "itis": "nephritis gastritis hepatitis dermatitis arthritis neuritis bronchitis cystitis mastitis tonsillitis "
    "pancreatitis retinitis encephalitis rhinitis laryngitis gingivitis",
    "ectomy": "nephrectomy gastrectomy cystectomy mastectomy appendectomy tonsillectomy pancreatectomy hysterectomy",
    "ologist": "nephrologist hepatologist dermatologist cardiologist neurologist hematologist pulmonologist "
    "ophthalmologist",
    "algia": "neuralgia myalgia arthralgia mastalgia",
    "opathy": "neuropathy nephropathy retinopathy myopathy arthropathy encephalopathy",
    "oscopy": "gastroscopy bronchoscopy arthroscopy cystoscopy hysteroscopy laryngoscopy",
}


@dataclass(frozen=True, slots=True)
class Word:
    root: Root
    ending: str

    @property
    def text(self) -> str:
        return self.root.form + self.ending

    @property
    def meaning(self) -> str:
        return meaning(self.root, self.ending)


def meaning(root: Root, ending: str) -> str:
    """What the parts mean together; empty where they make no sense ("remove the nose", "look inside the nerves")."""
    is_sense = {"ectomy": bool(root.one), "oscopy": root.form in HOLLOW, "algia": root.form not in FLUID}
    return ENDINGS[ending].format(whole=root.whole, one=root.one) if is_sense.get(ending, True) else ""


def words() -> dict[str, Word]:
    """Every word of the table by its spelling."""
    listed = [
        Word(ROOTS[text.removesuffix(ending)], ending) for ending, spelt in WORDS.items() for text in spelt.split()
    ]
    return {word.text: word for word in listed}


def questions(analysis: Analysis, rng: random.Random) -> list[Draft]:
    """One guess at an unseen word and one word to build, both led by a word of the text with the same ending."""
    made: list[Draft] = []
    for make in (_guess, _build):
        tried = (
            question
            for known, sentence in _known(analysis)
            for word in _shuffled(_unseen(analysis, known), rng)
            if word.text not in _asked(made) and (question := make(known, word, sentence, rng))
        )
        made += [question for question, _ in zip(tried, range(MOST), strict=False)]
    return made


def _asked(made: Sequence[Draft]) -> str:
    return " ".join(f"{question.stem} {question.options[0].text}" for question in made)


def _shuffled(words: list[Word], rng: random.Random) -> list[Word]:
    return rng.sample(words, len(words))


def _known(analysis: Analysis) -> Iterator[tuple[Word, Sentence]]:
    """The table's words in the text, each ending once, with the sentence where it first stands."""
    seen: set[str] = set()
    for sentence in analysis.running:
        for token in sentence.words:
            word = words().get(american(token.lemma.lower()))
            if word and word.ending not in seen:
                seen.add(word.ending)
                yield word, sentence


def american(word: str) -> str:
    return word.replace("haem", "hem")


def _unseen(analysis: Analysis, known: Word) -> list[Word]:
    """Words with the same ending and a root that nothing in the text shows."""
    said = american(analysis.text.lower())
    return [
        word
        for word in words().values()
        if word.ending == known.ending and word.root != known.root and word.root.form not in said
    ]


def _guess(known: Word, word: Word, sentence: Sentence, rng: random.Random) -> Draft | None:
    rivals = _wrong_meanings(known, word, rng)
    return _draft(
        "word-parts",
        f"{_lead(known, word)} What does “{word.text}” probably mean?",
        Option(
            word.meaning,
            f"Yes: “{word.root.form}-” is {word.root.whole}, and “-{word.ending}” is as in “{known.text}”.",
        ),
        [Option(text, f"No: “{word.text}” is {word.meaning}.") for text in rivals],
        sentence,
    )


def _build(known: Word, word: Word, sentence: Sentence, rng: random.Random) -> Draft | None:
    same_root = [
        other for other in words().values() if other.root == word.root and not _is_near(word.ending, other.ending)
    ]
    same_ending = [other for other in words().values() if other.ending == word.ending and other not in (word, known)]
    rivals = [*rng.sample(same_root, min(2, len(same_root))), *rng.sample(same_ending, 2)][:RIVALS]
    return _draft(
        "build-word",
        f"{_lead(known, word)} Which word means “{word.meaning}”?",
        Option(word.text, f"Yes: “{word.root.form}-” and “-{word.ending}” make “{word.text}”."),
        [Option(other.text, f"“{other.text}” means “{other.meaning}”.") for other in rivals] if same_root else [],
        sentence,
    )


def _lead(known: Word, word: Word) -> str:
    root = word.root
    return f"In the text, “{known.text}” is {known.meaning}. “{root.form.capitalize()}-” means “{root.meaning}”."


def _is_near(one: str, other: str) -> bool:
    """Whether what the one ending says may be true of the other: an inflammation is a disease."""
    return one == other or {one, other} == {"itis", "opathy"}


def _wrong_meanings(known: Word, word: Word, rng: random.Random) -> list[str]:
    """Meanings with one part wrong: each of the two parts is needed to tell."""
    other_endings = [ending for ending in ENDINGS if not _is_near(word.ending, ending)]
    same_root = [text for ending in other_endings if (text := meaning(word.root, ending))]
    others = [root for root in ROOTS.values() if root not in (word.root, known.root) and root.form not in FLUID]
    same_ending = [text for root in others if (text := meaning(root, word.ending))]
    return [rng.choice(same_ending), *rng.sample(same_root, 2)]


def _draft(type: str, stem: str, key: Option, rivals: Sequence[Option], sentence: Sentence) -> Draft | None:
    if len(rivals) < RIVALS - 1:
        return None
    return Draft(QUIZ, type, "infer", stem, (key, *rivals), 0, (sentence.start, sentence.end))
