"""`make bench`: how fast Readwell is on this machine. Prints figures; asserts nothing, for machines differ.

Everything runs on a database of its own in a temporary folder and on loopback.
"""

import http.client
import os
import resource
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from flask import Flask
from sqlalchemy import insert

from accounts import people
from accounts.models import Role
from app import create_app, settings_from
from db import db
from lessons import drafts, starter
from lessons.importing import Source
from vocab.models import LearnerWord, Lexeme, WordState

ROOT = Path(__file__).parent.parent
STARTER = "/lessons/muscle-spasms-b1"
PASSWORD = secrets.token_urlsafe(12)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environ = {"DATABASE_URL": f"sqlite:///{folder}/bench.db", "SECRET_KEY": "bench"}
        start_times(environ)
        app = create_app(settings_from(environ, instance=Path(folder)))
        with app.app_context():
            long = add_long_lesson()
            add_reader("without words", 0)
            add_reader("with 20,000 words", 20_000)
        page_times(app, {"450 words": STARTER, "5,000 words": f"/lessons/{long}"})
        load(environ, STARTER)
    analysis_times()


def article() -> str:
    return (starter.FOLDER / "muscle-spasms-c1.md").read_text(encoding="utf-8")


def varied(words: int) -> str:
    """A long text out of the starter lesson's paragraphs, each with a number of its own, so that no line repeats."""
    paragraphs = [line for line in article().splitlines() if line and not line.startswith("#")]
    lines, count = ["# A long text"], 0
    while count < words:
        line = f"{paragraphs[len(lines) % len(paragraphs)]} This was case {len(lines)}."
        lines.append(line)
        count += len(line.split())
    return "\n\n".join(lines)


# -- start


def start_times(environ: dict[str, str]) -> None:
    with server(environ) as (_, seconds):
        print(f"first start, migrations and starter library to first page: {seconds:.2f} s")
    starts = []
    for _ in range(3):
        with server(environ) as (_, seconds):
            starts.append(seconds)
    print(f"cold start to first page: {statistics.median(starts):.2f} s (median of 3)")


@contextmanager
def server(environ: dict[str, str]) -> Iterator[tuple[int, float]]:
    """`flask serve` in a process of its own: its port, and the seconds until it gave the first page."""
    port = free_port()
    begin = time.perf_counter()
    command = [sys.executable, "-m", "flask", "--app", "app", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environ}, stdout=subprocess.DEVNULL)
    try:
        while not answers(port) and process.poll() is None:
            time.sleep(0.01)
        yield port, time.perf_counter() - begin
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def answers(port: int) -> bool:
    try:
        return get(port, "/") == 200
    except OSError:
        return False


def get(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        return response.status
    finally:
        connection.close()


# -- pages


def add_long_lesson() -> str:
    lesson = drafts.create(Source(varied(5_000), markdown=True), owner=None)
    drafts.publish(lesson, now=datetime.now(UTC))
    db.session.commit()
    return lesson.slug


def add_reader(name: str, known: int) -> None:
    user = people.add_user(name, password=PASSWORD, role=Role.LEARNER)
    missing = [{"lemma": f"word{number}", "pos": "NOUN", "sense": "bench", "zipf": 0.0} for number in range(known)]
    if missing:
        db.session.execute(insert(Lexeme), missing)
        now = datetime.now(UTC)
        rows = [
            {"user_id": user.id, "lexeme_id": lexeme_id, "state": WordState.KNOWN, "changed_at": now}
            for lexeme_id in db.session.scalars(db.select(Lexeme.id))
        ]
        db.session.execute(insert(LearnerWord), rows)
    db.session.commit()


def page_times(app: Flask, lessons: dict[str, str]) -> None:
    print("server time, p50 / p95 of 300:")
    for size, url in lessons.items():
        for name in ("without words", "with 20,000 words"):
            client = signed_in(app, name)
            for path in (url, f"{url}/words.json", f"{url}/reader.json"):
                what = path.removeprefix(url).removeprefix("/") or "page"
                print(f"  lesson of {size}, reader {name}, {what}: {percentiles(partial(client.get, path))}")


def signed_in(app: Flask, name: str):  # type: ignore[no-untyped-def]
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    answer = client.post("/account/sign-in", data={"name": name, "password": PASSWORD})
    if answer.status_code != 302:
        raise SystemExit("the reader of the benchmark could not sign in")
    return client


def percentiles(act: Callable[[], object], times: int = 300) -> str:
    act()
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        act()
        taken.append((time.perf_counter() - begin) * 1000)
    cuts = statistics.quantiles(taken, n=20)
    return f"{cuts[9]:.1f} / {cuts[18]:.1f} ms"


def load(environ: dict[str, str], path: str, *, clients: int = 8, seconds: int = 10) -> None:
    taken: list[float] = []
    with server(environ) as (port, _):
        end = time.perf_counter() + seconds

        def read() -> None:
            while (begin := time.perf_counter()) < end:
                if get(port, path) != 200:
                    raise SystemExit("a page was not given under load")
                taken.append((time.perf_counter() - begin) * 1000)

        threads = [threading.Thread(target=read) for _ in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    cuts = statistics.quantiles(taken, n=20)
    spread = f"p50 / p95 {cuts[9]:.0f} / {cuts[18]:.0f} ms"
    print(f"{clients} clients for {seconds} s: {len(taken) / seconds:.0f} pages/s, {spread}")


# -- analysis


def analysis_times() -> None:
    """Each in a process of its own, so that peak memory is that of one text."""
    for words in (0, 100_000):
        command = [sys.executable, "-c", f"from tests.bench import analyse; analyse({words})"]
        subprocess.run(command, cwd=ROOT, check=True)


def analyse(words: int) -> None:
    """0 words: the starter lesson at its highest level."""
    from lessons import analysis, importing, quizzes

    source = importing.clean(Source(varied(words) if words else article(), markdown=True))
    begin = time.perf_counter()
    analysis.analyse(importing.clean(Source(article(), markdown=True)))
    loaded = time.perf_counter() - begin
    begin = time.perf_counter()
    read = analysis.analyse(source)
    taken = time.perf_counter() - begin
    begin = time.perf_counter()
    if not words:
        quizzes.make(read, seed=1)
    quiz = time.perf_counter() - begin
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)
    count = len(read.words)
    print(
        f"analysing {count:,} words: {taken * 1000:.0f} ms ({count / taken:,.0f} words/s; "
        f"the first text of a process {loaded * 1000:.0f} ms), peak memory {memory:.0f} MB"
        + ("" if words else f"; its quizzes {quiz * 1000:.0f} ms")
    )


if __name__ == "__main__":
    main()
