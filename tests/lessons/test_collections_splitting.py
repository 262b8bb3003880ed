"""A document cut into parts: nothing lost, nothing doubled, no paragraph cut, lengths as promised."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from lessons.collecting import splitting
from lessons.importing import Source, cleaning
from lessons.importing.blocks import Block
from lessons.importing.texts import assemble


def words(count: int) -> str:
    return ("word " * count).strip()


def paragraph(count: int) -> Block:
    return Block("paragraph", words(count), 0, 0)


def item(count: int) -> Block:
    return Block("item", words(count), 0, 0)


def heading(text: str, level: int = 2) -> Block:
    return Block("heading", text, 0, 0, level=level)


def picture(*blocks: Block) -> list[str]:
    """Each part in a line: its heading, its number when it is a further one, its words."""
    parts = splitting.split(blocks)
    return [f"{part.heading}{f' ({part.number})' if part.number > 1 else ''}: {part.words}" for part in parts]


BLOCKS = st.lists(
    st.one_of(
        st.builds(heading, st.sampled_from(["Causes", "Signs of it", "What to do"]), st.integers(0, 6)),
        st.builds(paragraph, st.integers(1, 900)),
        st.builds(item, st.integers(1, 60)),
    ),
    max_size=60,
)


@given(BLOCKS)
@settings(max_examples=300, deadline=None)
def test_the_parts_joined_are_the_text(blocks: list[Block]) -> None:
    parts = splitting.split(blocks)
    assert [block for part in parts for block in part.blocks] == blocks
    whole = assemble("", blocks).text
    assert "\n\n".join(assemble("", part.blocks).text for part in parts) == whole


@given(BLOCKS)
@settings(max_examples=300, deadline=None)
def test_parts_have_the_length_of_a_lesson(blocks: list[Block]) -> None:
    parts = splitting.split(blocks)
    for part in parts:
        assert part.words >= splitting.LEAST or len(parts) == 1
        assert len(parts) == 1 or part is parts[-1] or part.blocks[-1].kind != "heading" or part.words > splitting.LARGE
        if part.words > splitting.LARGE:
            assert not can_be_cut(part), "only what has no better place stays too long"


def can_be_cut(part: splitting.Part) -> bool:
    places = range(1, len(part.blocks))
    sides = [(splitting.words_of(part.blocks[:at]), splitting.words_of(part.blocks[at:]), at) for at in places]
    return any(min(a, b) >= splitting.LEAST and part.blocks[at - 1].kind != "heading" for a, b, at in sides)


def test_a_part_before_a_cut_is_not_too_long_either() -> None:
    assert picture(paragraph(181), paragraph(900), item(60), item(60), paragraph(182)) == [
        ": 181",
        " (2): 1020",
        " (3): 182",
    ]


def test_ten_thousand_headings_take_no_time() -> None:
    begun = time.process_time()
    parts = splitting.split([block for _ in range(10_000) for block in (heading("Signs"), paragraph(12))])
    assert time.process_time() - begun < 2
    assert {part.words // 100 for part in parts} <= {*range(3, 12)}


def test_a_document_is_cut_at_its_headings() -> None:
    assert picture(
        heading("Causes"), paragraph(600), heading("Signs"), paragraph(400), paragraph(400), heading("Help"), item(500)
    ) == ["Causes: 601", "Signs: 801", "Help: 501"]


def test_the_level_is_taken_that_gives_parts_of_700_words() -> None:
    chapter = [heading("Chapter", 1), *[each for name in "abc" for each in (heading(name, 2), paragraph(690))]]
    assert picture(*chapter, *chapter) == [
        "Chapter: 692", "b: 691", "c: 691", "Chapter: 692", "b: 691", "c: 691"
    ]  # fmt: skip
    small = [heading("Chapter", 1), *[each for name in "abcdef" for each in (heading(name, 2), paragraph(120))]]
    assert picture(*small, *small) == ["Chapter: 727", "Chapter: 727"]


def test_small_neighbours_are_joined() -> None:
    assert picture(
        paragraph(60),
        heading("Causes"),
        paragraph(650),
        heading("Signs"),
        paragraph(200),
        heading("Help"),
        paragraph(300),
    ) == ["Causes: 711", "Signs: 502"]


def test_a_small_part_stays_under_its_chapter() -> None:
    document = [
        *(
            heading("One", 1),
            paragraph(500),
            heading("More", 2),
            paragraph(600),
            heading("Last words", 2),
            paragraph(150),
        ),
        *(heading("Two", 1), paragraph(120), heading("Most", 2), paragraph(700), heading("End", 2), paragraph(700)),
    ]
    assert picture(*document) == ["One: 501", "More: 753", "Two: 822", "End: 701"]


def test_what_is_too_long_is_cut_at_paragraphs() -> None:
    assert picture(heading("Causes"), *[paragraph(100)] * 20) == ["Causes: 701", "Causes (2): 600", "Causes (3): 700"]
    assert picture(*[paragraph(100)] * 14) == [": 700", " (2): 700"]


def test_a_list_stays_together_where_it_can() -> None:
    parts = splitting.split([heading("Food"), paragraph(500), paragraph(80), *[item(40)] * 6, paragraph(500)])
    assert [part.blocks[0].kind for part in parts] == ["heading", "paragraph"]


def test_one_long_paragraph_stays_whole() -> None:
    assert picture(heading("Causes"), paragraph(5000)) == ["Causes: 5001"]


def test_nothing_gives_nothing() -> None:
    assert splitting.split([]) == []


def test_levels_come_from_the_document() -> None:
    causes = f"## Causes\n\n{words(500)}\n\n### Dust and asthma\n\n{words(300)}"
    text = f"# Asthma\n\nWhat asthma is.\n\n{causes}\n\n## Help\n\n{words(650)}"
    found = cleaning.article(Source(text, markdown=True))
    parts = splitting.split(found.blocks)
    assert (found.title, [part.heading for part in parts]) == ("Asthma", ["Causes", "Help"])
