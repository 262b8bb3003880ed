"""`flask vocab …`"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup

from vocab import bp, checks, dictionary, glossary, json_lines, word_levels

vocab = AppGroup("vocab", help="The glossary and the dictionary.")
bp.cli.add_command(vocab)

# Parts of speech as word lists write them; those of Universal Dependencies are taken too.
POS = {
    "noun": "NOUN",
    "proper noun": "PROPN",
    "verb": "VERB",
    "adjective": "ADJ",
    "adverb": "ADV",
    "pronoun": "PRON",
    "preposition": "ADP",
    "determiner": "DET",
    "conjunction": "CCONJ",
    "number": "NUM",
    "interjection": "INTJ",
    "modal auxiliary": "AUX",
    "auxiliary": "AUX",
    "be-verb": "AUX",
    "do-verb": "AUX",
    "have-verb": "AUX",
}
UPOS = frozenset({*POS.values(), "SCONJ", "PART", "PUNCT", "SYM", "X"})


@vocab.command("check")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """What is wrong with the glossary, with file and line; of these FILES alone where some are named.

    A file is read beside the built-in glossary, before it is put into the folder of your own files; there, it will
    take the place of one with its name.
    """
    names = {path.name for path in files}
    try:
        glossary.use((*(path for path in glossary.own_files() if path.name not in names), *files))
        everything = glossary.entries()
        listed = [entry for path in files for entry in glossary.read(path)] if files else list(everything.values())
        found = checks.problems(listed)
    except ValueError as fault:
        raise click.ClickException(str(fault)) from fault
    for problem in found:
        click.echo(str(problem))
    entries = "1 entry" if len(listed) == 1 else f"{len(listed)} entries"
    click.echo(f"{entries} checked, {len(found) or 'nothing'} to mend.")
    if found:
        raise SystemExit(1)


@vocab.command("install-dictionary")
def install_dictionary() -> None:
    """Download WordNet, which explains general words; Debian and Ubuntu have it as `wordnet-base` too."""
    if place := dictionary.folder():
        click.echo(f"WordNet is here already, in {place}.")
        return
    target = Path(current_app.config["DICTIONARY"])
    try:
        dictionary.install(target)
    except OSError as fault:
        raise click.ClickException(
            f"WordNet could not be downloaded: {fault}. Try again with a network, or install Debian's wordnet-base."
        ) from fault
    click.echo(f"WordNet is in {target}. General words are explained from now on.")


@vocab.command("level")
def level() -> None:
    """The CEFR level of each word of standard input, as JSON lines. Needs no database.

    A line is {"word": "bank"}, or {"word": "bank", "pos": "VERB"}; each is answered before the next is read.
    """
    json_lines.serve("word", _level_of)


def _level_of(asked: Mapping[str, Any]) -> dict[str, Any]:
    word = " ".join(asked["word"].split())
    if not any(char.isalnum() for char in word):
        raise ValueError("there is no word in it")
    pos = _pos(asked.get("pos"))
    entry = next((entry for entry in glossary.named(word) if pos in (None, entry.pos)), None)
    score = word_levels.score(word, pos)
    return {
        "word": word,
        "pos": pos or (entry.pos if entry else None),
        "cefr": word_levels.to_cefr(score),
        "score": round(score, 2),
        "medical": entry.is_term if entry else word_levels.looks_medical(word),
        "glossary": entry is not None,
    }


def _pos(given: object) -> str | None:
    """None where none is asked for."""
    if given is None or given == "":
        return None
    named = POS.get(str(given).lower(), str(given).upper())
    if named not in UPOS:
        raise ValueError(f'"pos" is one of {", ".join(sorted(UPOS))}')
    return named
