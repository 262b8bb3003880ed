"""Put the trained parts together: `python -m vocab.training.assemble CORPORA SYNTAX ENTITIES OUT`."""

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.vectors import Vectors  # type: ignore[import-not-found]

from vocab.training import lemmas, tokens, vectors

# Adjectives that keep their capital ("American"), by how often the treebanks have them; each costs time on every token.
CAPITALS = 40


def main(folder: Path, syntax: Path, entities: Path, out: Path) -> None:
    nlp, recogniser = spacy.load(syntax), spacy.load(entities)
    # The recogniser's words are those of the syntax and the names of drugs and diseases besides.
    nlp.vocab.vectors = without_rare_capitals(recogniser.vocab.vectors)
    tokens.teach(nlp)
    paths = [folder / "ud" / f"{name}-train.conllu.gz" for name in ("ewt", "gum")]
    lemmas.add_lemmatizer(nlp, paths)
    add_capitals(nlp, paths)
    nlp.add_pipe("ner", source=recogniser)
    nlp.meta.update(json.loads(Path(__file__).with_name("meta.json").read_text(encoding="utf-8")))
    nlp.to_disk(out)
    strings = out / "vocab" / "strings.json"
    strings.write_text(json.dumps(sorted(needed_strings(nlp))), encoding="utf-8")


def needed_strings(nlp: Language) -> set[str]:
    """The strings that reading a text does not bring itself; a trained pipeline keeps every word of its corpora."""
    needed = {"ROOT", "dep", "_SP", *spacy.blank("en").vocab.strings}
    for name in nlp.pipe_names:
        needed.update(getattr(nlp.get_pipe(name), "labels", ()))
    for label in nlp.get_pipe("morphologizer").labels:  # type: ignore[attr-defined]
        needed.update(part for feature in label.split("|") for part in (feature, *feature.split("=")))
    return needed


def without_rare_capitals(table: Vectors) -> Vectors:
    dropped = {get_string_id(word) for word in vectors.rare_capitals()}
    kept = Vectors(data=table.data, name=table.name)
    for key, row in table.key2row.items():
        if key not in dropped:
            kept.add(key, row=row)
    return kept


def add_capitals(nlp: Language, paths: list[Path]) -> None:
    """The lemmatizer lowers every adjective; the treebanks keep the capital of those made of names."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for word in lemmas.words(paths):
        if word.upos == "ADJ" and word.form[0].isupper():
            counts[word.form][word.lemma] += 1
    kept = Counter({form: found.total() for form, found in counts.items() if found.most_common(1)[0][0] == form})
    ruler = nlp.add_pipe("attribute_ruler")
    for form, _ in kept.most_common(CAPITALS):
        ruler.add([[{"ORTH": form, "POS": "ADJ"}]], {"LEMMA": form})  # type: ignore[attr-defined]


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:]))
