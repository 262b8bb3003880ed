"""`flask vocab check`, `flask vocab level` and `flask vocab install-dictionary`."""

import csv
import hashlib
import json
import os
import socket
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from nltk import pathsec

from accounts.learning import CEFR
from app import create_app
from vocab import dictionary, glossary

ROOT = Path(__file__).parents[2]

WHEEZY: dict[str, str] = {
    "lemma": "wheezy cough",
    "pos": "NOUN",
    "kind": "symptom",
    "level": "B2",
    "definition": "a sudden push of air out of the throat with a high noise",
    "example": "The baby has a wheezy cough.",
    "ipa": "ˌwiːzi ˈkɒf",
    "es": "tos con silbidos",
    "pt": "tosse com chiado",
    "fr": "toux sifflante",
    "pl": "świszczący kaszel",
    "uk": "свистячий кашель",
    "ar": "سعال مع صفير",
    "zh": "喘息性咳嗽",
    "vi": "ho khò khè",
}


@pytest.fixture
def kims(app: Flask, tmp_path: Path) -> Iterator[Flask]:
    """Kim's installation, with a folder for her own files and none of WordNet; her files are forgotten after it."""
    (tmp_path / "glossary").mkdir()
    folders = {"GLOSSARY": str(tmp_path / "glossary"), "DICTIONARY": str(tmp_path / "dictionary")}
    yield create_app({"SECRET_KEY": "only for tests", "SQLALCHEMY_DATABASE_URI": "sqlite://", **folders})
    glossary.use(sorted(Path(app.config["GLOSSARY"]).glob("*.csv")))
    dictionary.use(Path(app.config["DICTIONARY"]))


def run(app: Flask, *words: Any) -> Result:
    return app.test_cli_runner().invoke(args=["vocab", *map(str, words)])


def written(folder: Path, *rows: dict[str, str], name: str = "own.csv") -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(WHEEZY))
        writer.writeheader()
        writer.writerows(rows)
    return path


# -- check


@pytest.mark.model
def test_without_a_file_the_whole_glossary_is_checked(kims: Flask) -> None:
    result = run(kims, "check")
    assert result.output == f"{len(glossary.entries())} entries checked, nothing to mend.\n"
    assert result.exit_code == 0


@pytest.mark.model
def test_a_good_file_of_kims_is_found_good(kims: Flask, tmp_path: Path) -> None:
    result = run(kims, "check", written(tmp_path, WHEEZY))
    assert result.output == "1 entry checked, nothing to mend.\n"
    assert result.exit_code == 0


@pytest.mark.model
def test_what_kim_has_to_mend_is_told_by_file_and_line(kims: Flask, tmp_path: Path) -> None:
    crowing = {**WHEEZY, "lemma": "crowing cough", "example": "He has it.", "definition": "a cough"}
    result = run(kims, "check", written(tmp_path, WHEEZY, crowing))
    assert result.output.splitlines() == [
        "own.csv:3: crowing cough: the example does not have the word",
        "2 entries checked, 1 to mend.",
    ]
    assert result.exit_code == 1


@pytest.mark.model
def test_a_file_is_read_beside_the_built_in_glossary(kims: Flask, tmp_path: Path) -> None:
    """Kim sees what is wrong with her entry, at its place, and nothing of the entry that it clashes with."""
    clash = {
        **WHEEZY,
        "lemma": "heart",
        "pos": "VERB",
        "definition": glossary.entries()["cough", "NOUN", ""].definition,
    }
    lines = run(kims, "check", written(tmp_path, clash)).output.splitlines()
    assert any(line.startswith("own.csv:2: heart: cough (") and "has the same definition" in line for line in lines)
    assert all(line.startswith("own.csv:2: ") for line in lines[:-1])


@pytest.mark.model
def test_kim_may_check_what_is_in_her_folder_already_and_its_next_version(kims: Flask, tmp_path: Path) -> None:
    folder = tmp_path / "glossary"
    inside = written(folder, WHEEZY)
    glossary.use([inside])
    assert run(kims, "check", inside).exit_code == 0
    result = run(kims, "check", written(tmp_path, {**WHEEZY, "ipa": ""}))
    assert result.output.splitlines()[0] == "own.csv:2: wheezy cough: the pronunciation is missing"


@pytest.mark.model
def test_without_a_file_kims_folder_is_checked_too(kims: Flask, tmp_path: Path) -> None:
    written(tmp_path / "glossary", {**WHEEZY, "ipa": ""})
    app = create_app({**kims.config})
    result = run(app, "check")
    assert "own.csv:2: wheezy cough: the pronunciation is missing" in result.output.splitlines()
    assert result.exit_code == 1


def test_a_file_without_entries_has_nothing_to_mend(kims: Flask, tmp_path: Path) -> None:
    result = run(kims, "check", written(tmp_path))
    assert (result.output, result.exit_code) == ("0 entries checked, nothing to mend.\n", 0)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("lemma,pos\n", "Error: own.csv:1: the first line must name the columns; missing: kind, level,"),
        ("", "Error: own.csv:1: the first line must name the columns; missing: lemma, pos,"),
        (",".join(glossary.REQUIRED) + ",klingon\n", "Error: own.csv:1: no such column: klingon"),
        (",".join(glossary.REQUIRED) + "\nheart,NOUN\n", "Error: own.csv:2: a row has as many cells"),
        (",".join(glossary.REQUIRED) + "\nheart,THING,anatomy,A1,x,x\n", "Error: own.csv:2: lemma, part of speech"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(kims: Flask, tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(text, encoding="utf-8")
    result = run(kims, "check", path)
    assert result.stderr.startswith(told)
    assert (result.stdout, result.exit_code) == ("", 1)


def test_a_word_that_stands_in_two_files_is_told(kims: Flask, tmp_path: Path) -> None:
    result = run(kims, "check", *(written(tmp_path, WHEEZY, name=name) for name in ("a.csv", "b.csv")))
    assert result.stderr == "Error: b.csv:2: wheezy cough (NOUN) stands already in a.csv:2\n"
    assert result.exit_code == 1


def test_a_file_that_is_not_there_is_told(kims: Flask, tmp_path: Path) -> None:
    result = run(kims, "check", tmp_path / "none.csv")
    assert "none.csv' does not exist" in result.stderr
    assert result.exit_code == 2


# -- level


def levelled(*lines: str) -> tuple[int, list[dict[str, Any]]]:
    """Exit status and answers, on a database that cannot be opened."""
    app = create_app({"SQLALCHEMY_DATABASE_URI": "sqlite:////no/such/folder/x.db", "SECRET_KEY": "only for tests"})
    result = app.test_cli_runner().invoke(args=["vocab", "level"], input="\n".join(lines))
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()]


def test_level_answers_each_word_with_its_level() -> None:
    status, (dog, asthma, cutaneous) = levelled('{"word": "dog"}', '{"word": "asthma"}', '{"word": " cutaneous "}')
    assert status == 0
    assert (dog["cefr"], dog["pos"], dog["medical"]) == ("A1", None, False)
    assert (asthma["cefr"], asthma["pos"], asthma["medical"]) == (glossary.named("asthma")[0].level, "NOUN", True)
    assert cutaneous["word"] == "cutaneous"
    assert cutaneous["score"] >= 3.5


@pytest.mark.parametrize("verb", ["VERB", "verb", "Verb"])
def test_level_takes_the_part_of_speech_as_lists_write_it(verb: str) -> None:
    _, (as_noun, as_verb) = levelled('{"word": "book", "pos": "noun"}', json.dumps({"word": "book", "pos": verb}))
    assert as_verb["pos"] == "VERB"
    assert as_noun["score"] < as_verb["score"]


def test_level_tells_a_bad_line_in_its_place_and_goes_on() -> None:
    bad = ["no JSON", "7", '{"text": "x"}', '{"word": null}', '{"word": "?!"}', '{"word": "dog", "pos": "animal"}']
    status, (*errors, last) = levelled(*bad, "", " ", '{"word": "dog"}')
    assert status == 1
    assert [list(error) for error in errors] == [["error"]] * len(bad)
    assert last["cefr"] == "A1"


@pytest.mark.model
@pytest.mark.parametrize(("group", "key"), [("vocab", "word"), ("lesson", "text")])
def test_level_answers_a_line_before_it_reads_the_next(group: str, key: str) -> None:
    command = [sys.executable, "-m", "flask", "--app", "app", group, "level"]
    environ = os.environ | {"DATABASE_URL": "sqlite:////no/such/folder/x.db", "SECRET_KEY": "only for tests"}
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "encoding": "utf-8"}
    with subprocess.Popen(command, cwd=ROOT, env=environ, **pipes) as running:
        assert running.stdin
        assert running.stdout
        for word in ("dog", "naïve", "dog"):
            running.stdin.write(json.dumps({key: word}, ensure_ascii=False) + "\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["cefr"] in CEFR
        running.stdin.close()
        assert running.wait(timeout=30) == 0


# -- install-dictionary

# A WordNet of one word, in its own format: wndb(5WN).
WORDNET = {
    **{f"{kind}.{pos}": "" for kind in ("index", "data") for pos in ("noun", "verb", "adj", "adv")},
    **{f"{pos}.exc": "" for pos in ("noun", "verb", "adj", "adv")},
    "cntlist.rev": "",
    "index.noun": "bread n 1 0 1 0 00000000  \n",
    "data.noun": "00000000 13 n 01 bread 0 000 | a food made of flour and baked  \n",
}


@pytest.fixture
def bare(kims: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """Kim's installation on a machine without Debian's WordNet."""
    monkeypatch.setattr(dictionary, "DEBIAN", tmp_path / "none")
    monkeypatch.setenv("no_proxy", "*")
    # nltk fetches from no address of this machine; here it may, and only from this one.
    is_forbidden = pathsec._ip_is_forbidden
    monkeypatch.setattr(pathsec, "_ip_is_forbidden", lambda ip: str(ip) != "127.0.0.1" and is_forbidden(ip))
    dictionary.forget()
    return kims


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing on standard error."""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a server on this machine, which has nltk's index of one package; the app is told of it."""
    folder = tmp_path / "site"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *args: Quiet(*args, directory=str(folder)))
    url = f"http://127.0.0.1:{server.server_port}"
    packed, size = _zip(folder / "wordnet.zip"), sum(map(len, WORDNET.values()))
    (folder / "index.xml").write_text(
        f'<nltk_data><packages><package id="wordnet" name="WordNet" subdir="corpora" url="{url}/wordnet.zip" unzip="1"'
        f' size="{len(packed)}" unzipped_size="{size}" checksum="{hashlib.md5(packed).hexdigest()}"'
        f' sha256_checksum="{hashlib.sha256(packed).hexdigest()}"/></packages><collections/></nltk_data>',
        encoding="utf-8",
    )
    monkeypatch.setenv("READWELL_NLTK_INDEX", f"{url}/index.xml")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield folder
    server.shutdown()
    server.server_close()


def _zip(path: Path) -> bytes:
    with zipfile.ZipFile(path, "w") as file:
        for name, text in WORDNET.items():
            file.writestr(f"wordnet/{name}", text)
    return path.read_bytes()


def test_wordnet_is_downloaded_and_explains_general_words(bare: Flask, site: Path) -> None:
    assert not dictionary.is_available()
    assert dictionary.senses("bread", "NOUN") == ()
    result = run(bare, "install-dictionary")
    target = Path(bare.config["DICTIONARY"])
    assert result.output.endswith(f"WordNet is in {target}. General words are explained from now on.\n")
    assert result.exit_code == 0
    assert dictionary.folder() == target / "corpora" / "wordnet"
    (bread,) = dictionary.senses("bread", "NOUN")
    assert bread.definition == "a food made of flour and baked"


def test_wordnet_that_is_here_is_not_downloaded_again(bare: Flask, site: Path) -> None:
    run(bare, "install-dictionary")
    (site / "index.xml").unlink()
    result = run(bare, "install-dictionary")
    assert result.output == f"WordNet is here already, in {dictionary.folder()}.\n"
    assert result.exit_code == 0


def test_debians_wordnet_is_enough(bare: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "debian").mkdir()
    (tmp_path / "debian" / "data.noun").touch()
    monkeypatch.setattr(dictionary, "DEBIAN", tmp_path / "debian")
    result = run(bare, "install-dictionary")
    assert result.output == f"WordNet is here already, in {tmp_path / 'debian'}.\n"
    assert not Path(bare.config["DICTIONARY"]).exists()


def refused(app: Flask) -> str:
    """What is said when WordNet cannot be had; none is there afterwards."""
    result = run(app, "install-dictionary")
    assert result.exit_code == 1, result.output
    assert result.stderr.startswith("Error: WordNet could not be downloaded: ")
    assert result.stderr.endswith("Try again with a network, or install Debian's wordnet-base.\n")
    assert "Traceback" not in result.output
    assert not dictionary.is_available()
    return result.stderr


def test_without_a_network_kim_is_told(bare: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/index.xml"
    monkeypatch.setenv("READWELL_NLTK_INDEX", url)
    assert "Connection refused" in refused(bare)


@pytest.mark.parametrize("missing", ["index.xml", "wordnet.zip"])
def test_a_server_that_has_no_wordnet_is_told(bare: Flask, site: Path, missing: str) -> None:
    (site / missing).unlink()
    assert "404" in refused(bare)


@pytest.mark.parametrize(
    ("index", "told"),
    [
        ("<nltk_data><packages/><collections/></nltk_data>", "wordnet"),
        ("<p>Sign in<br></p>", "is no index of nltk"),
        ("Sign in", "is no index of nltk"),
        ("", "is no index of nltk"),
    ],
)
def test_an_index_without_wordnet_is_told(bare: Flask, site: Path, index: str, told: str) -> None:
    (site / "index.xml").write_text(index, encoding="utf-8")
    assert told in refused(bare)


def test_a_broken_download_is_told_and_may_be_tried_again(bare: Flask, site: Path) -> None:
    whole = (site / "wordnet.zip").read_bytes()
    (site / "wordnet.zip").write_bytes(whole[:300])
    refused(bare)
    (site / "wordnet.zip").write_bytes(whole)
    assert run(bare, "install-dictionary").exit_code == 0
    assert dictionary.is_available()
