"""What a form sends for a right and for a wrong answer, whatever the question's format."""

from lessons.models import Item, ItemFormat

# An answer to a question of any format, right or wrong, and the end of its second go.
WHATEVER = {"answer": "0", "gap-0": "x"} | {f"match-{place}": "0" for place in range(9)}
GIVEN_UP = {"try": "2", "show": "1"}


def right(item: Item) -> dict[str, object]:
    if item.format is ItemFormat.TYPED:
        return {f"gap-{place}": accepted[0] for place, accepted in enumerate(item.accept)}
    if item.format is ItemFormat.MATCH:
        return {f"match-{place}": key for place, key in enumerate(item.keys)}
    return {"answer": item.key}


def right_given(item: Item) -> list[object]:
    """The right answer as it is kept."""
    return list(right(item).values())


def wrong(item: Item, *, step: int = 1) -> dict[str, object]:
    """All of it wrong; `step` makes another wrong choice."""
    if item.format is ItemFormat.TYPED:
        return {f"gap-{place}": "qqqqq" for place in range(len(item.accept))}
    if item.format is ItemFormat.MATCH:
        return {f"match-{place}": (key + step) % len(item.options) for place, key in enumerate(item.keys)}
    return {"answer": (item.key + step) % len(item.options)}
