"""Work in the background: made to the end by one worker, whoever is killed, stops or wants the same."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import func, select, update

from accounts import people
from accounts.models import Role
from app import create_app, settings_from
from db import db
from lessons import jobs, worker
from lessons.collecting import making
from lessons.collection_models import Collection, CollectionPart, Job, JobState
from lessons.importing import Source, cleaning
from lessons.importing.texts import assemble
from lessons.models import Lesson
from tests import documents
from tests.conftest import PASSWORD, Person
from tests.lessons.test_killed import TRAP

ROOT = Path(__file__).parents[2]
ALL_DONE = [("Asthma: a Guide: What asthma is", "done"), ("Asthma: a Guide: Signs of asthma", "done")]
ALL_DONE += [("Asthma: a Guide: Living with asthma", "done")]
WORK = """
from app import create_app
from lessons.collecting import making
app = create_app()
with app.app_context():
    making.work(worker=sys.argv[1])
"""

SERVE = """
import sys, time
from sqlalchemy import select
from app import create_app
from db import db
from lessons import worker
from lessons.collection_models import Job
app = create_app()
running = worker.start(app.app_context)
with app.app_context():
    while any(job.is_open for job in db.session.scalars(select(Job))):
        db.session.rollback()
        time.sleep(0.5)
running.stop()
"""


@pytest.fixture
def site(fresh_url: str, tmp_path: Path) -> Iterator[Flask]:
    """An installation of its own, with Amina."""
    settings = settings_from({"DATABASE_URL": fresh_url, "SECRET_KEY": "-"}, instance=tmp_path)
    app = create_app({**settings, "TESTING": True})
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"))
        people.add_user("Amina", password=PASSWORD, role=Role.TEACHER)
        db.session.commit()
        db.engine.dispose()
    yield app
    with app.app_context():
        db.engine.dispose()


def process(app: Flask, *command: str) -> subprocess.Popen[str]:
    """Another process of the same installation."""
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    environ = {**os.environ, "DATABASE_URL": url, "SECRET_KEY": "-", "FLASK_APP": "app"}
    return subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def run(app: Flask, *command: str) -> int:
    process_ = process(app, *command)
    _, errors = process_.communicate(timeout=120)
    assert process_.returncode in (0, -signal.SIGKILL), errors
    return process_.returncode


def silence(app: Flask) -> None:
    """As when the job's worker has said nothing for a while."""
    with app.app_context():
        earlier = datetime.now(UTC) - jobs.SILENT * 2
        db.session.execute(update(Job).values(heartbeat_at=earlier))
        db.session.commit()


def lessons(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Lesson.title).order_by(Lesson.id)))


def wait_for(app: Flask, state: str, *, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while documents.state(app) != state:
        assert time.monotonic() < end, f"still {documents.state(app)}: {documents.parts(app)}"
        time.sleep(0.1)


# -- made


def test_the_lessons_of_a_collection_are_its_text(database: Flask, amina: Person) -> None:
    documents.ready_collection(database, "Amina")
    assert documents.parts(database) == ALL_DONE
    assert documents.state(database) == "done"
    found = cleaning.article(Source(documents.document(), markdown=True))
    with database.app_context():
        texts = db.session.scalars(select(Lesson.text).join(CollectionPart).order_by(CollectionPart.position)).all()
        assert "\n\n".join(texts) == assemble(found.title, found.blocks).text
        assert {lesson.owner.name for lesson in db.session.scalars(select(Lesson))} == {"Amina"}


def test_a_part_that_cannot_be_a_lesson_is_told_and_the_others_stay(database: Flask, amina: Person) -> None:
    strange = " ".join(["Die Lunge ist ein Organ, und wer Asthma hat, der atmet schwer und oft."] * 30)
    chapter = f"\n\n## Auf Deutsch\n\n{strange}\n\n## The end of asthma\n\n" + "\n\n".join(documents.PARAGRAPHS * 4)
    documents.ready_collection(database, "Amina", documents.document(4) + chapter)
    states = [state for _, state in documents.parts(database)]
    assert states == ["done", "done", "done", "done", "failed", "done"]
    assert documents.state(database) == "failed"
    with database.app_context():
        failed = db.session.scalars(select(CollectionPart).filter_by(state="failed")).one()
        assert "does not read as English" in failed.error
        assert strange[:50] in failed.text, "its text is not lost"
        jobs.try_again(failed)
        db.session.commit()
        assert db.session.scalars(select(Job)).one().state is JobState.WAITING


def test_a_fault_of_ours_is_tried_three_times(
    database: Flask, amina: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tried: list[int] = []

    def fail(part_id: int) -> int:
        tried.append(part_id)
        raise OSError("the disk is full")

    documents.add_collection(database, "Amina")
    monkeypatch.setattr(making, "_lesson_of", fail)
    documents.make(database)
    assert len(tried) == making.TRIES * 3
    assert {state for _, state in documents.parts(database)} == {"failed"}
    assert "the disk is full" in caplog.text
    with database.app_context():
        assert set(db.session.scalars(select(CollectionPart.error))) == {making.NOT_MADE}


# -- killed


@pytest.mark.parametrize("trap", ["INSERT INTO occurrence", "commit"])
def test_what_a_killed_worker_left_is_made_by_the_next(site: Flask, trap: str) -> None:
    documents.add_collection(site, "Amina")
    times = {"INSERT INTO occurrence": 2, "commit": 5}[trap]  # in the second lesson
    assert run(site, "-c", TRAP.format(trap=trap, times=times) + WORK, "first") == -signal.SIGKILL
    assert [state for _, state in documents.parts(site)] == ["done", "waiting", "waiting"]
    assert (documents.state(site), len(lessons(site))) == ("working", 1)
    assert run(site, "-c", "import sys" + WORK, "second") == 0
    assert len(lessons(site)) == 1, "the first may still be alive"
    silence(site)
    assert run(site, "-c", "import sys" + WORK, "third") == 0
    assert (documents.parts(site), documents.state(site)) == (ALL_DONE, "done")
    assert lessons(site) == [title for title, _ in ALL_DONE], "none twice"


def test_a_part_that_kills_the_program_does_not_kill_it_for_ever(site: Flask) -> None:
    documents.add_collection(site, "Amina")
    for _ in range(making.TRIES):
        silence(site)
        assert run(site, "-c", TRAP.format(trap="INSERT INTO section", times=1) + WORK, "w") == -signal.SIGKILL
    silence(site)
    assert run(site, "-c", "import sys" + WORK, "last") == 0
    assert [state for _, state in documents.parts(site)] == ["failed", "done", "done"]


# -- two at once


def test_two_processes_make_no_part_twice(site: Flask) -> None:
    documents.add_collection(site, "Amina", documents.document(5))
    documents.add_collection(site, "Amina", documents.document(5, title="Again"))
    both = [process(site, "-c", SERVE) for _ in range(2)]
    for each in both:
        _, errors = each.communicate(timeout=240)
        assert (each.returncode, errors) == (0, "")
    with site.app_context():
        assert db.session.scalar(select(func.count()).select_from(Lesson)) == 10
        assert set(db.session.scalars(select(CollectionPart.attempts))) == {1}
        assert set(db.session.scalars(select(Job.state))) == {JobState.DONE}


def test_only_one_worker_gets_a_job(database: Flask, amina: Person) -> None:
    documents.add_collection(database, "Amina")
    got: list[str] = []
    together = threading.Barrier(4)

    def want(name: str) -> None:
        with database.app_context():
            together.wait()
            if jobs.claim(worker=name, now=datetime.now(UTC)):
                got.append(name)
            db.session.commit()

    threads = [threading.Thread(target=want, args=(f"w{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 1


def test_what_is_made_too_late_counts_for_nothing(
    database: Flask, amina: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that slept, as a laptop does, wakes up when another has made the part."""
    documents.add_collection(database, "Amina")
    made = making._lesson_of

    def sleep(part_id: int) -> int:
        monkeypatch.setattr(making, "_lesson_of", made)
        db.session.rollback()
        silence(database)
        documents.make(database)
        return made(part_id)

    monkeypatch.setattr(making, "_lesson_of", sleep)
    with database.app_context():
        making.work(worker="sleeper")
    assert documents.parts(database) == ALL_DONE
    assert lessons(database) == [title for title, _ in ALL_DONE]


# -- stopped


@pytest.mark.parametrize("step", ["stop", "delete"])
def test_stopping_keeps_what_is_made(
    database: Flask, amina: Person, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    documents.add_collection(database, "Amina")
    made, count = making._lesson_of, iter(range(9))

    def made_and_stopped(part_id: int) -> int:
        lesson_id = made(part_id)
        if next(count) == 1:
            db.session.rollback()  # another request stops it before this part is kept
            collection = db.session.scalars(select(Collection)).one()
            jobs.stop(collection) if step == "stop" else db.session.delete(collection)
            db.session.commit()
        return lesson_id

    monkeypatch.setattr(making, "_lesson_of", made_and_stopped)
    documents.make(database)
    assert lessons(database) == ["Asthma: a Guide: What asthma is"]
    if step == "stop":
        assert documents.state(database) == "stopped"
        with database.app_context():
            jobs.go_on(db.session.scalars(select(Collection)).one())
            db.session.commit()
        documents.make(database)
        assert (documents.parts(database), documents.state(database)) == (ALL_DONE, "done")


# -- the thread of a server


def test_the_thread_makes_what_waits_and_ends_when_told(site: Flask) -> None:
    thread = worker.start(site.app_context)
    documents.add_collection(site, "Amina")
    wait_for(site, "done")
    documents.add_collection(site, "Amina", documents.document(5, title="Another"))
    with site.app_context():
        while not db.session.scalar(select(func.count()).select_from(Job).filter_by(state="working")):
            time.sleep(0.05)
            db.session.rollback()
    thread.stop()
    with site.app_context():
        states = set(db.session.scalars(select(Job.state)))
    assert states <= {JobState.DONE, JobState.WAITING}, "it is free for the next start at once"


def test_a_worker_says_that_it_is_alive(site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    documents.add_collection(site, "Amina")
    monkeypatch.setattr(worker, "BEAT", 0.05)
    monkeypatch.setattr(making, "_lesson_of", lambda part_id: time.sleep(1) or 1 // 0)
    thread = worker.start(site.app_context)
    wait_for(site, "working")
    silence(site)
    time.sleep(0.5)
    with site.app_context():
        heartbeat = db.session.scalars(select(Job.heartbeat_at)).one()
    assert datetime.now(UTC) - heartbeat < jobs.SILENT
    thread.stop()


def test_flask_run_has_a_worker_and_a_command_has_none(site: Flask) -> None:
    documents.add_collection(site, "Amina")
    assert run(site, "-m", "flask", "user", "add", "Zoe") == 0
    assert documents.state(site) == "waiting"
    server = process(site, "-m", "flask", "run", "--port", "0")
    try:
        wait_for(site, "done", seconds=90)
    finally:
        server.kill()
        server.communicate()
    assert documents.parts(site) == ALL_DONE
