"""`flask lesson …` as scripts rely on it."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from app import create_app
from lessons import starter
from tests.conftest import Person
from tests.texts import ARTICLE, FIRST_AID, MESSY_WEB, SHORT

SEED = ARTICLE.replace("Living With Asthma_2", "Understanding Asthma_1")


@pytest.fixture
def homeless() -> Flask:
    """The app on a database that cannot be opened: what needs none must not mind."""
    url = "sqlite:////no/such/folder/readwell.db"
    return create_app({"SQLALCHEMY_DATABASE_URI": url, "SECRET_KEY": "only for tests", "TESTING": True})


def run(app: Flask, *words: object) -> Result:
    return app.test_cli_runner().invoke(args=["lesson", *map(str, words)])


def written(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def told(result: Result) -> list[dict[str, Any]]:
    """The JSON objects of standard output, one a line."""
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


# -- flask lesson analyse


@pytest.mark.model
def test_analyse_tells_all_that_scripts_rely_on(homeless: Flask, tmp_path: Path) -> None:
    path = written(tmp_path, "asthma.txt", ARTICLE)
    (found,) = told(run(homeless, "analyse", path, "--json"))
    assert {
        "file",
        "title",
        "level",
        "words",
        "text",
        "sections",
        "terms",
        "abbreviations",
        "unexplained",
    } <= found.keys()
    assert found["file"] == str(path)
    assert found["title"] == "Living With Asthma"
    assert found["level"].keys() >= {"cefr", "score", "reasons"}
    assert found["level"]["cefr"] in ("A1", "A2", "B1", "B2", "C1", "C2")
    assert found["words"] == 129
    assert found["removed"] == [
        "Health Weekly",
        "By Jane Doe",
        "Related Articles",
        "Ten Foods for Better Sleep",
        "Back to top button",
    ]


@pytest.mark.model
def test_analyse_tells_sections_and_terms_by_offsets_into_its_text(homeless: Flask, tmp_path: Path) -> None:
    (found,) = told(run(homeless, "analyse", written(tmp_path, "diabetes.txt", MESSY_WEB), "--json"))
    text = found["text"]
    for section in found["sections"]:
        assert section.keys() == {"heading", "start", "end"}
        assert text[section["start"] : section["end"]].startswith(section["heading"])
    assert [section["heading"] for section in found["sections"]][1:3] == ["SYMPTOMS", "CAUSES"]
    for term in found["terms"]:
        assert term.keys() >= {"start", "end", "text", "lemma", "kind", "level", "definition"}
        assert text[term["start"] : term["end"]] == term["text"]
    (short,) = found["abbreviations"]
    assert (short["short"], short["long"]) == ("DKA", "Diabetic ketoacidosis")
    assert text[short["start"] : short["end"]] == short["long"]


@pytest.mark.model
def test_analyse_tells_each_later_use_of_an_abbreviation_and_those_never_explained(
    homeless: Flask, tmp_path: Path
) -> None:
    text = "Carpal tunnel syndrome (CTS) hurts. Many with CTS wake up. Their BP may rise, and XQZR too. " + SHORT
    path = written(tmp_path, "cts.txt", text)
    (found,) = told(run(homeless, "analyse", path, "--json"))
    (short,) = found["abbreviations"]
    assert (short["short"], short["long"]) == ("CTS", "Carpal tunnel syndrome")
    (use,) = short["uses"]
    assert found["text"][: use["start"]].endswith("Many with ")
    assert found["text"][use["start"] : use["end"]] == "CTS"
    pressure, nobody = found["unexplained"]
    assert (pressure["short"], pressure["long"], len(pressure["occurrences"])) == ("BP", "blood pressure", 1)
    assert (nobody["short"], nobody["long"]) == ("XQZR", None)
    shown = run(homeless, "analyse", path).stdout
    assert "  CTS: Carpal tunnel syndrome (later uses: 1)\n" in shown
    assert "  BP is never explained in this text (blood pressure)\n" in shown


@pytest.mark.model
def test_analyse_gives_each_term_its_lemma_kind_and_meaning(homeless: Flask, tmp_path: Path) -> None:
    (found,) = told(run(homeless, "analyse", written(tmp_path, "short.txt", SHORT), "--json"))
    terms = {term["text"]: term for term in found["terms"]}
    assert terms["muscle cramps"]["lemma"] == "muscle cramp"  # as it is written here; the entry is "muscle spasm"
    assert terms["muscle cramps"]["kind"] == "symptom"
    assert terms["sodium"]["definition"].startswith("a mineral in table salt")


@pytest.mark.model
@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("\ufeff" + ARTICLE.replace("\n", "\r\n"), id="mark and Windows line ends"),
        pytest.param(ARTICLE.replace("\n", "\r"), id="old Macintosh line ends"),
        pytest.param("  Two  spaces.\t\tTabs. \n\n\n Asthma  and\u00a0Me\u0301nie\u0300re’s disease.\n ", id="spaces"),
        pytest.param("Asthma 💧 and 👨‍👩‍👧 kidney\u200b disease. صحة. Kidney dis\u00adease.", id="signs"),
        pytest.param(FIRST_AID, id="steps"),
        pytest.param("Asthma", id="a word"),
        pytest.param("", id="nothing"),
    ],
)
def test_raw_tells_the_file_exactly_as_it_stands(homeless: Flask, tmp_path: Path, raw: str) -> None:
    path = written(tmp_path, "raw.txt", raw)
    (found,) = told(run(homeless, "analyse", path, "--json", "--raw"))
    assert found["text"] == raw == path.read_bytes().decode("utf-8")
    assert found["removed"] == []
    for term in found["terms"]:
        assert raw[term["start"] : term["end"]] == term["text"]
    for section in found["sections"]:
        assert section["heading"] in raw[section["start"] : section["end"]]
    assert bool(found["terms"]) == bool(raw)


@pytest.mark.model
def test_raw_finds_a_term_across_a_line_end(homeless: Flask, tmp_path: Path) -> None:
    wrapped = (
        "Many people do not know that they have it, and so a person with kidney\r\n"
        "disease may feel well for years before a doctor finds out what is wrong\r\n"
        "with them and begins to treat it."
    )
    path = written(tmp_path, "wrapped.txt", wrapped)
    (found,) = told(run(homeless, "analyse", path, "--json", "--raw"))
    assert "kidney\r\ndisease" in [term["text"] for term in found["terms"]]


@pytest.mark.model
def test_several_files_are_told_one_a_line(homeless: Flask, tmp_path: Path) -> None:
    paths = [written(tmp_path, f"{name}.txt", ARTICLE) for name in "abc"]
    assert [found["file"] for found in told(run(homeless, "analyse", *paths, "--json"))] == list(map(str, paths))


@pytest.mark.model
@pytest.mark.parametrize("command", ["analyse", "quiz"])
@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x89PNG\0\0", "This is not a text file."),
        ("naïve ".encode() + b"caf\xe9", "The file is not in UTF-8"),
        (b" \n ", "There is no text in it."),
        (b"", "There is no text in it."),
    ],
)
def test_a_bad_file_is_told_and_the_others_go_on(
    homeless: Flask, tmp_path: Path, command: str, data: bytes, why: str
) -> None:
    bad = written(tmp_path, "bad.txt", data)
    good = [written(tmp_path, f"{name}.txt", ARTICLE) for name in "ab"]
    result = run(homeless, command, good[0], bad, good[1], "--json")
    assert result.exit_code == 1
    assert [json.loads(line)["file"] for line in result.stdout.splitlines()] == list(map(str, good))
    assert result.stderr.startswith(f"{bad}: {why}")


@pytest.mark.parametrize("command", ["analyse", "quiz"])
def test_a_file_that_is_not_there_is_told(homeless: Flask, tmp_path: Path, command: str) -> None:
    result = run(homeless, command, tmp_path / "nowhere.txt", "--json")
    assert result.exit_code != 0
    assert "nowhere.txt" in result.stderr
    assert result.stdout == ""


@pytest.mark.model
def test_analyse_for_people(homeless: Flask, tmp_path: Path) -> None:
    result = run(homeless, "analyse", written(tmp_path, "asthma.txt", ARTICLE))
    assert result.exit_code == 0
    assert result.stdout.startswith("Living With Asthma\n  ")
    assert "asthma (disease, B1)" in result.stdout
    assert "words on average" in result.stdout


@pytest.mark.model
def test_markdown_is_told_by_the_name_of_the_file(homeless: Flask) -> None:
    (found,) = told(run(homeless, "analyse", starter.FOLDER / "muscle-spasms-b1.md", "--json"))
    assert found["title"] == "Understanding the Underlying Causes of Widespread Severe Muscle Spasms"
    assert "#" not in found["text"]


# -- flask lesson level


def levelled(app: Flask, *lines: str) -> Result:
    return app.test_cli_runner().invoke(args=["lesson", "level"], input="\n".join(lines))


@pytest.mark.model
def test_level_answers_each_text_with_its_level_and_why(homeless: Flask) -> None:
    (found,) = told(levelled(homeless, json.dumps({"text": ARTICLE})))
    assert found["cefr"] in found["range"]
    assert found["label"] == "–".join(found["range"])
    assert 2 < found["score"] < 4.5
    assert found["reasons"][0].endswith("words on average.")
    assert found["terms"]["count"] > 3
    assert found["terms"]["low"] <= found["terms"]["high"]
    assert found["onestop"] in ("elementary", "intermediate", "advanced")


@pytest.mark.model
def test_level_counts_an_unexplained_term_less_than_a_general_word_as_rare(homeless: Flask) -> None:
    lines = [json.dumps({"text": text}) for text in ("He has a cold.", "He has idiopathic pulmonary fibrosis.")]
    easy, hard = told(levelled(homeless, *lines))
    assert easy["score"] + 0.5 < hard["score"]
    assert hard["terms"]["high"] in ("C1", "C2")


@pytest.mark.model
@pytest.mark.parametrize("text", ["", " ", "?!", "123 456", "\n\n", "💧"])
def test_level_of_a_text_without_words_says_so(homeless: Flask, text: str) -> None:
    (found,) = told(levelled(homeless, json.dumps({"text": text})))
    assert found["reasons"] == ["There are no words to judge."]
    assert found["terms"] is None


@pytest.mark.model
def test_level_of_a_heading_alone_is_that_of_its_words(homeless: Flask) -> None:
    (found,) = told(levelled(homeless, json.dumps({"text": "Understanding asthma"})))
    assert found["words"] == 2
    assert found["reasons"] != ["There are no words to judge."]


@pytest.mark.model
def test_level_tells_a_bad_line_in_its_place_and_goes_on(homeless: Flask) -> None:
    bad = ["no JSON", "[]", '{"word": "x"}', '{"text": 5}', '{"text": "\\ud800"}', "[" * 100_000]
    result = levelled(homeless, *bad, "", '{"text": "The dog runs home."}')
    *errors, last = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [list(error) for error in errors] == [["error"]] * len(bad)
    assert last["cefr"] in ("A1", "A2")


# -- flask lesson quiz


@pytest.mark.model
def test_quiz_tells_all_that_scripts_rely_on(homeless: Flask, tmp_path: Path) -> None:
    path = written(tmp_path, "asthma.txt", ARTICLE)
    (found,) = told(run(homeless, "quiz", path, "--json"))
    (read,) = told(run(homeless, "analyse", path, "--json"))
    assert found["file"] == str(path)
    assert len(found["items"]) > 5
    for item in found["items"]:
        assert {"type", "process", "stem", "options", "key", "evidence", "feedback"} <= item.keys()
        assert len(item["options"]) == len(item["feedback"])
        if item["format"] in ("choice", "tap"):
            assert 0 <= item["key"] < len(item["options"])
        else:
            assert item["key"] is None
            assert item["accept"] or len(item["prompts"]) == len(item["keys"]) > 1
        start, end = item["evidence"]["start"], item["evidence"]["end"]
        assert read["text"][start:end] == item["evidence"]["text"] != ""


@pytest.mark.model
def test_quiz_gives_the_same_for_the_same_seed(homeless: Flask, tmp_path: Path) -> None:
    path = written(tmp_path, "asthma.txt", ARTICLE)
    first, again, other = (run(homeless, "quiz", path, "--json", "--seed", seed).stdout for seed in (5, 5, 6))
    assert first == again != other


@pytest.mark.model
def test_quiz_for_people_marks_the_right_answer(homeless: Flask, tmp_path: Path) -> None:
    path = written(tmp_path, "asthma.txt", ARTICLE)
    shown = run(homeless, "quiz", path).stdout
    (found,) = told(run(homeless, "quiz", path, "--json"))
    assert shown.startswith("Living With Asthma\n1. ")
    marked = [line.removeprefix("   * ") for line in shown.splitlines() if line.startswith("   * ")]
    right = []
    for item in found["items"]:
        if item["accept"]:
            right.append(", ".join(accepted[0] for accepted in item["accept"]))
        elif item["prompts"]:
            right += [
                f"{prompt}: {item['options'][key]}" for prompt, key in zip(item["prompts"], item["keys"], strict=True)
            ]
        else:
            right.append(item["options"][item["key"]])
    assert marked == right


# -- flask lesson add


@pytest.mark.model
def test_add_puts_a_lesson_into_the_library(database: Flask, amina: Person, visitor: Person, tmp_path: Path) -> None:
    path = written(tmp_path, "asthma.txt", SEED)
    result = run(database, "add", path, "--publish", "--owner", "Amina")
    assert result.exit_code == 0, result.output
    address, title = result.stdout.split("  ", 1)
    assert title.startswith("Understanding Asthma (")
    assert title.endswith(", published)\n")
    assert "Understanding Asthma" in visitor.get("/").get_data(as_text=True)
    page = visitor.get(address)
    assert page.status_code == 200
    assert "Back to top button" not in page.get_data(as_text=True)
    assert "Understanding Asthma" in amina.get("/desk/").get_data(as_text=True)


@pytest.mark.model
def test_add_without_publish_makes_a_draft(database: Flask, amina: Person, visitor: Person, tmp_path: Path) -> None:
    result = run(database, "add", written(tmp_path, "asthma.txt", SEED), "--owner", "amina", "--title", "My Lungs")
    assert "My Lungs (" in result.stdout
    assert "draft)" in result.stdout
    assert "My Lungs" not in visitor.get("/").get_data(as_text=True)
    assert visitor.get(result.stdout.split()[0]).status_code == 404
    assert "My Lungs" in amina.get("/desk/").get_data(as_text=True)


@pytest.mark.model
@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "There is no text here."),
        (b"Drink more water", "This has 3 words"),
        (b"\x89PNG\0", "This is not a text file."),
        ("naïve ".encode() + b"caf\xe9", "The file is not in UTF-8"),
        (b"word " * 1_000_000, "This is 5.0 MB of text"),
    ],
)
def test_add_tells_why_a_text_is_refused(
    database: Flask, visitor: Person, tmp_path: Path, data: bytes, why: str
) -> None:
    result = run(database, "add", written(tmp_path, "bad.txt", data), "--publish")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: {why}")
    assert "/lessons/" not in visitor.get("/").get_data(as_text=True)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["nowhere.txt"], "nowhere.txt cannot be read"),
        (["."], ". cannot be read"),
        (["ftp://127.0.0.1/a"], "Only addresses that begin with http:// or https:// can be read."),
        (["nowhere.txt", "--owner", "Nobody"], "no teacher is called Nobody"),
        (["nowhere.txt", "--owner", "Bo"], "no teacher is called Bo"),
    ],
)
def test_add_tells_what_it_cannot_do(database: Flask, bo: Person, words: list[str], why: str) -> None:
    result = run(database, "add", *words)
    assert result.exit_code == 1
    assert why in result.stderr
