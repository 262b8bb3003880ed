"""`flask lesson …`"""

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from flask.cli import AppGroup

from accounts import people
from db import db
from lessons import bp, importing
from lessons.importing import Refused, Source, Text, files, kinds
from vocab import abbreviations, json_lines

if TYPE_CHECKING:
    from lessons.analysis import Analysis

lesson = AppGroup("lesson", help="Texts and lessons.")
bp.cli.add_command(lesson)

MARKDOWN = (".md", ".markdown")


@lesson.command("analyse")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--raw", is_flag=True, help="Take each file exactly as it stands; remove nothing.")
def analyse(files: tuple[Path, ...], *, as_json: bool, raw: bool) -> None:
    """Title, level, sections and medical terms of each FILE. Needs no database."""
    from lessons import analysis

    def report(path: Path) -> dict[str, Any]:
        return _analysis(path, analysis.analyse(_text(path, raw=raw), progress=_progress(path)))

    _each(files, report, as_json=as_json, shown=_analysis_shown)


@lesson.command("level")
def level() -> None:
    """The CEFR level of each text of standard input, as JSON lines. Needs no database.

    A line is {"text": "…"}; each is answered before the next is read.
    """
    from lessons import analysis

    def answer(asked: Mapping[str, Any]) -> dict[str, Any]:
        return _level(analysis.analyse(importing.outline(asked["text"])))

    json_lines.serve("text", answer)


@lesson.command("quiz")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same number gives the same questions.")
def quiz(files: tuple[Path, ...], *, as_json: bool, seed: int) -> None:
    """The questions that would be asked about each FILE. Needs no database."""
    from lessons import analysis, quizzes

    def report(path: Path) -> dict[str, Any]:
        read = analysis.analyse(_text(path, raw=False), progress=_progress(path))
        return {
            "file": str(path),
            "title": read.source.title,
            "items": [
                {
                    "quiz": item.quiz,
                    "type": item.type,
                    "process": item.process,
                    "stem": item.stem,
                    "passage": item.passage or None,
                    "options": [option.text for option in item.options],
                    "key": item.key if item.format in ("choice", "tap") else None,
                    "format": item.format,
                    "prompts": list(item.prompts),
                    "keys": list(item.keys),
                    "accept": [list(answers) for answers in item.accept],
                    "feedback": [option.feedback for option in item.options],
                    "evidence": {
                        "start": item.evidence[0],
                        "end": item.evidence[1],
                        "text": read.text[slice(*item.evidence)],
                    },
                }
                for item in quizzes.make(read, seed=seed)
            ],
        }

    _each(files, report, as_json=as_json, shown=_quiz_shown)


@lesson.command("add")
@click.argument("source", metavar="FILE|URL")
@click.option("--publish", is_flag=True, help="Put it into the library at once.")
@click.option("--owner", help="The teacher whose lesson it is; without one, only keepers can change it.")
@click.option("--title", default="", help="Instead of the title found in the text.")
def add(source: str, *, publish: bool, owner: str | None, title: str) -> None:
    """Add a lesson made of a file (text, Markdown, HTML, Word, PDF, EPUB, subtitles) or of a web page."""
    from lessons import drafts
    from lessons.importing import web

    user = people.find(owner) if owner else None
    if owner and (user is None or not user.can_teach):
        raise click.ClickException(f"no teacher is called {owner}")
    try:
        made = drafts.create(
            web.fetch(source, on=datetime.now(UTC).date()) if "://" in source else _source(Path(source)),
            owner=user,
            title=title,
        )
    except Refused as refused:
        raise click.ClickException(str(refused)) from refused
    if publish:
        drafts.publish(made, now=datetime.now(UTC))
    db.session.commit()
    click.echo(f"/lessons/{made.slug}  {made.title} ({made.level_label}, {made.status.value})")


def _each(
    files: Iterable[Path],
    report: Callable[[Path], dict[str, Any]],
    *,
    as_json: bool,
    shown: Callable[[dict[str, Any]], Iterable[str]],
) -> None:
    """Print a report of each file; a file that cannot be read is told on standard error, and the others go on."""
    failed = 0
    for path in files:
        try:
            found = report(path)
        except Refused as refused:
            click.echo(f"{path}: {refused}", err=True)
            failed += 1
            continue
        click.echo(json.dumps(found, ensure_ascii=False) if as_json else "\n".join(shown(found)))
    if failed:
        raise SystemExit(1)


def _analysis(path: Path, read: "Analysis") -> dict[str, Any]:
    return {
        "file": str(path),
        "title": read.source.title,
        "level": _level(read),
        "words": len(read.words),
        "text": read.text,
        "sections": [{"heading": part.heading, "start": part.start, "end": part.end} for part in read.source.sections],
        "terms": [
            {
                "start": term.start,
                "end": term.end,
                "text": term.text,
                "lemma": term.lemma or term.entry.lemma,
                "pos": term.entry.pos,
                "kind": term.entry.kind,
                "level": term.entry.level,
                "definition": term.entry.definition or None,
            }
            for term in read.terms
        ],
        "abbreviations": [
            {
                "short": one.short,
                "long": one.long,
                "start": one.start,
                "end": one.end,
                "uses": _places(abbreviations.uses(read.text, one)),
            }
            for one in read.abbreviations
        ],
        "unexplained": [
            {"short": one.short, "long": one.long, "occurrences": _places(one.places)} for one in read.unexplained
        ],
        "removed": read.source.removed,
    }


def _level(read: "Analysis") -> dict[str, Any]:
    """`terms` is the band of the medical terms, which count apart; `words_above_b2` a share from 0 to 1."""
    level = read.level
    return {
        "cefr": level.cefr,
        "label": level.label,
        "range": level.label.split("–"),
        "score": level.score,
        "reasons": level.reasons,
        "terms": level.terms and {"count": level.terms.count, "low": level.terms.low, "high": level.terms.high},
        "words": len(read.words),
        "sentence_mean": level.sentence_mean,
        "words_above_b1": level.words_above_b1,
        "words_above_b2": level.words_above_b2,
        "onestop": level.onestop or None,
    }


def _places(spans: Iterable[tuple[int, int]]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in spans]


def _analysis_shown(found: dict[str, Any]) -> Iterable[str]:
    yield f"{found['title'] or found['file']}"
    yield f"  {found['level']['label']}, {found['words']} words"
    yield from (f"  {reason}" for reason in found["level"]["reasons"])
    terms = {term["lemma"]: term for term in found["terms"]}
    yield from (f"  {lemma} ({term['kind']}, {term['level']})" for lemma, term in sorted(terms.items()))
    for one in found["abbreviations"]:
        yield f"  {one['short']}: {one['long']} (later uses: {len(one['uses'])})"
    for one in found["unexplained"]:
        yield f"  {one['short']} is never explained in this text" + (f" ({one['long']})" if one["long"] else "")


def _quiz_shown(found: dict[str, Any]) -> Iterable[str]:
    yield f"{found['title'] or found['file']}"
    for number, item in enumerate(found["items"], 1):
        yield f"{number}. {item['stem']}"
        if item["passage"] and item["format"] != "tap":
            yield f"   {item['passage']}"
        if item["accept"]:
            yield f"   * {', '.join(accepted[0] for accepted in item['accept'])}"
        elif item["prompts"]:
            pairs = zip(item["prompts"], item["keys"], strict=True)
            yield from (f"   * {prompt}: {item['options'][key]}" for prompt, key in pairs)
        else:
            yield from (f"   {'*' if at == item['key'] else ' '} {text}" for at, text in enumerate(item["options"]))


def _text(path: Path, *, raw: bool) -> Text:
    if raw:
        return importing.outline(importing.decode(path.read_bytes(), keep_mark=True))
    source = _source(path)
    if not source.text.strip():
        raise Refused("There is no text in it.")
    return importing.clean(source)


def _source(path: Path) -> Source:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}") from error
    if kinds.READERS.get(path.suffix.lower().removeprefix("."), "text") != "text":
        return files.read(path.name, data)
    return Source(importing.decode(data), markdown=path.suffix.lower() in MARKDOWN)


def _progress(path: Path) -> Callable[[int], object] | None:
    """A line that counts up on a terminal's standard error, for a file that takes more than a moment."""
    size = path.stat().st_size
    if size < 100_000 or not sys.stderr.isatty():
        return None

    def show(done: int) -> None:
        click.echo(f"\r{path.name}: {min(done * 100 // size, 100)}%", nl=done >= size, err=True)

    return show
