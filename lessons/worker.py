"""The thread that does what waits in the background, one in each process that serves."""

import logging
import os
import secrets
import socket
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

from db import db
from lessons import jobs
from lessons.collecting import making

PAUSE = 1.0  # seconds between two looks for work
BEAT = 5.0  # seconds between two signs of life
PATIENCE = 5.0  # seconds that an end waits for the part that is just being made

Contexts = Callable[[], AbstractContextManager[object]]

log = logging.getLogger(__name__)


class Worker:
    """Works until it is stopped; what it holds is then free for another. `contexts` makes contexts of the app."""

    def __init__(self, contexts: Contexts) -> None:
        self._contexts = contexts
        self.name = f"{socket.gethostname()[:40]}-{os.getpid()}-{secrets.token_hex(8)}"
        self._end = threading.Event()
        self._threads = [threading.Thread(target=run, daemon=True) for run in (self._work, self._beat)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._end.set()
        for thread in self._threads:
            thread.join(PATIENCE)

    def _work(self) -> None:
        while not self._end.is_set():
            if not self._safely(lambda: making.work(worker=self.name, goes_on=lambda: not self._end.is_set())):
                self._end.wait(PAUSE)
        self._safely(self._release)

    def _beat(self) -> None:
        while not self._end.wait(BEAT):
            self._safely(self._say_alive)

    def _release(self) -> bool:
        jobs.release(worker=self.name)
        db.session.commit()
        return True

    def _say_alive(self) -> bool:
        jobs.beat(worker=self.name, now=datetime.now(UTC))
        db.session.commit()
        return True

    def _safely(self, act: Callable[[], bool]) -> bool:
        """What it gives; False where the database cannot be reached or written: the next round may be luckier."""
        try:
            with self._contexts():
                return act()
        except Exception:
            log.exception("work in the background was interrupted")
            return False


def start(contexts: Contexts) -> Worker:
    worker = Worker(contexts)
    worker.start()
    return worker
