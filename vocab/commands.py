"""`flask vocab …`"""

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from vocab import bp, checks, dictionary, glossary

vocab = AppGroup("vocab", help="The glossary and the dictionary.")
bp.cli.add_command(vocab)


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
