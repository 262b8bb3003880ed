"""The vocabulary: a page for each word and each word part, and what a lesson's page asks about one of its words."""

from typing import Any

from flask import abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import reader, signed_in
from accounts.learning import CEFR, LANGUAGES, Language
from db import db
from lessons import access, concordance, wordpages
from lessons import vocabulary_bp as bp
from vocab import dictionary, glossary, lexemes, word_parts
from vocab.glossary import Key
from vocab.models import Lexeme

SIZE = 40
FEW = 3
POS_NAMES = {name: pos for pos, name in glossary.POS_NAMES.items()}


bp.add_app_template_filter(lambda pos: glossary.POS_NAMES.get(pos, "word"), "pos_name")
bp.add_app_template_filter(lambda kind: glossary.KINDS[kind], "kind_name")


@bp.get("/vocabulary")
def index() -> ResponseReturnValue:
    sought = " ".join(request.args.get("q", "").split())[:80]
    field, level = request.args.get("field", ""), request.args.get("level", "")
    fields = {name: name.replace("-", " ").capitalize() for name in glossary.fields()}
    found = wordpages.listed(words=sought, field=field if field in fields else "", level=level if level in CEFR else "")
    paging = _paging(len(found))
    return render_template(
        "vocabulary/index.html",
        entries=found[(paging["number"] - 1) * SIZE : paging["number"] * SIZE],
        count=len(found),
        q=sought,
        field=field,
        level=level,
        fields=fields,
        levels=CEFR,
        **paging,
        language=_language(),
        url_of=url_of,
    )


@bp.get("/vocabulary/<word:word>")
def find(word: str) -> ResponseReturnValue:
    """On to the page of the word's first meaning."""
    key = wordpages.find(word.strip()[:120]) or abort(404, "We do not have this word. Check how it is written.")
    return redirect(url_of(key)) if key[1] else _word_page(key)


@bp.get("/vocabulary/<word:lemma>/<word:pos>")
@bp.get("/vocabulary/<word:lemma>/<word:pos>/<word:sense>")
def word(lemma: str, pos: str, sense: str = "") -> ResponseReturnValue:
    return _word_page(key_from(lemma, pos, sense))


@bp.get("/word-parts")
def parts() -> ResponseReturnValue:
    sought = request.args.get("q", "").strip()[:80].casefold()
    found = [
        part
        for part in word_parts.parts().values()
        if any(sought in text.casefold() for text in (part.name, part.meaning, *part.forms))
    ]
    return render_template("vocabulary/parts.html", parts=found, q=sought, kinds=word_parts.KINDS)


@bp.get("/word-parts/<slug>")
def part(slug: str) -> ResponseReturnValue:
    shown = word_parts.by_slug(slug) or abort(404)
    return render_template(
        "vocabulary/part.html",
        part=shown,
        known=[word for word in shown.examples if wordpages.is_known(word)],
        entries=wordpages.with_part(shown),
        url_of=url_of,
    )


@bp.get("/lessons/<slug>/words/<id:lexeme_id>/definition.json")
def definition(slug: str, lexeme_id: int) -> ResponseReturnValue:
    """What WordNet says of a general word in the sentence that is asked about; null where it says nothing."""
    lesson, lexeme = access.lesson_for_reader(slug), _lexeme(lexeme_id)
    context = concordance.around(lesson, _sentence())
    sense = dictionary.choose(lexeme.lemma, lexeme.pos, context)
    return jsonify(definition=sense.definition if sense else None, pos=glossary.POS_NAMES[sense.pos] if sense else None)


@bp.get("/lessons/<slug>/words/<id:lexeme_id>/more")
def more(slug: str, lexeme_id: int) -> ResponseReturnValue:
    """The second layer of a gloss, as a piece of a page."""
    lesson = access.lesson_for_reader(slug)
    page = wordpages.page(lexemes.key_of(_lexeme(lexeme_id))) or abort(404)
    here = lesson.id, _sentence()
    lines = concordance.lines([lexeme_id], page=1, size=FEW + 1)
    others = [line for line in lines if (line.lesson.id, line.position) != here][:FEW]
    return render_template("vocabulary/_more.html", page=page, lines=others, url_of=url_of)


def url_of(key: Key, *, page: int | None = None) -> str:
    """The address of a word's page."""
    if not key[1]:
        return url_for("vocabulary.find", word=key[0], page=page)
    return url_for("vocabulary.word", **_in_address(key), page=page)


bp.add_app_template_filter(url_of, "word_url")


def _in_address(key: Key) -> dict[str, Any]:
    lemma, pos, sense = key
    return {"lemma": lemma, "pos": glossary.POS_NAMES.get(pos, pos.lower()), "sense": sense or None}


def key_from(lemma: str, pos: str, sense: str) -> Key:
    """The key that the parts of an address name."""
    return lemma, POS_NAMES.get(pos, pos.upper()), sense


def _word_page(key: Key) -> ResponseReturnValue:
    page = wordpages.page(key) or abort(404, "We do not have this word. Check how it is written.")
    ids = [page.lexeme.id] if page.lexeme else []
    count = concordance.count(ids) if ids else 0
    paging = _paging(count)
    return render_template(
        "vocabulary/word.html",
        page=page,
        lines=concordance.lines(ids, page=paging["number"], size=SIZE) if count else [],
        count=count,
        **paging,
        language=_language(),
        languages=LANGUAGES,
        has_dictionary=dictionary.is_available(),
        person=signed_in(),
        explain_url=url_for("desk.explain", **_in_address(key)) if page.pos else "",
        url_of=url_of,
    )


def _paging(count: int) -> dict[str, int]:
    """The page that is asked for, the last one where there are fewer."""
    pages = max(1, -(-count // SIZE))
    return {"number": min(max(request.args.get("page", 1, type=int), 1), pages), "pages": pages}


def _sentence() -> int:
    """The number of the sentence that is asked about; -1 is none."""
    number = request.args.get("sentence", -1, type=int)
    return number if 0 <= number < 2**31 else -1


def _language() -> Language | None:
    here = reader()
    return LANGUAGES.get(here.first_language or "") if here else None


def _lexeme(lexeme_id: int) -> Lexeme:
    return db.session.get(Lexeme, lexeme_id) or abort(404)
