"""What the code promises of its own shape. Each rule takes sources, so that a planted violation shows that it sees."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# From the ground up: each may import those before it.
LAYERS = ("db", "accounts", "vocab", "lessons", "backup", "app")
# Modules that speak with a browser or a terminal; the others are domain modules.
OUTER = {"views", "desk", "explanations", "access", "forms", "commands"}
OUTER |= {"classroom_views", "joining_views", "assignment_views", "assignment_forms", "result_views"}
OUTER |= {"word_views", "quiz_views", "item_views", "item_forms", "review_views", "export_views"}
OUTER |= {"data_views", "data_forms", "keeper_views", "source_views", "collection_views", "collection_forms"}
OUTER |= {"preview_views", "former_views", "draft_views"}
LONGEST = 300

Sources = Mapping[str, str]


def modules() -> dict[str, str]:
    """The source of every module of the app, by its path."""
    paths = [ROOT / "app.py", ROOT / "db.py"]
    for package in ("accounts", "vocab", "lessons", "backup"):
        paths += (ROOT / package).rglob("*.py")
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in paths}


def templates() -> dict[str, str]:
    paths = (ROOT / "templates").rglob("*.html")
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in paths}


def scripts() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "static").rglob("*.js")}


# -- the rules


def imported(source: str) -> Iterator[tuple[str, str]]:
    """Module and name of every import, wherever in the file it stands; the name is empty for `import module`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (("." * node.level + (node.module or ""), alias.name) for alias in node.names)


def package_of(path: str) -> str:
    return Path(path).parts[0].removesuffix(".py")


def upward_imports(sources: Sources) -> list[str]:
    """Imports against the direction app → lessons → vocab → accounts → db."""
    return [
        f"{path} imports {module}"
        for path, source in sources.items()
        for module, _ in imported(source)
        if (top := module.split(".")[0]) in LAYERS and LAYERS.index(top) > LAYERS.index(package_of(path))
    ]


def is_domain(path: str) -> bool:
    return Path(path).stem not in OUTER and package_of(path) not in ("app", "db")


def outward_imports(sources: Sources) -> list[str]:
    """Imports of views, forms, access or commands by a domain module. A package's __init__ only hangs views up."""
    return [
        f"{path} imports {module} {name}".rstrip()
        for path, source in sources.items()
        if is_domain(path) and Path(path).name != "__init__.py"
        for module, name in imported(source)
        if package_of(module.replace(".", "/") or ".") in LAYERS and OUTER & {*module.split("."), name}
    ]


def web_in_domain(sources: Sources) -> list[str]:
    """What a domain module takes from Flask; only a blueprint and a user's base class are let through."""
    return [
        f"{path} imports {module} {name}".rstrip()
        for path, source in sources.items()
        if is_domain(path)
        for module, name in imported(source)
        if module.split(".")[0] in ("flask", "flask_login", "flask_wtf", "werkzeug")
        and name not in ("Blueprint", "UserMixin")
    ]


def spacy_imports(sources: Sources) -> list[str]:
    """What trains the pipeline imports spaCy too; the app never imports that."""
    running = {path: source for path, source in sources.items() if not path.startswith("vocab/training/")}
    return imports_beside("vocab/pipeline.py", running, ("spacy", "thinc", "spacy_lookups_data"))


def training_imports(sources: Sources) -> list[str]:
    """Where the app imports what trains it."""
    return [
        f"{path} imports {module}"
        for path, source in sources.items()
        if not path.startswith("vocab/training/")
        for module, name in imported(source)
        if module.startswith("vocab.training") or (module == "vocab" and name == "training")
    ]


def nltk_imports(sources: Sources) -> list[str]:
    return imports_beside("vocab/dictionary.py", sources, ("nltk",))


def imports_beside(only: str, sources: Sources, packages: tuple[str, ...]) -> list[str]:
    """Where one of the packages is imported by another module than the one that may."""
    return [
        f"{path} imports {module}"
        for path, source in sources.items()
        if path != only
        for module, _ in imported(source)
        if module.split(".")[0] in packages
    ]


def unescaped_templates(sources: Sources) -> list[str]:
    return [
        f"{path}: {match.group().strip()}"
        for path, source in sources.items()
        for match in re.finditer(r"\|\s*safe\b|\bautoescape\b|\bMarkup\b", source)
    ]


def unescaped_markup(sources: Sources) -> list[str]:
    """Calls of Markup with anything but a constant: `Markup("…").format(text)` escapes, `Markup(text)` does not."""
    return [
        f"{path}:{node.lineno}: {ast.unparse(node)}"
        for path, source in sources.items()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and (
            (_name(node.func) == "Markup" and not all(isinstance(given, ast.Constant) for given in node.args))
            or _name(node.func) in ("render_template_string", "from_string", "unescape")
        )
    ]


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def forms_without_token(sources: Sources) -> list[str]:
    return [
        f"{path}: {form.group()[:60]}"
        for path, source in sources.items()
        for form in re.finditer(r"<form\b.*?</form>", source, re.S)
        if re.search(r"""method\s*=\s*["']?post""", form.group(), re.I)
        and not re.search(r"\{\{\s*\w+\.(csrf_token\b|hidden_tag\(\))", form.group())
    ]


def inline_code(sources: Sources) -> list[str]:
    """Scripts and styles in a page, as elements or attributes: the content security policy refuses them."""
    found = r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\b(?:on[a-z]{3,}|style)\s*=\s*[\"']|javascript:"
    return [
        f"{path}: {match.group()}" for path, source in sources.items() for match in re.finditer(found, source, re.I)
    ]


def html_from_scripts(sources: Sources) -> list[str]:
    found = r"\binnerHTML\b|\bouterHTML\b|\binsertAdjacentHTML\b|\bdocument\.write\b|\beval\(|\bnew Function\b"
    return [f"{path}: {match.group()}" for path, source in sources.items() for match in re.finditer(found, source)]


def long_modules(sources: Sources) -> list[str]:
    return [f"{path}: {lines} lines" for path, source in sources.items() if (lines := source.count("\n")) > LONGEST]


# -- the rules hold


def test_imports_point_down() -> None:
    assert upward_imports(modules()) == []


def test_domain_modules_do_not_import_views_or_forms() -> None:
    assert outward_imports(modules()) == []


def test_domain_modules_know_no_request() -> None:
    assert web_in_domain(modules()) == []


def test_only_the_pipeline_imports_spacy() -> None:
    assert spacy_imports(modules()) == []
    assert any(module.startswith("spacy") for module, _ in imported(modules()["vocab/pipeline.py"]))


def test_the_app_never_imports_what_trains_it() -> None:
    assert training_imports(modules()) == []


def test_nltk_stops_at_the_dictionary() -> None:
    assert nltk_imports(modules()) == []


def test_templates_escape() -> None:
    assert unescaped_templates(templates()) == []


def test_markup_is_made_of_constants() -> None:
    assert unescaped_markup(modules()) == []


def test_forms_that_post_have_a_token() -> None:
    assert forms_without_token(templates()) == []


def test_pages_have_no_inline_code() -> None:
    assert inline_code(templates()) == []


def test_scripts_write_no_html() -> None:
    assert html_from_scripts(scripts()) == []


def test_modules_are_short() -> None:
    assert long_modules(modules()) == []


def test_all_sources_are_looked_at() -> None:
    assert {"app.py", "db.py", "accounts/people.py", "lessons/importing/cleaning.py"} <= set(modules())
    assert {"templates/base.html", "templates/desk/draft.html"} <= set(templates())
    assert "gloss.js" in scripts()


# -- and see what they should


@pytest.mark.parametrize(
    ("rule", "path", "planted"),
    [
        (upward_imports, "db.py", "from accounts.models import User"),
        (upward_imports, "accounts/people.py", "import lessons.drafts"),
        (upward_imports, "vocab/words.py", "def late():\n    from lessons import library"),
        (upward_imports, "lessons/drafts.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import app"),
        (outward_imports, "lessons/quizzes/items.py", "from lessons.views import QUIZ_NAMES"),
        (outward_imports, "lessons/drafts.py", "from lessons import desk"),
        (outward_imports, "vocab/words.py", "def late():\n    from accounts import access"),
        (web_in_domain, "lessons/reading.py", "from flask import request"),
        (web_in_domain, "accounts/people.py", "from flask_login import current_user"),
        (web_in_domain, "lessons/quizzes/making.py", "import flask"),
        (spacy_imports, "vocab/terms.py", "def late():\n    from spacy.tokens import Doc"),
        (spacy_imports, "lessons/analysis.py", "import spacy as nlp"),
        (training_imports, "vocab/terms.py", "from vocab.training import annotated"),
        (training_imports, "lessons/analysis.py", "def late():\n    from vocab import training"),
        (nltk_imports, "lessons/wordpages.py", "def late():\n    from nltk.corpus import wordnet"),
        (unescaped_templates, "templates/a.html", "{{ lesson.text|safe }}"),
        (unescaped_templates, "templates/a.html", "{{ lesson.text | trim | safe }}"),
        (unescaped_templates, "templates/a.html", "{% autoescape false %}{{ title }}{% endautoescape %}"),
        (unescaped_markup, "lessons/reading.py", "Markup(lesson.text)"),
        (unescaped_markup, "lessons/reading.py", "markupsafe.Markup(f'<b>{name}</b>')"),
        (unescaped_markup, "lessons/reading.py", "Markup('<b>' + name + '</b>')"),
        (unescaped_markup, "lessons/views.py", "render_template_string(text)"),
        (forms_without_token, "templates/a.html", '<form class="form" method="post"><button>Go</button></form>'),
        (forms_without_token, "templates/a.html", "<form\n  action='/x' method=POST>{# csrf_token #}</form>"),
        (
            forms_without_token,
            "templates/a.html",
            '<form method="post">{{ form.csrf_token }}</form><form method="post"></form>',
        ),
        (inline_code, "templates/a.html", "<script>start()</script>"),
        (inline_code, "templates/a.html", '<p style="color: red">'),
        (inline_code, "templates/a.html", "<style>p { color: red }</style>"),
        (inline_code, "templates/a.html", '<button {% if x %}onclick="go()"{% endif %}>'),
        (inline_code, "templates/a.html", '{{ field(form.text, onchange="go()") }}'),
        (inline_code, "templates/a.html", '<a href="javascript:go()">'),
        (html_from_scripts, "a.js", "element.innerHTML = word.lemma;"),
        (long_modules, "lessons/all.py", "x = 1\n" * (LONGEST + 1)),
    ],
)
def test_a_planted_violation_is_seen(rule, path: str, planted: str) -> None:
    assert len(rule({path: planted})) == 1


@pytest.mark.parametrize(
    ("rule", "path", "allowed"),
    [
        (upward_imports, "lessons/drafts.py", "from accounts.models import User\nfrom vocab import levels"),
        (upward_imports, "app.py", "import lessons"),
        (outward_imports, "lessons/desk.py", "from lessons.views import QUIZ_NAMES"),
        (outward_imports, "accounts/__init__.py", "from accounts import commands, views"),
        (web_in_domain, "lessons/access.py", "from flask import abort"),
        (web_in_domain, "accounts/models.py", "from flask_login import UserMixin"),
        (unescaped_markup, "lessons/reading.py", "Markup('<b>{0}</b>').format(name)"),
        (forms_without_token, "templates/a.html", '<form method="get" role="search"></form>'),
        (forms_without_token, "templates/a.html", '<form method="post">{{ form.hidden_tag() }}</form>'),
        (inline_code, "templates/a.html", '<script type="module" src="{{ url_for(x) }}"></script>'),
        (long_modules, "lessons/all.py", "x = 1\n" * LONGEST),
    ],
)
def test_what_is_allowed_passes(rule, path: str, allowed: str) -> None:
    assert rule({path: allowed}) == []
