"""The app put together: settings, the secret, headers, error pages, the start."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click
import pytest
from flask import Flask, abort, request
from sqlalchemy import select

from app import MAX_REQUEST, create_app, prepare, settings_from
from db import db
from lessons import drafts
from lessons.importing import Source
from lessons.models import Lesson, Status
from tests import pages
from tests.conftest import Person
from tests.texts import SHORT
from vocab import glossary

# -- settings


def test_without_a_setting_the_database_is_a_file_beside_the_secret(tmp_path: Path) -> None:
    settings = settings_from({}, instance=tmp_path / "new")
    assert settings["SQLALCHEMY_DATABASE_URI"] == f"sqlite:///{tmp_path / 'new' / 'readwell.db'}"
    assert settings["SECRET_KEY"] == (tmp_path / "new" / "secret_key").read_text()


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgres://u:p@host/readwell", "postgresql+psycopg://u:p@host/readwell"),
        ("postgresql://host/readwell", "postgresql+psycopg://host/readwell"),
        ("postgresql+psycopg://host/readwell", "postgresql+psycopg://host/readwell"),
        ("sqlite:////tmp/a.db", "sqlite:////tmp/a.db"),
    ],
)
def test_database_url(given: str, used: str, tmp_path: Path) -> None:
    settings = settings_from({"DATABASE_URL": given, "SECRET_KEY": "-"}, instance=tmp_path)
    assert settings["SQLALCHEMY_DATABASE_URI"] == used


def test_a_given_secret_is_not_written_down(tmp_path: Path) -> None:
    assert settings_from({"SECRET_KEY": "mine"}, instance=tmp_path)["SECRET_KEY"] == "mine"
    assert list(tmp_path.iterdir()) == []


def test_the_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    first = settings_from({}, instance=tmp_path)["SECRET_KEY"]
    assert settings_from({}, instance=tmp_path)["SECRET_KEY"] == first
    assert len(first) >= 64
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_two_installations_have_two_secrets(tmp_path: Path) -> None:
    here, there = (settings_from({}, instance=tmp_path / name)["SECRET_KEY"] for name in ("here", "there"))
    assert here != there


def test_processes_that_start_at_once_agree_on_the_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(lambda _: settings_from({}, instance=tmp_path)["SECRET_KEY"], range(40)))
    assert len(secrets) == 1
    assert secrets != {""}


@pytest.mark.parametrize(("https", "secure"), [("1", True), ("0", False), ("", False)])
def test_https_makes_cookies_secure(https: str, secure: bool, tmp_path: Path) -> None:
    settings = settings_from({"READWELL_HTTPS": https, "SECRET_KEY": "-"}, instance=tmp_path)
    assert settings["SESSION_COOKIE_SECURE"] is settings["REMEMBER_COOKIE_SECURE"] is secure


def proxied(proxies: str, tmp_path: Path) -> str:
    """The scheme that the app sees when the header says https."""
    app = create_app(settings_from({"READWELL_PROXIES": proxies, "SECRET_KEY": "-"}, instance=tmp_path))
    seen: list[str] = []
    app.before_request(lambda: seen.append(request.scheme))
    Person(app).get("/static/icon.svg", headers={"X-Forwarded-Proto": "https"}).close()
    return seen[0]


def test_forwarded_headers_count_only_behind_a_proxy(tmp_path: Path) -> None:
    assert proxied("1", tmp_path) == "https"
    assert proxied("0", tmp_path) == "http"


# -- headers


@pytest.mark.parametrize("url", ["/", "/account", "/no-such-page", "/static/css/base.css"])
def test_every_answer_has_the_security_headers(visitor: Person, url: str) -> None:
    answer = visitor.get(url)
    answer.close()
    policy = answer.headers["Content-Security-Policy"].split("; ")
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("url", ["/", "/words", "/results", "/account", "/no-such-page", "/desk/"])
def test_pages_of_one_person_are_kept_by_no_cache(amina: Person, url: str) -> None:
    assert amina.get(url).headers["Cache-Control"] == "private, no-store"


def test_cookies_cannot_be_read_by_scripts_or_sent_by_other_sites(visitor: Person) -> None:
    cookies = visitor.get("/account/sign-in").headers.getlist("Set-Cookie")
    assert len(cookies) == 1
    assert "HttpOnly" in cookies[0]
    assert "SameSite=Lax" in cookies[0]


def test_the_library_sets_no_cookie(visitor: Person, lesson: str) -> None:
    assert "Set-Cookie" not in visitor.get("/").headers
    assert "Set-Cookie" not in visitor.get(f"/lessons/{lesson}").headers


# -- error pages


def test_a_missing_page_says_so(visitor: Person) -> None:
    answer = visitor.get("/no-such-page")
    assert answer.status_code == 404
    page = pages.main(answer)
    assert "This page is not here" in page.text
    assert "may be mistyped" in page.text
    assert page.one("a", class_="button").attributes["href"] == "/"


def test_a_learner_at_the_desk_is_told_whose_it_is(bo: Person) -> None:
    answer = bo.get("/desk/")
    assert answer.status_code == 403
    assert "This page is for teachers. Ask the person who runs this site" in pages.seen(answer)


def test_a_page_that_takes_no_get(visitor: Person) -> None:
    answer = visitor.get("/account/sign-out")
    assert answer.status_code == 405
    assert "This cannot be done here" in pages.seen(answer)


def test_a_form_without_its_token_says_what_to_do(visitor: Person) -> None:
    answer = visitor.client.post("/account/sign-in", data={"name": "Bo", "password": "correct horse"})
    assert answer.status_code == 400
    assert "Go back, load the page again and repeat it" in pages.seen(answer)


def test_too_large_a_request(amina: Person) -> None:
    answer = amina.post("/desk/new", {"text": "x" * (MAX_REQUEST + 1)})
    assert answer.status_code == 413
    assert "At most 24 MB can be sent at once" in pages.seen(answer)


def test_a_script_gets_json(visitor: Person) -> None:
    answer = visitor.get("/no-such-page", headers={"Accept": "application/json"})
    assert answer.status_code == 404
    assert "may be mistyped" in answer.json["error"]


def test_what_somebody_sent_is_escaped_in_an_error_page(planted: Flask) -> None:
    planted.add_url_rule("/planted", "planted", lambda: abort(422, "<script>alert(1)</script>"))
    answer = Person(planted).get("/planted")
    assert "<script>alert(1)" not in answer.text
    assert "<script>alert(1)</script>" in pages.main(answer).text


def test_a_fault_of_ours_says_so_and_no_more(planted: Flask) -> None:
    planted.config["TESTING"] = False
    planted.add_url_rule("/broken", "broken", lambda: {}["secret"])
    answer = Person(planted).get("/broken")
    assert answer.status_code == 500
    assert "Something went wrong on our side" in pages.seen(answer)
    assert "secret" not in answer.text


def test_the_browser_gets_its_icon(visitor: Person) -> None:
    answer = visitor.get("/favicon.ico")
    answer.close()
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")


# -- the start

STARTER = {"muscle-spasms-a2", "muscle-spasms-b1", "muscle-spasms-c1"}


@pytest.fixture
def started(database: Flask, few_texts: Path) -> Flask:
    """The app after its first start."""
    with database.app_context():
        prepare(database)
    return database


def start_again(app: Flask) -> None:
    with app.app_context():
        prepare(app)


def lessons_of(app: Flask) -> dict[str, tuple[int, int, Status]]:
    with app.app_context():
        return {row.slug: (row.id, row.revision, row.status) for row in db.session.scalars(select(Lesson))}


def test_the_library_has_the_starter_lesson_in_three_levels(started: Flask, visitor: Person) -> None:
    page = pages.main(visitor.get("/"))
    (card,) = page.all("article")
    assert "In 3 levels" in card.text
    assert {link.attributes["href"] for link in card.all("a")} == {f"/lessons/{slug}" for slug in STARTER}


@pytest.mark.parametrize("slug", sorted(STARTER))
def test_each_level_has_a_switch_to_the_others(started: Flask, visitor: Person, slug: str) -> None:
    page = pages.main(visitor.get(f"/lessons/{slug}"))
    links = list(page.one("nav", class_="versions").all("a"))
    assert {link.attributes["href"] for link in links} == {f"/lessons/{slug}" for slug in STARTER}
    (here,) = [link for link in links if "aria-current" in link.attributes]
    assert here.attributes["href"] == f"/lessons/{slug}"
    assert here.text in page.one("header", class_="lesson-header").one("p", class_="facts").text


def test_the_levels_are_what_their_names_say_and_easiest_first(started: Flask, visitor: Person) -> None:
    page = pages.main(visitor.get("/lessons/muscle-spasms-b1"))
    levels = [link.text for link in page.one("nav", class_="versions").all("a")]
    easy, middle, hard = levels
    assert "A2" in easy
    assert "B1" in middle
    assert {"B2", "C1"} & set(hard.split("–"))


def test_a_second_start_changes_nothing(started: Flask) -> None:
    before = lessons_of(started)
    start_again(started)
    assert lessons_of(started) == before
    assert set(before) == STARTER


def test_a_second_start_is_fast_because_it_reads_no_text(started: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lessons.analysis.analyse", lambda *_, **__: pytest.fail("a text was read again"))
    start_again(started)


def add_sentence(folder: Path) -> None:
    path = folder / "muscle-spasms-b1.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n\nSomebody with asthma should ask first.\n", encoding="utf-8")


def test_a_changed_text_comes_with_the_upgrade(started: Flask, few_texts: Path, visitor: Person) -> None:
    before = lessons_of(started)
    assert "Somebody with asthma" not in pages.seen(visitor.get("/lessons/muscle-spasms-b1"))
    add_sentence(few_texts)
    start_again(started)
    page = visitor.get("/lessons/muscle-spasms-b1")
    assert "Somebody with asthma should ask first." in pages.main(page).one(id="text").text
    assert "asthma" in pages.main(page).one(id="glossary").text
    after = lessons_of(started)
    assert after["muscle-spasms-b1"][1] > before["muscle-spasms-b1"][1]
    assert {slug for slug in STARTER if after[slug] != before[slug]} == {"muscle-spasms-b1"}


@pytest.mark.parametrize("to", [Status.DRAFT, Status.ARCHIVED])
def test_a_withdrawn_lesson_stays_withdrawn(started: Flask, few_texts: Path, visitor: Person, to: Status) -> None:
    with started.app_context():
        drafts.withdraw(db.session.scalar(select(Lesson).filter_by(slug="muscle-spasms-b1")), to=to)
        db.session.commit()
    start_again(started)
    add_sentence(few_texts)
    start_again(started)
    assert visitor.get("/lessons/muscle-spasms-b1").status_code == 404
    assert lessons_of(started)["muscle-spasms-b1"][2] is to
    assert visitor.get("/lessons/muscle-spasms-a2").status_code == 200


def test_a_missing_level_is_added_to_its_family(started: Flask, visitor: Person) -> None:
    with started.app_context():
        db.session.delete(db.session.scalar(select(Lesson).filter_by(slug="muscle-spasms-c1")))
        db.session.commit()
    start_again(started)
    assert "In 3 levels" in pages.seen(visitor.get("/"))


def test_lessons_of_teachers_are_left_alone(started: Flask) -> None:
    with started.app_context():
        drafts.create(Source(SHORT), owner=None, title="Water")
        db.session.commit()
    before = lessons_of(started)
    start_again(started)
    assert lessons_of(started) == before


def test_lessons_are_read_again_when_the_glossary_has_grown(
    started: Flask, visitor: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As after an upgrade, or when a keeper has put a file of own entries into its folder."""
    page = pages.main(visitor.get("/lessons/muscle-spasms-b1"))
    assert "builder" not in page.one(id="glossary").text
    own = tmp_path / "own.csv"
    row = "builder,NOUN,professional,B1,a person who makes houses,The builder hurt his back."
    own.write_text(f"lemma,pos,kind,level,definition,example\n{row}\n", encoding="utf-8")
    glossary.use([own])
    try:
        start_again(started)
        assert "Reading 3 lessons again" in capsys.readouterr().out
        page = pages.main(visitor.get("/lessons/muscle-spasms-b1"))
        assert "a person who makes houses" in page.one(id="glossary").text
        before = lessons_of(started)
        start_again(started)
        assert lessons_of(started) == before
    finally:
        glossary.use([])


def test_a_glossary_that_cannot_be_read_is_told_at_the_start(started: Flask, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("lemma,pos,kind,level,definition,example\nbuilder,NOUN\n", encoding="utf-8")
    glossary.use([own])
    try:
        with pytest.raises(click.ClickException, match=r"own\.csv:2: a row has as many cells"):
            start_again(started)
    finally:
        glossary.use([])


def test_the_whole_starter_library(database: Flask, visitor: Person) -> None:
    """Twelve texts beside the first, each in three levels and of 250 to 600 words."""
    start_again(database)
    cards = list(pages.main(visitor.get("/")).all("article"))
    assert len(cards) == 13
    assert all("In 3 levels" in card.text for card in cards)
    with database.app_context():
        lessons = list(db.session.scalars(select(Lesson)))
        assert len(lessons) == 39
        assert [lesson.slug for lesson in lessons if not 250 <= lesson.word_count <= 620] == []
    page = visitor.get("/lessons/burns-first-aid-a2")
    assert "not medical advice" in pages.main(page).text
