"""The lesson page: the same bytes for every reader, escaped, and its words as JSON."""

import json

import pytest
from flask import Flask
from sqlalchemy import select

from db import db
from lessons import drafts, reading
from lessons.importing import Source
from lessons.models import Lesson
from tests import pages
from tests.conftest import Person, add_lesson
from tests.statements import statements
from tests.texts import ARTICLE, SHORT
from vocab.models import Lexeme

HOSTILE = (
    'Tom & Jerry <script>alert("x")</script> have asthma &amp; a cough, "and" it is <b>bad</b>. '
    "Asthma's signs are a cough and {{ 7 * 7 }} {% raw %} pains in the chest. " + SHORT
)
EMOJI = (
    "Asthma \N{LUNGS} is a disease \N{FACE WITH MEDICAL MASK} of the lungs \N{LUNGS}\N{LUNGS}, doctors say. " + SHORT
)


def text_of(person: Person, slug: str) -> pages.Element:
    return pages.main(person.get(f"/lessons/{slug}")).one(id="text")


def words_of(person: Person, slug: str) -> dict:
    return person.get(f"/lessons/{slug}/words.json").json


def edit(person: Person, slug: str, **changed: str):
    page = person.get(f"/desk/lessons/{slug}/edit")
    form = {name: pages.typed_in(page, name) for name in ("title", "text", "revision")}
    return person.post(f"/desk/lessons/{slug}/edit", form | changed)


# -- the page


def test_a_reader_sees_title_level_reasons_and_text(visitor: Person, lesson: str) -> None:
    page = pages.main(visitor.get(f"/lessons/{lesson}"))
    assert page.one("h1").text == "Living With Asthma"
    header = page.one("header", class_="lesson-header")
    assert header.one("p", class_="facts").text == "Level B1 1 min 129 words"
    assert header.one("summary").text == "Why B1?"
    assert "Medium-length sentences: 11 words on average." in header.one("details").text
    assert "Asthma is a disease of the lungs. It makes breathing difficult," in page.one(id="text").text
    assert page.one("footer", class_="lesson-notes").text.startswith("This lesson is not medical advice.")


def test_the_text_stands_in_its_sections(visitor: Person, lesson: str) -> None:
    text = text_of(visitor, lesson)
    headings = [heading.text for heading in text.all("h2")]
    assert headings == ["Common Triggers", "Signs of an Attack", "Medicines"]
    sections = list(text.all("section"))
    assert len(sections) == 4
    assert sections[2].attributes["aria-labelledby"] == sections[2].one("h2").attributes["id"]
    assert "Symptoms such as wheezing" in sections[2].text
    assert "Symptoms such as wheezing" not in sections[1].text


@pytest.mark.parametrize(
    "furniture", ["Health Weekly", "_2", "Jane Doe", "Related Articles", "Ten Foods", "Back to top"]
)
def test_page_furniture_does_not_reach_the_lesson(visitor: Person, lesson: str, furniture: str) -> None:
    assert furniture not in pages.main(visitor.get(f"/lessons/{lesson}")).text


def test_terms_link_to_the_glossary_and_back(visitor: Person, lesson: str) -> None:
    page = pages.main(visitor.get(f"/lessons/{lesson}"))
    terms = list(page.one(id="text").all("a", class_="term"))
    assert [term.text for term in terms[:4]] == ["Asthma", "disease", "lungs", "breathing"]
    ids = [element.attributes["id"] for element in page.all() if "id" in element.attributes]
    assert len(ids) == len(set(ids)), "every id once"
    for link in page.all("a"):
        if link.attributes["href"].startswith("#"):
            assert link.attributes["href"][1:] in ids
    for term in terms:
        assert term.attributes["href"] == f"#g-{term.attributes['data-lexeme']}"


def test_the_glossary_explains_each_term_in_alphabetical_order(visitor: Person, lesson: str) -> None:
    glossary = pages.main(visitor.get(f"/lessons/{lesson}")).one(id="glossary")
    entries = {entry.one("dt").text: entry.text for entry in glossary.all("div", class_="gloss-entry")}
    assert (
        "one of the two organs in the chest that fill with air when you breathe"
        in entries["lung noun · part of the body · B1"]
    )
    assert "In plain words: lack of water" in entries["dehydration noun · disease · B2"]
    lemmas = [name.split(" noun")[0].split(" verb")[0] for name in entries]
    assert lemmas == sorted(lemmas)


def test_a_term_without_a_meaning_shows_those_of_its_words(visitor: Person, amina: Person, database: Flask) -> None:
    slug = add_lesson(database, "Amina", SHORT + " Lung weakness is rare.", published=True)
    glossary = pages.main(visitor.get(f"/lessons/{slug}")).one(id="glossary")
    entry = next(each for each in glossary.all("div", class_="gloss-entry") if "lung weakness" in each.one("dt").text)
    assert "lung: one of the two organs in the chest that fill with air when you breathe" in entry.text


def test_with_a_script_too(visitor: Person, amina: Person, database: Flask) -> None:
    """Each part is the longest one that is explained: "blood pressure", not "blood" and "pressure"."""
    slug = add_lesson(database, "Amina", SHORT + " The measles virus spreads fast.", published=True)
    told = next(word for word in words_of(visitor, slug)["lexemes"].values() if word["lemma"] == "measles virus")
    assert "definition" not in told
    assert [part["lemma"] for part in told["words"]] == ["measles", "virus"]
    assert all(part["definition"] for part in told["words"])


def test_a_general_word_is_explained_and_is_no_term(visitor: Person, lesson: str) -> None:
    words = words_of(visitor, lesson)["lexemes"]
    told = next(word for word in words.values() if word["lemma"] == "regular exercise")
    assert told["definition"]
    assert told["translations"].keys() >= {"es", "ar", "zh"}
    assert "term" not in told
    shown = [link.text for link in text_of(visitor, lesson).all("a", class_="term")]
    assert "Regular exercise" not in shown


def test_key_vocabulary_comes_first_and_is_explained(visitor: Person, lesson: str) -> None:
    html = visitor.get(f"/lessons/{lesson}").text
    assert html.index("Key vocabulary") < html.index('id="text"')
    key = pages.read(html).one("section", class_="key-terms")
    terms = [entry.one("a").text for entry in key.all("dt")]
    assert 3 <= len(terms) <= 12
    assert terms[:2] == ["asthma", "lung"], "in the order of the text"
    assert all(meaning.text for meaning in key.all("dd"))


def test_the_sentence_of_an_answer_has_an_address(visitor: Person, lesson: str) -> None:
    sentences = [sentence.attributes["id"] for sentence in text_of(visitor, lesson).all("span", class_="sentence")]
    assert sentences == [f"s-{number}" for number in range(len(sentences))]
    assert len(sentences) == 11


def test_list_items_become_a_list(visitor: Person, amina: Person, database: Flask) -> None:
    slug = add_lesson(database, "Amina", SHORT + "\n\n- Drink a glass of water.\n- Rest.\n\n" + SHORT, published=True)
    text = text_of(visitor, slug)
    assert [item.text for item in text.one("ul").all("li")] == ["Drink a glass of water.", "Rest."]
    assert len(list(text.all("p"))) == 2


# -- versions


@pytest.fixture
def versions(lesson: str, database: Flask) -> tuple[str, str]:
    """Slugs of two published levels of one article."""
    with database.app_context():
        root = db.session.scalar(select(Lesson).filter_by(slug=lesson))
        easy = drafts.create(Source(SHORT), owner=root.owner, title="Asthma, easy", adaptation_of=root)
        easy.level_label, easy.level_score = "A2", 2.0
        drafts.publish(easy, now=root.published_at)
        db.session.commit()
        return lesson, easy.slug


def test_a_switch_leads_from_level_to_level(visitor: Person, versions: tuple[str, str]) -> None:
    hard, easy = versions
    for slug in versions:
        links = list(pages.main(visitor.get(f"/lessons/{slug}")).one("nav", class_="versions").all("a"))
        assert [(link.text, link.attributes["href"]) for link in links] == [
            ("A2", f"/lessons/{easy}"),
            ("B1", f"/lessons/{hard}"),
        ]
        assert [link.attributes["href"] for link in links if "aria-current" in link.attributes] == [f"/lessons/{slug}"]


def test_a_withdrawn_level_leaves_the_switch(visitor: Person, amina: Person, versions: tuple[str, str]) -> None:
    hard, easy = versions
    amina.post(f"/desk/lessons/{easy}/withdraw")
    assert "versions" not in visitor.get(f"/lessons/{hard}").text
    assert "Read it at" in pages.seen(amina.get(f"/lessons/{easy}")), "its owner sees where it belongs"


# -- the same for everybody, and kept by the browser


def test_every_reader_gets_the_same_bytes(visitor: Person, bo: Person, amina: Person, lesson: str) -> None:
    for url in (f"/lessons/{lesson}", f"/lessons/{lesson}/words.json"):
        bytes_of = [person.get(url).data for person in (visitor, bo, amina)]
        assert bytes_of[0] == bytes_of[1] == bytes_of[2]


def test_what_somebody_did_does_not_change_the_page(visitor: Person, bo: Person, lesson: str) -> None:
    before = visitor.get(f"/lessons/{lesson}").data
    word = next(iter(words_of(bo, lesson)["lexemes"]))
    bo.post_json(f"/words/{word}", {"state": "known"})
    bo.post(f"/lessons/{lesson}/quizzes/vocabulary")
    bo.post("/account/sign-out")
    assert bo.get(f"/lessons/{lesson}").data == visitor.get(f"/lessons/{lesson}").data == before


@pytest.mark.parametrize("part", ["", "/words.json"])
def test_an_unchanged_page_is_not_sent_twice(visitor: Person, bo: Person, lesson: str, part: str) -> None:
    first = visitor.get(f"/lessons/{lesson}{part}")
    assert first.headers["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in first.headers
    again = bo.get(f"/lessons/{lesson}{part}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("part", ["", "/words.json"])
def test_an_edited_lesson_is_sent_anew(visitor: Person, amina: Person, lesson: str, part: str) -> None:
    kept = {"If-None-Match": visitor.get(f"/lessons/{lesson}{part}").headers["ETag"]}
    assert edit(amina, lesson, text=SHORT).status_code == 302
    again = visitor.get(f"/lessons/{lesson}{part}", headers=kept)
    assert again.status_code == 200
    assert "sodium" in again.text
    assert "inhaler" not in again.text


def test_a_lesson_that_vanished_is_not_kept(visitor: Person, amina: Person, lesson: str) -> None:
    kept = {"If-None-Match": visitor.get(f"/lessons/{lesson}").headers["ETag"]}
    amina.post(f"/desk/lessons/{lesson}/archive")
    assert visitor.get(f"/lessons/{lesson}", headers=kept).status_code == 404


def test_a_new_title_is_seen_at_once(visitor: Person, amina: Person, lesson: str) -> None:
    visitor.get(f"/lessons/{lesson}")
    edit(amina, lesson, title="Asthma & You")
    assert pages.main(visitor.get(f"/lessons/{lesson}")).one("h1").text == "Asthma & You"


def test_a_kept_page_reads_few_rows(visitor: Person, lesson: str) -> None:
    visitor.get(f"/lessons/{lesson}")
    with statements() as sent:
        visitor.get(f"/lessons/{lesson}")
    assert len(sent) <= 3, sent


def test_a_page_costs_the_same_however_long_the_text(visitor: Person, amina: Person, database: Flask) -> None:
    costs = []
    for text in (SHORT, "\n\n".join(f"{number}. Part\n\n{ARTICLE}" for number in range(1, 8))):
        slug = add_lesson(database, "Amina", text, published=True)
        with statements() as sent:
            visitor.get(f"/lessons/{slug}")
        costs.append(len(sent))
    assert costs[0] == costs[1] <= 10


def test_no_page_loads_the_pipeline(visitor: Person, lesson: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vocab.pipeline.load", lambda *_: pytest.fail("a page view loads the pipeline"))
    reading._page.cache_clear()
    for part in ("", "/words.json", "/reader.json", "/quizzes"):
        assert visitor.get(f"/lessons/{lesson}{part}").status_code == 200


# -- a text of somebody who means ill


@pytest.fixture
def hostile(amina: Person, database: Flask) -> str:
    with database.app_context():
        lesson = drafts.create(
            Source(HOSTILE), owner=None, title='<i>Asthma</i> & "more"', source_note="<b>From</b> a book"
        )
        drafts.publish(lesson, now=lesson.created_at)
        db.session.commit()
        return lesson.slug


def test_a_text_is_shown_as_it_was_written(visitor: Person, hostile: str) -> None:
    answer = visitor.get(f"/lessons/{hostile}")
    page = pages.main(answer)
    assert page.one("h1").text == '<i>Asthma</i> & "more"'
    shown = page.one(id="text").text
    assert 'Tom & Jerry <script>alert("x")</script> have asthma &amp; a cough, "and" it is <b>bad</b>.' in shown
    assert "{{ 7 * 7 }} {% raw %} pains" in shown
    assert "<b>From</b> a book" in page.one("footer", class_="lesson-notes").text


def test_nothing_of_it_becomes_an_element(visitor: Person, hostile: str) -> None:
    page = pages.read(visitor.get(f"/lessons/{hostile}"))
    assert all("src" in script.attributes for script in page.all("script"))
    assert not list(page.one("main").all("b"))
    assert not list(page.one("main").all("i"))


def test_nor_on_the_other_pages(visitor: Person, bo: Person, kim: Person, hostile: str) -> None:
    for person, url in (
        (visitor, "/"),
        (visitor, "/?q=script"),
        (visitor, f"/lessons/{hostile}/quizzes"),
        (kim, "/desk/"),
        (kim, f"/desk/lessons/{hostile}"),
        (kim, f"/desk/lessons/{hostile}/edit"),
    ):
        page = pages.read(person.get(url))
        assert all("src" in script.attributes for script in page.all("script")), url
        assert not list(page.one("main").all("b")), url
        assert not list(page.one("main").all("i")), url


def test_the_editor_holds_the_text_unchanged(kim: Person, hostile: str) -> None:
    answer = kim.get(f"/desk/lessons/{hostile}/edit")
    assert '<script>alert("x")</script> have asthma &amp; a cough' in pages.typed_in(answer, "text")


def test_an_attribute_cannot_be_left(visitor: Person, amina: Person, lesson: str) -> None:
    amina.post(f"/desk/lessons/{lesson}/terms", add_term(form="pollen", definition='"><script>alert(1)</script>'))
    page = pages.read(visitor.get(f"/lessons/{lesson}"))
    assert all("src" in script.attributes for script in page.all("script"))
    assert '"><script>alert(1)</script>' in page.one(id="glossary").text


def add_term(**changed: str) -> dict[str, str]:
    return {"form": "pollen", "kind": "other", "level": "B2", "definition": "fine dust of flowers", **changed}


# -- words.json


@pytest.mark.parametrize("text", [ARTICLE, EMOJI, HOSTILE, SHORT + "\r\n\r\n" + EMOJI])
def test_tokens_are_in_order_and_do_not_overlap(visitor: Person, amina: Person, database: Flask, text: str) -> None:
    tokens = words_of(visitor, add_lesson(database, "Amina", text, published=True))["tokens"]
    assert len(tokens) > 20
    ends = [0, *[end for _, end, _ in tokens]]
    assert all(last <= start < end for last, (start, end, _) in zip(ends, tokens, strict=False))


def test_every_token_has_its_lexeme(visitor: Person, lesson: str) -> None:
    words = words_of(visitor, lesson)
    assert {str(lexeme) for _, _, lexeme in words["tokens"]} == set(words["lexemes"])
    lung = next(entry for entry in words["lexemes"].values() if entry["lemma"] == "lung")
    assert lung["definition"] == "one of the two organs in the chest that fill with air when you breathe"
    assert (lung["term"], lung["count"], lung["level"], lung["pos"]) == (True, 2, "B1", "noun")
    many = next(entry for entry in words["lexemes"].values() if entry["lemma"] == "begin")
    assert many["frequency"] == "common"
    assert not {"term", "kind", "definition"} & set(many)


def by_utf16(page_text: pages.Element) -> dict[int, str]:
    """What a browser finds: the UTF-16 units of each block, by their place in the lesson's text."""
    blocks = [block for block in page_text.all() if "data-start" in block.attributes]
    return {int(block.attributes["data-start"]): letters(block) for block in blocks}


def letters(element: pages.Element) -> str:
    return "".join(child if isinstance(child, str) else letters(child) for child in element.children)


@pytest.mark.parametrize("text", [ARTICLE, EMOJI, HOSTILE, EMOJI + "\n\n" + EMOJI])
def test_offsets_count_as_a_browser_counts(visitor: Person, amina: Person, database: Flask, text: str) -> None:
    slug = add_lesson(database, "Amina", text, published=True)
    blocks = by_utf16(text_of(visitor, slug))
    units = {start: block.encode("utf-16-le") for start, block in blocks.items()}
    words = words_of(visitor, slug)
    found = []
    for start, end, lexeme in words["tokens"]:
        block = max((place for place in units if place <= start), default=0)
        surface = units[block][2 * (start - block) : 2 * (end - block)].decode("utf-16-le")
        if surface:
            found.append((surface, words["lexemes"][str(lexeme)]["lemma"]))
    assert ("asthma", "asthma") in [(surface.lower(), lemma) for surface, lemma in found]
    assert len(found) > 20
    for surface, lemma in found:
        assert surface == surface.strip()
        assert surface[0].lower() == lemma[0].lower() or lemma in ("be", "have", "muscle spasm", "go", "bad"), (
            surface,
            lemma,
        )


def test_terms_of_the_page_are_tokens_of_the_json(visitor: Person, amina: Person, database: Flask) -> None:
    slug = add_lesson(database, "Amina", EMOJI, published=True)
    terms = {int(term.attributes["data-lexeme"]) for term in text_of(visitor, slug).all("a", class_="term")}
    assert terms <= {lexeme for _, _, lexeme in words_of(visitor, slug)["tokens"]}


def test_words_json_is_json_and_not_html(visitor: Person, lesson: str) -> None:
    answer = visitor.get(f"/lessons/{lesson}/words.json")
    assert answer.mimetype == "application/json"
    assert json.loads(answer.data)["revision"] >= 1


# -- reader.json


def test_a_readers_states_are_private(visitor: Person, bo: Person, lesson: str, database: Flask) -> None:
    with database.app_context():
        lung = db.session.scalar(select(Lexeme.id).filter_by(lemma="lung"))
    bo.post_json(f"/words/{lung}", {"state": "known"})
    answer = bo.get(f"/lessons/{lesson}/reader.json")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer.headers
    assert (answer.json["name"], answer.json["states"]) == ("Bo", {str(lung): "known"})
    nobody = visitor.get(f"/lessons/{lesson}/reader.json")
    assert (nobody.json["name"], nobody.json["states"]) == (None, {})


def test_only_states_of_words_of_this_lesson_come(bo: Person, amina: Person, lesson: str, database: Flask) -> None:
    other = add_lesson(database, "Amina", SHORT, published=True)
    here, there = (set(words_of(bo, slug)["lexemes"]) for slug in (lesson, other))
    for word in (min(here - there), min(there - here)):
        bo.post_json(f"/words/{word}", {"state": "known"})
    assert bo.get(f"/lessons/{lesson}/reader.json").json["states"] == {min(here - there): "known"}


def test_its_token_lets_a_script_mark_a_word(visitor: Person, lesson: str) -> None:
    token = visitor.get(f"/lessons/{lesson}/reader.json?token=1").json["csrf"]
    word = next(iter(words_of(visitor, lesson)["lexemes"]))
    answer = visitor.client.post(f"/words/{word}", json={"state": "known"}, headers={"X-CSRFToken": token})
    assert answer.status_code == 200
    assert visitor.get(f"/lessons/{lesson}/reader.json").json["states"] == {word: "known"}


def test_it_costs_the_same_with_many_words(bo: Person, lesson: str) -> None:
    def cost() -> int:
        with statements() as sent:
            bo.get(f"/lessons/{lesson}/reader.json")
        return len(sent)

    none = cost()
    for word in list(words_of(bo, lesson)["lexemes"])[:15]:
        bo.post_json(f"/words/{word}", {"state": "known"})
    assert cost() == none <= 4


# -- abbreviations

SHORT_FORMS = (
    "The World Sailing Federation (WSF) told its sailors to rest, and the WSF meant it. Their BP was high. "
    "An XQZR test is rare. " + SHORT
)


def test_the_notes_tell_what_the_text_never_explains(database: Flask, amina: Person, visitor: Person) -> None:
    slug = add_lesson(database, "Amina", SHORT_FORMS, published=True)
    notes = pages.main(visitor.get(f"/lessons/{slug}")).one("footer", class_="lesson-notes").text
    assert notes.startswith("BP is never explained in this text (blood pressure).")
    assert "XQZR" not in notes, "what nobody can tell is for the teacher's desk"


def test_the_gloss_has_what_an_abbreviation_stands_for(database: Flask, amina: Person, visitor: Person) -> None:
    slug = add_lesson(database, "Amina", SHORT_FORMS, published=True)
    assert words_of(visitor, slug)["abbreviations"] == {"WSF": "World Sailing Federation"}
