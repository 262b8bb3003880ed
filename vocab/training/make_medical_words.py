"""Writes `vocab/medical_words.csv` from WordNet: `python -m vocab.training.make_medical_words`.

Names of diseases, symptoms, drugs, body parts, treatments, devices and professionals that the glossary does not explain
and a text may use all the same, each with its kind; adjectives that belong to them ("pulmonary"); verbs of medicine. A
name of one word counts when its first sense is medical and it is rare; a longer one when its first sense is. Needs
WordNet on the machine.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vocab import dictionary, glossary, levels, units

FILE = Path(__file__).parents[1] / "medical_words.csv"
# Kinds by what stands above them in WordNet's tree, the nearest first.
TOPS = {
    "anatomy": "body_part.n.01 body_substance.n.01 body_covering.n.01 cell.n.02 liquid_body_substance.n.01",
    "disease": "disease.n.01 ill_health.n.01 injury.n.01 pathology.n.02 disorder.n.01 mental_disorder.n.01 "
    "growth.n.06 poisoning.n.01",
    "symptom": "symptom.n.01 pain.n.01 pain.n.02 spasm.n.01",
    "drug": "medicine.n.02 drug.n.01 hormone.n.01 enzyme.n.01 vaccine.n.01 antibody.n.01 neurotransmitter.n.01 "
    "lipid.n.01 steroid.n.01 amino_acid.n.01",
    "nutrient": "vitamin.n.01 nutrient.n.02",
    "procedure": "medical_procedure.n.01 operation.n.06 diagnostic_procedure.n.01 therapy.n.01 medical_care.n.01 "
    "diagnosis.n.01 medical_examination.n.01 immunization.n.01 diagnostic_test.n.01",
    "professional": "medical_practitioner.n.01 health_professional.n.01 nurse.n.01 specialist.n.02",
    "device": "medical_instrument.n.01 surgical_instrument.n.01 prosthesis.n.01 bandage.n.01 syringe.n.01",
    "physiology": "organic_process.n.01 bodily_process.n.01 reflex.n.01 vital_sign.n.01",
    "other": "bacteria.n.01 virus.n.01 medicine.n.01 parasite.n.01 pathogen.n.01",
}
# Branches that hold no term of a lesson: animals' parts, plants that are no drugs, people's roles.
EXCLUDED = (
    "plant_part.n.01 animal_tissue.n.01 drug_of_abuse.n.01 alcohol.n.01 photosynthesis.n.01 "
    "plant_process.n.01 animal.n.01 covering.n.01"
)
FIELDS = frozenset(
    "medicine pathology anatomy physiology pharmacology psychiatry surgery neurology dentistry immunology".split()
)
# A single word as common as this is the glossary's business: it has everyday senses.
COMMON = 4.0
# Names that WordNet has under a medical one and that no text means so.
NO_TERMS = frozenset(
    "window pane|flooding|kissing|acoustic|distress|fruit juice|alkali|hairline|elasticity|cooking oil|pisang wax|"
    "plant cell|confinement|contagion|Karen Danielsen Horney|Avicenna|Arenaviridae".split("|")
)
NAME = re.compile(r"[A-Za-z][A-Za-z' -]+")


def kind_of(synset: Any, tops: dict[Any, str], excluded: frozenset[Any]) -> str | None:
    for path in sorted(synset.hypernym_paths(), key=len):
        if excluded.intersection(path):
            continue
        for above in reversed(path):
            if above in tops:
                return tops[above]
    return None


def is_first_sense(reader: Any, name: str, synset: Any) -> bool:
    """Whether the name means this first, and no other part of speech is more usual."""
    senses = reader.synsets(name)
    if " " in name.replace("_", " "):
        return bool(senses) and senses[0] == synset
    usual = max(
        senses, key=lambda sense: sum(lemma.count() for lemma in sense.lemmas() if lemma.name().lower() == name.lower())
    )
    first = reader.synsets(name, "n")[:1]
    return first == [synset] and (usual == synset or sum(lemma.count() for lemma in usual.lemmas()) == 0)


def names() -> dict[tuple[str, str], str]:
    reader: Any = dictionary.reader()
    tops: dict[Any, str] = {}
    for kind, listed in TOPS.items():
        for name in listed.split():
            tops.setdefault(reader.synset(name), kind)
    excluded = frozenset(reader.synset(name) for name in EXCLUDED.split())
    known = {form.lower() for entry in glossary.entries().values() for form in entry.forms}
    found: dict[tuple[str, str], str] = {}
    for synset in reader.all_synsets("n"):
        of = kind_of(synset, tops, excluded)
        if not of:
            continue
        for lemma in synset.lemmas():
            name = lemma.name().replace("_", " ")
            if not NAME.fullmatch(name) or name in NO_TERMS or name.lower() in known or len(name) < 4:
                continue
            if " " not in name and (levels.zipf(name) >= COMMON or "-" in name):
                continue
            if is_first_sense(reader, lemma.name(), synset):
                found.setdefault((name, "NOUN"), of)
    found |= {(name, "ADJ"): what for name, what in adjectives(reader, tops, excluded) if name.lower() not in known}
    return {key: _by_ending(key[0]) or kind for key, kind in found.items()}


def _by_ending(name: str) -> str | None:
    """WordNet counts an inflammation as a symptom; an ending says more of a word's kind."""
    return next((kind for ending, kind in units.SUFFIXES.items() if name.lower().endswith(ending)), None)


def adjectives(reader: Any, tops: dict[Any, str], excluded: frozenset[Any]) -> Iterator[tuple[str, str]]:
    """Adjectives of a medical noun or of a field of medicine, each with its kind."""
    for synset in reader.all_synsets("a"):
        medical = FIELDS & {domain.name().split(".")[0] for domain in synset.topic_domains()}
        for lemma in synset.lemmas():
            nouns = [other.synset() for other in lemma.pertainyms() if other.synset().pos() == "n"]
            kinds = {kind_of(noun, tops, excluded) for noun in nouns}
            name = lemma.name()
            usual = NAME.fullmatch(name) and levels.zipf(name) < COMMON and reader.synsets(name)[0] == synset
            if (medical or kinds - {None}) and usual:
                yield name, "anatomy" if "anatomy" in kinds else "other"


def main() -> None:
    with FILE.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("name", "pos", "kind"))
        rows.writerows((name, pos, kind) for (name, pos), kind in sorted(names().items()))


if __name__ == "__main__":
    main()
