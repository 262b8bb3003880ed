"""From what a teacher has to a clean text: furniture, title, sections, and what is refused."""

from pathlib import Path

import pytest

from lessons import importing, starter
from lessons.importing import Refused, Section, Source, Text
from tests.texts import ARTICLE, DIALOGUE, FIRST_AID, HEALTH_TEXTS, LEAFLET, MESSY_WEB, NEWS, NO_HEADINGS, SHORT

ALL = {"article": ARTICLE, "short": SHORT, **HEALTH_TEXTS}
every_text = pytest.mark.parametrize("text", ALL.values(), ids=ALL)
FILLER = (
    "The body needs water every day. Most adults drink about two litres, and more when it is hot. "
    "Fruit and soup count too. People who do hard work outside should take a bottle with them."
)


def clean(text: str) -> Text:
    return importing.clean(Source(text))


def clean_markdown(text: str) -> Text:
    return importing.clean(Source(text, markdown=True))


def headings(text: Text) -> list[str]:
    return [section.heading for section in text.sections]


def shown(text: Text, section: Section) -> list[str]:
    """The blocks of a section, list items with a dash."""
    return [("- " if kind == "item" else "") + text.text[start:end] for kind, start, end in section.blocks]


# -- furniture


def test_an_article_loses_its_furniture_and_keeps_all_else() -> None:
    article = clean(ARTICLE)
    assert article.title == "Living With Asthma"
    assert article.removed == (
        "Health Weekly",
        "By Jane Doe",
        "Related Articles",
        "Ten Foods for Better Sleep",
        "Back to top button",
    )
    assert article.text.startswith("Asthma is a disease of the lungs.")
    assert article.text.endswith("can help prevent asthma attacks.")


def test_a_messy_page_loses_its_furniture() -> None:
    page = clean(MESSY_WEB)
    assert page.title == "TYPE 2 DIABETES: SYMPTOMS, CAUSES AND TREATMENT"
    assert headings(page) == ["What is type 2 diabetes?", "SYMPTOMS", "CAUSES", "COMPLICATIONS", "TREATMENT"]
    assert shown(page, page.sections[1])[1:] == [
        "- thirst",
        "- blurred vision",
        "- tiredness",
        "- wounds that heal slowly",
    ]
    for line in ("Menu", "ADVERTISEMENT", "Share on Facebook", "HealthPortal", "snacks", "Read more"):
        assert line not in page.text


@pytest.mark.parametrize(
    "line",
    [
        "Skip to content",
        "Menu",
        "Home > Health > Sleep",
        "Advertisement",
        "Share on Facebook",
        "Share this article",
        "Follow us on Instagram",
        "Sign up for our newsletter",
        "By Jane Doe",
        "Written by Dr. Ann Hart",
        "Medically reviewed by Ann Hart, MD",
        "Last updated: 3 May 2023",
        "March 14, 2024",
        "5 min read",
        "12 comments",
        "Leave a comment",
        "© 2024 Health Weekly",
        "All rights reserved.",
        "Privacy policy",
        "Accept all cookies",
        "Tags: sleep, health",
        "Next article: More sleep",
        "Click here to buy",
        "Photo: Getty",
        "Back to top",
        "Scroll to top",
        "Reject all",
        "Manage preferences",
        "Your privacy choices",
        "Listen to this article",
        "Article continues below",
        "Rate this article",
    ],
)
def test_a_line_of_furniture_is_taken_out_and_told(line: str) -> None:
    text = clean(f"How to Drink Enough\n\n{FILLER}\n\n{line}\n\n{FILLER}")
    assert text.removed == (line,)
    assert text.text == f"{FILLER}\n\n{FILLER}"


@pytest.mark.parametrize(
    "sentence",
    [
        "Close the window, and share your room with nobody.",
        "Home care is cheaper than a nursing home.",
        "By the age of six, most children have lost a tooth.",
        "By Monday she had a fever.",
        "Follow us if you want to live, said the firefighter.",
        "Comments from patients were friendly.",
        "Search for blood in the urine.",
        "Save energy and rest.",
        "Next, wash your hands with soap.",
        "Sources of iron are meat and beans.",
        "Related diseases are gout and psoriasis.",
        "Print and e-mail came late to the clinic.",
        "More from your body than from your head, this pain comes at night.",
        "Updated vaccines are needed each year, since 2010 in all schools.",
        "Advertisements for sweets make children fat.",
        "This article was written by hand for you.",
        "Listen to the article of your body, the heart.",
        "Manage preferences of patients with care.",
    ],
)
def test_a_sentence_that_begins_like_furniture_stays(sentence: str) -> None:
    text = clean(f"How to Drink Enough\n\n{FILLER}\n\n{sentence}\n\n{FILLER}")
    assert text.removed == ()
    assert sentence in text.text


def test_an_article_goes_on_after_a_box_of_links() -> None:
    text = clean(f"How to Drink Enough\n\n{FILLER}\n\nRelated articles\n\nTen Foods\n\nIn winter\n\n{FILLER}")
    assert text.text.count(FILLER) == 2
    assert "Related articles" not in text.text


BIO = "Ines Duarte writes about health and gardens. She lives in Porto with two cats."
END = f"{FILLER}\n\nAbout the author\n\n{BIO}\n\nRelated articles\n\nTen Foods\n\nFive Soups"


def test_an_author_box_goes_with_its_paragraph() -> None:
    text = clean(f"How to Drink Enough\n\n{FILLER}\n\n{END}")
    assert text.text == f"{FILLER}\n\n{FILLER}"
    assert text.removed == ("About the author", BIO, "Related articles", "Ten Foods", "Five Soups")


def test_an_article_goes_on_after_a_box_about_its_author() -> None:
    text = clean(f"How to Drink Enough\n\n{FILLER}\n\nAbout the author\n\n{BIO}\n\n{FILLER}")
    assert text.removed == ("About the author",)
    assert text.text.count(FILLER) == 2


def test_comments_below_the_article_go() -> None:
    text = clean(
        f"How to Drink Enough\n\n{FILLER}\n\n{FILLER}\n\n2 comments\n\nGreat article, thank you!\n\nI drink tea."
    )
    assert text.text == f"{FILLER}\n\n{FILLER}"
    assert text.removed == ("2 comments", "Great article, thank you!", "I drink tea.")


def test_a_count_of_comments_above_the_article_is_one_line() -> None:
    text = clean(f"How to Drink Enough\n\n12 comments\n\n{FILLER}\n\n{FILLER}")
    assert text.removed == ("12 comments",)


def test_a_menu_above_the_heading_of_a_page_goes() -> None:
    text = clean_markdown(f"- Health\n- Food\n- Shop\n\n# Water\n\n{FILLER}")
    assert (text.title, text.text, text.removed) == ("Water", FILLER, ("Health", "Food", "Shop"))


def test_words_above_a_late_heading_stay() -> None:
    text = clean_markdown(f"{FILLER}\n\n# Water\n\n{FILLER}")
    assert text.removed == ()
    assert text.text.count(FILLER) == 2


# -- the title


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("Water and You", "Water and You"),
        ("Water and You_1", "Water and You"),
        ("Water and You | Health Weekly", "Water and You"),
        ("# Water and You", "Water and You"),
        ("Sport\n\nWater and You", "Water and You"),
        ("Health Weekly\n\nSport\n\nHow Much Water Does the Body Need?", "How Much Water Does the Body Need?"),
    ],
)
def test_the_title_is_found(lines: str, title: str) -> None:
    text = clean(f"{lines}\n\n{FILLER}")
    assert text.title == title
    assert text.text == FILLER


def test_a_title_said_twice_is_one_title() -> None:
    text = clean_markdown(f"# Water and You\n\n# Water and You\n\n{FILLER}")
    assert (text.title, text.text, text.removed) == ("Water and You", FILLER, ())


def test_a_text_without_a_title_has_none() -> None:
    assert clean(FILLER).title == clean(NO_HEADINGS).title == clean(SHORT).title == ""


def test_the_heading_of_a_first_section_is_no_title() -> None:
    text = clean(f"1. Why Water\n\n{FILLER}\n\n2. How Much\n\n{FILLER}")
    assert (text.title, headings(text)) == ("", ["Why Water", "How Much"])


def test_a_given_title_wins() -> None:
    text = importing.clean(Source(f"Water\n\n{FILLER}"), title="  Drink! ")
    assert (text.title, text.text) == ("Drink!", FILLER)


# -- sections and blocks


def test_numbered_headings_become_sections() -> None:
    article = clean(ARTICLE)
    assert headings(article) == ["", "Common Triggers", "Signs of an Attack", "Medicines"]
    assert article.text[article.sections[1].start :].startswith("Common Triggers\n\nAsthma can be made")


def test_numbered_steps_become_sections() -> None:
    text = clean(FIRST_AID)
    assert text.title == "First Aid for Burns and Scalds"
    assert headings(text)[1:4] == ["Stop the burning", "Cool the burn", "Take off clothes and rings"]


def test_steps_under_a_title_of_other_words() -> None:
    steps = f"A Safe Home\n\nStep 1: Wash your hands\n\n{FILLER}\n\nStep 2: Dry them\n\n{FILLER}"
    assert clean(steps).title == "A Safe Home"


def test_a_numbered_list_stays_a_list() -> None:
    text = clean(f"Water\n\n{FILLER}\n\n1. Drink.\n2. Rest.\n3. Drink again.\n\n{FILLER}")
    (section,) = text.sections
    assert shown(text, section) == [FILLER, "- Drink.", "- Rest.", "- Drink again.", FILLER]


def test_a_leaflet_keeps_its_headings_and_bullets() -> None:
    text = clean(LEAFLET)
    assert headings(text)[1:4] == ["Why it matters", "What raises blood pressure?", "What you can do yourself"]
    assert shown(text, text.sections[2])[:2] == ["- too much salt in your food", "- being overweight"]


def test_nobody_who_speaks_in_a_dialogue_is_a_heading() -> None:
    text = clean(DIALOGUE)
    assert text.title == "At the Clinic: A Visit about Back Pain"
    assert headings(text) == [""]
    assert shown(text, text.sections[0])[4] == "Dr. Okafor: " + (
        "I don't think so. It sounds like sciatica. Sciatica is caused by pressure on the sciatic nerve, "
        "for example from a slipped disc."
    )


def test_a_news_item_has_a_title_and_no_date() -> None:
    text = clean(NEWS)
    assert text.title == "Measles Cases Double as Fewer Children Are Vaccinated"
    assert text.removed == ("14 March 2024",)
    assert len(text.sections[0].blocks) == 6


def test_lines_wrapped_at_a_width_become_one_paragraph() -> None:
    wrapped = (
        "Water and You\n\n"
        "The body needs water every day. Most adults drink about two\n"
        "litres, and more when it is hot. Fruit and soup count too.\n"
        "People who do hard work outside should take a bottle\n"
        "with them.\n"
    )
    text = clean(wrapped)
    assert text.text == FILLER.replace("\n", " ")


def test_lines_that_each_end_a_sentence_stay_paragraphs() -> None:
    lines = ["Drink water before you go out.", "Take a bottle with you.", "Rest in the shade at noon."]
    text = clean("Hot Days\n\n" + "\n".join(lines))
    assert shown(text, text.sections[0]) == lines


@pytest.mark.parametrize("mark", ["-", "*", "•", "‣", "–"])
def test_bullets_become_items(mark: str) -> None:
    text = clean(f"Water\n\n{FILLER}\n\n{mark} soup\n{mark} fruit\n\n{FILLER}")
    assert shown(text, text.sections[0])[1:3] == ["- soup", "- fruit"]


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_line_ends_of_any_kind_mean_the_same(ending: str) -> None:
    assert clean(ARTICLE.replace("\n", ending)) == clean(ARTICLE)


def test_spaces_and_invisible_characters_are_made_plain() -> None:
    text = clean("A\u00a0day \u200bin\u00adside \t the  house.\ufeff")
    assert text.text == "A day inside the house."


def test_letters_are_composed() -> None:
    assert clean("Me\u0301nie\u0300re told us first.").text == "Ménière told us first."


# -- Markdown


MARKDOWN = """# Water and You

The body needs **water** *every* day. [Most adults](https://example.org) drink `two` litres,
and more when it is hot.

## Where it is

- in soup
- in fruit
  and vegetables

1. first
2. second

![a glass](glass.png)

| food | water |
|------|-------|
| soup | much  |

> A doctor said so.

```
code
```

### Why it matters

It carries salts &amp; sugar.
"""


def test_markdown_is_read_without_its_marks() -> None:
    text = clean_markdown(MARKDOWN)
    assert text.title == "Water and You"
    assert headings(text) == ["", "Where it is", "Why it matters"]
    first, second, third = text.sections
    assert shown(text, first) == [
        "The body needs water every day. Most adults drink two litres, and more when it is hot."
    ]
    assert shown(text, second)[:4] == ["- in soup", "- in fruit and vegetables", "- first", "- second"]
    assert shown(text, third) == ["It carries salts & sugar."]


def test_rows_of_a_table_become_items() -> None:
    _, second, _ = clean_markdown(MARKDOWN).sections
    assert shown(clean_markdown(MARKDOWN), second)[4:6] == ["- food – water", "- soup – much"]


def test_marks_code_and_images_of_markdown_are_left_out() -> None:
    text = clean_markdown(MARKDOWN)
    for mark in ("|", "---", "glass", "code", "**", "](", "```", "#"):
        assert mark not in text.text
    assert "A doctor said so." in text.text


def test_a_starter_lesson_is_markdown() -> None:
    text = clean_markdown((starter.FOLDER / "muscle-spasms-b1.md").read_text(encoding="utf-8"))
    assert text.title == "Understanding the Underlying Causes of Widespread Severe Muscle Spasms"
    assert len(text.sections) == 9
    assert text.removed == ()


# -- offsets


@every_text
def test_sections_and_blocks_index_the_text(text: str) -> None:
    cleaned = clean(text)
    rebuilt = []
    for section in cleaned.sections:
        rebuilt += [section.heading] if section.heading else []
        rebuilt += [cleaned.text[start:end] for _, start, end in section.blocks]
        assert cleaned.text[section.start :].startswith(section.heading)
        assert section.end == (section.blocks[-1][2] if section.blocks else section.end)
    assert "\n\n".join(rebuilt) == cleaned.text
    assert all(part == part.strip() and "\n" not in part for part in rebuilt)


@every_text
def test_all_that_was_there_is_kept_or_told(text: str) -> None:
    cleaned = clean(text)
    said = " ".join([cleaned.title, cleaned.text, *cleaned.removed])
    words = [word for word in text.replace("\nStep ", "\n").split() if word.isalpha()]
    assert [word for word in words if word not in said] == []


@every_text
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_an_outline_removes_nothing(text: str, ending: str) -> None:
    raw = "\ufeff" + text.replace("\n", ending) + ending
    outline = importing.outline(raw)
    assert outline.text == raw
    end = 0
    for section in outline.sections:
        assert section.heading in raw[section.start : section.end]
        for _, start, stop in section.blocks:
            assert section.start <= start < stop <= section.end
            assert raw[start:stop] == raw[start:stop].strip()
            assert start >= end
            end = stop


def test_an_outline_finds_the_sections_where_they_stand() -> None:
    outline = importing.outline(ARTICLE)
    section = next(section for section in outline.sections if section.heading == "Medicines")
    assert ARTICLE[section.start : section.end].startswith("3. Medicines\n\nMost people use")


def test_an_outline_of_nothing_is_empty() -> None:
    assert importing.outline("").sections == importing.outline(" \n ").sections == ()


# -- the teacher's editor


@every_text
def test_what_the_editor_shows_is_read_back_to_the_same(text: str) -> None:
    cleaned = clean(text)
    again = importing.edited(importing.as_edited(cleaned), title=cleaned.title)
    assert (again.title, again.text, again.sections) == (cleaned.title, cleaned.text, cleaned.sections)


@pytest.mark.parametrize(
    "line", ["#StayHydrated is what the poster says, and it is right.", "-5 degrees is cold, but not for long."]
)
def test_a_line_that_begins_with_a_mark_is_read_back_to_the_same(line: str) -> None:
    cleaned = clean(f"Water\n\n{FILLER}\n\n{line}")
    again = importing.edited(importing.as_edited(cleaned), title="Water")
    assert (again.text, again.sections) == (cleaned.text, cleaned.sections)


def test_the_editor_marks_headings_and_items() -> None:
    shown_to_her = importing.as_edited(clean(LEAFLET))
    assert "\n\n## Why it matters\n\n" in shown_to_her
    assert "\n\n- being overweight\n\n" in shown_to_her


def test_the_editor_takes_nothing_away() -> None:
    text = importing.edited("Menu\n\nBack to top\n## A heading\n- an item\n\n\nA line\nAnother", title=" T ")
    assert text.title == "T"
    assert text.text == "Menu\n\nBack to top\n\nA heading\n\nan item\n\nA line\n\nAnother"
    assert [len(section.blocks) for section in text.sections] == [2, 3]


@pytest.mark.parametrize("text", ["", "#", "##", "- ", "-", "# -", "\n\n"])
def test_the_editor_stands_marks_without_words(text: str) -> None:
    importing.edited(text, title="")


# -- what is refused


def refusal(text: str) -> str:
    with pytest.raises(Refused) as refused:
        importing.check(text)
    return str(refused.value)


GERMAN = (
    "Muskelkrämpfe sind plötzliche und oft schmerzhafte Kontraktionen der Muskeln. Sie können viele Ursachen "
    "haben, zum Beispiel zu wenig Wasser, zu viel Sport oder einen Mangel an Magnesium. Wer oft Krämpfe hat, "
    "sollte mit einem Arzt sprechen und genug trinken."
)
ARABIC = (
    "تشنجات العضلات هي تقلصات مفاجئة ومؤلمة في كثير من الأحيان. يمكن أن يكون لها أسباب عديدة مثل قلة الماء أو "
    "كثرة الرياضة أو نقص المغنيسيوم في الجسم. من يعاني من التشنجات كثيرا يجب عليه أن يتحدث مع الطبيب وأن يشرب "
    "ما يكفي من الماء كل يوم."
)
MOJIBAKE = FILLER.replace("The body", "Itâ€™s true: the body doesnâ€™t rest and").replace(".", ".")
HTML = "<html><body><h1>Water</h1>" + "".join(f"<p>{FILLER}</p>" for _ in range(3)) + "</body></html>"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("", "There is no text here.", id="empty"),
        pytest.param(" \n\t\r\n \u00a0", "There is no text here.", id="white space"),
        pytest.param("Drink more water", "This has 3 words; a lesson needs at least 30.", id="three words"),
        pytest.param("Water", "This has 1 word; a lesson needs at least 30.", id="one word"),
        pytest.param("Water helps. " * 400_000, "This is 5.2 MB of text; a lesson takes at most 1 MB.", id="5 MB"),
        pytest.param(f"{FILLER} " * 700, "This has 24,500 words; a lesson holds at most 20,000.", id="too many words"),
        pytest.param(FILLER + "\0", "characters that are not text", id="NUL"),
        pytest.param("\x89PNG\r\n\x1a\n" + FILLER, "characters that are not text", id="binary"),
        pytest.param(FILLER + "\ud800", "characters that are not text", id="half a character"),
        pytest.param(FILLER + "\ufffd", "Some letters are damaged", id="lost letters"),
        pytest.param(MOJIBAKE, "Some letters are damaged", id="wrong encoding"),
        pytest.param(GERMAN, "This does not read as English.", id="German"),
        pytest.param(ARABIC, "This does not read as English.", id="right to left"),
        pytest.param("健康很重要。 " * 40, "This does not read as English.", id="Chinese"),
        pytest.param("😀 🙂 💧 🏃 " * 20, "This does not read as English.", id="emoji"),
        pytest.param("12 34 56 78 " * 20, "This does not read as English.", id="numbers"),
        pytest.param(HTML, "This is the source of a web page.", id="HTML"),
        pytest.param(
            "Drink water.\n" * 10_000, "The line “Drink water.” stands here 10,000 times.", id="identical lines"
        ),
        pytest.param(
            (FILLER + "\n") * 50, "The line “The body needs water every day. Most ad…” stands", id="long lines"
        ),
        pytest.param(FILLER + " " + "x" * 101, "longer than any English word", id="endless word"),
    ],
)
def test_what_cannot_become_a_lesson_is_told_why(text: str, told: str) -> None:
    assert told in refusal(text)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "This is not a text file.", id="picture"),
        pytest.param(b"%PDF-1.7\n\xe2\xe3\xcf\xd3\0", "This is not a text file.", id="PDF"),
        pytest.param(FILLER.encode("utf-16-le"), "This is not a text file.", id="UTF-16 unmarked"),
        pytest.param("Ménière and".encode() + b"caf\xe9", "The file is not in UTF-8", id="damaged UTF-8"),
        pytest.param(b"\xff\xfeA", "The file is not in UTF-8", id="half a UTF-16"),
    ],
)
def test_a_file_that_is_no_text_is_told_why(data: bytes, told: str) -> None:
    with pytest.raises(Refused, match=told):
        importing.decode(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_of_unicode_is_read(encoding: str) -> None:
    assert importing.decode("naïve 💧".encode(encoding)) == "naïve 💧"


def test_the_mark_of_a_file_can_be_kept() -> None:
    assert importing.decode(b"\xef\xbb\xbfab", keep_mark=True) == "\ufeffab"
    assert importing.decode(b"ab", keep_mark=True) == "ab"


@pytest.mark.parametrize(
    "text",
    [
        *ALL.values(),
        FILLER + " 💧🙂👨‍👩‍👧 Stay well! 🏃",
        "Ménière’s disease makes a naïve café owner dizzy. " + FILLER,
        FILLER + " The doctor said “الصحة تاج على رؤوس الأصحاء” to the family, and they laughed.",
        FILLER + " It costs 5 < 6 and <3 is a heart; see https://example.org/" + "a" * 120,
        FILLER + "\f" + FILLER,
        "\n".join(["Drink water."] * 5 + [FILLER, NEWS]),
        FILLER + " She said: <b>no</b>.",
    ],
)
def test_a_good_text_is_taken(text: str) -> None:
    importing.check(text)


def test_a_whole_file_of_the_largest_size_is_checked_quickly(tmp_path: Path) -> None:
    """Five megabytes are refused by their size, before anything reads them word by word."""
    path = tmp_path / "large.txt"
    path.write_bytes(b"x" * 5_000_000)
    with pytest.raises(Refused, match=r"5\.0 MB"):
        importing.check(importing.decode(path.read_bytes()))
