"""The forms of English words, by lemminflect: its dictionary is the lexicon of the NIH (SPECIALIST).

lemminflect is imported late: it takes half a second, and no page view needs it.
"""

from functools import lru_cache

from vocab import levels

# Penn tags of the words that a gap may take, with the part of speech of each.
OPEN_TAGS = {
    **dict.fromkeys(("NN", "NNS"), "NOUN"),
    **dict.fromkeys(("VB", "VBP", "VBZ", "VBD", "VBG", "VBN"), "VERB"),
    **dict.fromkeys(("JJ", "JJR", "JJS"), "ADJ"),
    **dict.fromkeys(("RB", "RBR", "RBS"), "ADV"),
}


@lru_cache(maxsize=20_000)
def inflected(lemma: str, tag: str) -> str:
    """The form of a lemma that a Penn tag asks for, the usual one of two; empty where the dictionary has none."""
    from lemminflect import getInflection

    if tag in ("NN", "VB", "JJ", "RB"):
        return lemma
    if not tag:
        return ""
    found: tuple[str, ...] = getInflection(lemma, tag=tag, inflect_oov=False)
    return max(found, key=levels.zipf, default="")


@lru_cache(maxsize=20_000)
def lemmas(form: str) -> dict[str, tuple[str, ...]]:
    """The lemmas that a form may have, by part of speech; none for a word that the dictionary does not have."""
    from lemminflect import getAllLemmas

    found: dict[str, tuple[str, ...]] = getAllLemmas(form)
    return found


@lru_cache(maxsize=20_000)
def tags(form: str) -> frozenset[str]:
    """Every Penn tag that a form may have by the dictionary."""
    from lemminflect import getAllInflections

    return frozenset(
        tag
        for pos, found in lemmas(form).items()
        for lemma in found
        for tag, forms in getAllInflections(lemma, upos=pos).items()
        if form in forms
    )
