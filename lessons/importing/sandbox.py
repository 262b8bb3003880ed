"""Files read in a process of their own with limits of time and memory, so that one that swells harms nothing else."""

import json
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from lessons.importing.provenance import Provenance
from lessons.importing.refusals import Refused
from lessons.importing.texts import Source

# Of the processor, and on the clock of a busy machine.
SECONDS = 4
WAIT = 15
MEMORY = 500_000_000
# Of how many files at the same moment; others wait.
AT_ONCE = 2
TOO_MUCH = (
    "This file takes too long or too much memory to read. Choose a shorter part of it, "
    "or copy the article and paste it."
)
_CHILD = Path(__file__).with_name("child.py")
_free = BoundedSemaphore(AT_ONCE)


def read(kind: str, data: bytes, **told: str) -> Source:
    """As `readers.read`; Refused too where a limit is passed."""
    asked = json.dumps({"kind": kind, "seconds": SECONDS, "memory": MEMORY, "told": told})
    try:
        with _free:
            ended = subprocess.run(  # noqa: S603  our own program
                [sys.executable, "-P", str(_CHILD), asked], input=data, capture_output=True, timeout=WAIT, check=False
            )
    except subprocess.TimeoutExpired as expired:
        raise Refused(TOO_MUCH) from expired
    if ended.returncode or not ended.stdout:
        raise Refused(TOO_MUCH)
    answer = json.loads(ended.stdout)
    if "refused" in answer:
        raise Refused(answer["refused"])
    return _source(answer)


def answered(source: Source) -> dict[str, Any]:
    """The source as JSON can hold it; `_source` reads it back. An accessed day is never known there."""
    told = source.provenance
    return {
        "text": source.text,
        "left_out": sorted(source.left_out),
        "provenance": [told.note, told.url, told.author, told.licence],
    }


def _source(answer: dict[str, Any]) -> Source:
    """What readers give is always marked."""
    provenance = Provenance(*answer["provenance"])
    return Source(answer["text"], marked=True, left_out=frozenset(answer["left_out"]), provenance=provenance)
