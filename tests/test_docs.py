"""The documentation says what is: commands with their options, paths, links, and a word for every model."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.zh-CN.md")
PAGES = sorted(
    path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("README*.md"), *ROOT.glob("docs/**/*.md"))
)
# Made by the commands, so not in a fresh clone.
MADE = {".venv", ".data", ".data/"}
_WORD = re.compile(r"manage\.py ([a-z_]+)|(--[a-z-]+)")
_CODE = re.compile(r"```\n(.*?)```|`([^`\n]+)`", re.S)


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def said(page: str) -> list[tuple[str, str]]:
    """The commands a page names, each option with the command named last before it."""
    found, command = [], ""
    for block, inline in _CODE.findall(page):
        for name, option in _WORD.findall(block or inline):
            command = name or command
            found.append((command, option))
    return found


def tree(page: str) -> list[str]:
    """The paths of the tree that a README draws."""
    block = next(block for block, _ in _CODE.findall(page) if block.startswith("manage.py  "))
    folders, paths = [], []
    for line in filter(None, block.splitlines()):
        depth = (len(line) - len(line.lstrip())) // 2
        left = re.split(r" {3,}", line.strip())[0]
        for name in left.split():
            paths.append("".join(folders[:depth]) + name)
        if left.endswith("/"):
            folders[depth:] = [left.split()[-1]]
    return paths


@pytest.mark.parametrize("name", READMES)
def test_commands_and_options_exist(name: str):
    named = said(text(name))
    assert {"up", "test", "ingest", "search", "reindex"} <= {command for command, _ in named}
    commands = get_commands()
    for command, option in named:
        assert command in commands, f"{name}: manage.py {command}"
        parser = load_command_class(commands[command], command).create_parser("manage.py", command)
        assert not option or option in parser._option_string_actions, f"{name}: {command} {option}"


@pytest.mark.parametrize("name", READMES)
def test_paths_exist(name: str):
    paths = tree(text(name))
    assert len(paths) > 40 and "cases/ingest/extract/" in paths
    inline = [code for _, code in _CODE.findall(text(name)) if re.fullmatch(r"[\w.-]+/[\w./-]*", code)]
    missing = [path for path in (*paths, *inline) if path not in MADE and not (ROOT / path).exists()]
    assert not missing


def test_both_readmes_name_the_same_things():
    one, other = (text(name) for name in READMES)
    assert sorted(set(said(one))) == sorted(set(said(other)))
    assert tree(one) == tree(other)


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str):
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", text(name))
    missing = [
        each for each in targets if "://" not in each and not (ROOT / name).parent.joinpath(each).exists()
    ]
    assert not missing


def test_every_decision_is_listed():
    records = sorted(path.name for path in (ROOT / "docs" / "adr").glob("0*.md"))
    assert records == re.findall(r"\((0[^)]+\.md)\)", text("docs/adr/README.md"))


def test_every_model_is_in_the_glossary():
    glossary = text("docs/glossary.md")
    for model in apps.get_app_config("cases").get_models():
        assert f"`{model.__name__}`" in glossary, model.__name__
