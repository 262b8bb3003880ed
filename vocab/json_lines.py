"""Questions on standard input, a JSON object a line, each answered on standard output before the next is read."""

import json
import sys
from collections.abc import Callable, Mapping
from typing import Any

import click

Answer = Mapping[str, Any]


def serve(key: str, answer: Callable[[Mapping[str, Any]], Answer]) -> None:
    """Answer each line until there are no more; empty ones are passed over.

    `answer` is given an object with a string under `key`, and may refuse it with a ValueError. What is refused, or is
    no such object, is answered with {"error": …}; then the status is 1 at the end.
    """
    failed = False
    stream = sys.stdin.buffer
    while line := stream.readline():
        if line.strip():
            try:
                told = answer(_asked(line, key))
            except ValueError as fault:
                told = {"error": str(fault)}
                failed = True
            click.echo(json.dumps(told, ensure_ascii=False))  # which flushes
    if failed:
        raise SystemExit(1)


def _asked(line: bytes, key: str) -> Mapping[str, Any]:
    try:
        asked = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        raise ValueError("this line is no JSON in UTF-8") from fault
    if not isinstance(asked, dict) or not isinstance(asked.get(key), str):
        raise ValueError(f'a line is a JSON object with a string under "{key}"')
    try:
        asked[key].encode()
    except UnicodeEncodeError as fault:
        raise ValueError(f'"{key}" has half a character in it') from fault
    return asked
