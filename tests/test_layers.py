"""Who may import whom: the table of the design, tried on the syntax tree of every module.

The rule of a module is the first one whose name it bears or lies under. It lists what of this project and of
others the module may import, each name standing for all that lies under it; the standard library is open to all.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("cases", "search", "talentkb", "benchmarks")

TEXT = ("rjieba", "opencc", "pypinyin", "rapidfuzz", "numpy")
SEARCH_TEXT = (
    "search.fold",
    "search.held",
    "search.rank",
    "search.segment",
    "search.query",
    "search.snippet",
    "search.suggest",
    "search.synonyms",
)
RULES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("cases.ingest", ("cases.ingest", "opencc")),
    ("search.index", ("search", "django.conf", "django.db", "psycopg", *TEXT)),
    ("search", (*SEARCH_TEXT, *TEXT)),
    ("cases.models", ("cases.models", "search.index", "search.query", "django", "pypinyin")),
    (
        "cases.actions",
        (
            "cases.actions",
            "cases.models",
            "cases.wordlists",
            "cases.ingest.records",
            "search.index",
            "search.segment",
            "django",
        ),
    ),
    ("cases.migrations", ("cases", "search.index", "django")),
    ("cases.management", ("cases", "search", "django", "tqdm")),
    ("cases", ("cases", "search", "django", "django_filters")),
    ("benchmarks.peers", ("benchmarks", "django.db", "rjieba", "jieba", "bm25s", "tantivy", "whoosh")),
    ("benchmarks.serving", ("benchmarks", "search.index.measure", "talentkb.process", "django", "psutil")),
    (
        "benchmarks.pages",
        ("benchmarks", "cases.models", "search.index.measure", "talentkb.prepare", "django"),
    ),
    ("benchmarks.addresses", ("cases.models", "cases.results")),
    ("benchmarks.scratch", ("benchmarks", "cases.actions", "cases.models", "django")),
    ("benchmarks.growth", ("benchmarks", "cases.actions", "cases.ingest", "django")),
    (
        "benchmarks.sheet",
        ("benchmarks", "cases.actions", "cases.models", "cases.sheets", "django", "openpyxl"),
    ),
    ("benchmarks.brand_signs", ("cases.ingest", "numpy")),
    ("benchmarks.reviewing", ("benchmarks", "cases.models", "talentkb.prepare", "django", "playwright")),
    ("benchmarks", ("benchmarks", "search", "django")),
    ("talentkb.urls", ("talentkb", "cases.urls", "django")),
    (
        "talentkb",
        (
            "talentkb",
            "search.segment",
            "search.suggest",
            "django",
            "csp",
            "dj_database_url",
            "psutil",
            "psycopg",
            "psycopg_pool",
        ),
    ),
)
# Beyond the rules: what one module alone may import, and why.
ALSO = {
    # The table of places is read by the rules that find places in documents.
    "cases.actions.places": ("cases.ingest.extract.place",),
    # One way of saying what was read, whether a rule or a person decided it.
    "cases.actions.summaries": ("cases.ingest.extract.summary",),
    # Editors' categories are given to what was read before.
    "cases.actions.categories": ("cases.ingest.extract.category",),
    # It spells the names of that table, when rows are made.
    "cases.ingest.extract.gazetteer": ("pypinyin",),
    # One parser of a format in one module.
    "cases.ingest.read.pdf": ("pypdfium2",),
    "cases.ingest.read.ocr": ("pypdfium2",),
    "cases.ingest.read.webpage": ("selectolax",),
    # What reads and what writes spreadsheets.
    "cases.sheets.reading": ("openpyxl",),
    "cases.sheets.writing": ("xlsxwriter",),
    # It starts processes that have to set up Django themselves.
    "search.index.measure": ("django",),
}
# Views, filters and commands read; these names of a manager or a model write, which is for actions and models.
WRITES = {"save", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "aupdate"}
READERS = (
    "cases.views",
    "cases.filters",
    "cases.results",
    "cases.templatetags",
    "cases.management",
    "cases.admin",
)


def modules() -> dict[str, Path]:
    """Every module of the project by its name."""
    found = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def under(name: str, *above: str) -> bool:
    return any(name == each or name.startswith(each + ".") for each in above)


def statements(tree: ast.AST) -> Iterator[ast.AST]:
    """Everything in a tree but its expressions, which are most of it and import nothing."""
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.expr):
            yield node
            yield from statements(node)


def imports(name: str, tree: ast.AST, is_package: bool, known: dict[str, Path]) -> Iterator[tuple[int, str]]:
    """Line and full name of everything a module imports, wherever in it; a submodule taken from its package too."""
    for node in statements(tree):
        if isinstance(node, ast.Import):
            for each in node.names:
                yield node.lineno, each.name
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = name.split(".")[: None if is_package and node.level == 1 else is_package - node.level]
                base = ".".join([*above, *filter(None, [node.module])])
            for each in node.names:
                inner = f"{base}.{each.name}"
                yield node.lineno, inner if inner in known else base


def forbidden(name: str, tree: ast.AST, is_package: bool, known: dict[str, Path]) -> list[str]:
    """Each import that the module's rule does not allow, as a sentence."""
    rule, allowed = next(rule for rule in RULES if under(name, rule[0]))
    return [
        f"line {line}: {name} imports {imported}; {rule} may import {', '.join(allowed)}"
        for line, imported in imports(name, tree, is_package, known)
        if imported.split(".")[0] not in sys.stdlib_module_names
        and not under(imported, *allowed, *ALSO.get(name, ()))
    ]


def written(name: str, tree: ast.AST) -> list[str]:
    """Each call by which a reader would write rows, as a sentence; pages of the desk have a `save` of their own."""
    calls = [each.func for each in ast.walk(tree) if isinstance(each, ast.Call)]
    return [
        f"line {each.lineno}: {name} calls .{each.attr}(); only cases.actions writes"
        for each in calls
        if isinstance(each, ast.Attribute) and each.attr in WRITES and not _is_self(each.value)
    ]


def _is_self(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == "self"


MODULES = modules()


@pytest.mark.parametrize("name", MODULES)
def test_imports(name: str) -> None:
    path = MODULES[name]
    tree = ast.parse(path.read_text("utf-8"))
    assert not forbidden(name, tree, path.name == "__init__.py", MODULES), path


@pytest.mark.parametrize("name", [name for name in MODULES if under(name, *READERS)])
def test_readers_do_not_write(name: str) -> None:
    assert not written(name, ast.parse(MODULES[name].read_text("utf-8"))), MODULES[name]


@pytest.mark.parametrize(
    ("name", "code", "caught"),
    [
        ("cases.ingest.read", "import django", "django"),
        ("cases.ingest.read", "def late():\n    from search import fold", "search.fold"),
        ("cases.ingest.extract.year", "from ..models import Case", None),
        ("cases.ingest.extract.year", "from ...models import Case", "cases.models"),
        ("cases.ingest.extract.year", "from ..records import Span", None),
        ("cases.ingest.extract", "from . import year", None),
        ("cases.ingest", "from .. import models", "cases.models"),
        ("search.fold", "from django.db import connection", "django.db"),
        ("search.index.finding", "from django.db import connection", None),
        ("search.index.finding", "from cases.models import Case", "cases.models"),
        ("cases.models.case", "from cases import actions", "cases.actions"),
        ("cases.actions.edit", "from cases.views import home", "cases.views"),
        ("cases.views.home", "from talentkb import settings", "talentkb"),
        ("talentkb.health", "from cases.models import Case", "cases.models"),
        ("talentkb.urls", "from cases import urls", None),
        ("cases.views.home", "import requests", "requests"),
    ],
)
def test_the_rules_catch(name: str, code: str, caught: str | None) -> None:
    is_package = name in MODULES and MODULES[name].name == "__init__.py"
    found = forbidden(name, ast.parse(code), is_package, MODULES)
    assert bool(found) is bool(caught)
    assert not caught or f"{name} imports {caught}" in found[0]


def test_writing_is_caught() -> None:
    tree = ast.parse("Case.objects.bulk_create([])\ncase.save()\ndata.update(x=1)\nself.save()")
    assert [each.split(":")[0] for each in written("cases.views.home", tree)] == ["line 1", "line 2"]
