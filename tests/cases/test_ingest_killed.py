"""``manage.py ingest`` killed in the midst of a document, and run again: no half document, and the same database."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from cases import actions
from cases.models import Benefit, Brand, BrandAlias, Case, Document, Evidence, Outcome, Policy

FILES = ("2012-慈溪-海创之家.txt", "2012-鄞州-区镇联动引才.txt", "2025-平湖-赛艇与引才.txt")
# The command, ended by the hardest of signals where the second of its documents comes to a step of storing.
PROGRAM = """
import os, signal, sys
import django
django.setup()
from django.core.management import call_command
from django.db import connections
from cases.actions import store
name, folder, jobs, where = sys.argv[1:]
connections.databases["default"]["NAME"] = connections["default"].settings_dict["NAME"] = name
if where:
    module, step = where.split(".")
    wanted, calls = getattr(getattr(store, module), step), []
    def deadly(*arguments):
        calls.append(arguments)
        if len(calls) == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return wanted(*arguments)
    setattr(getattr(store, module), step, deadly)
call_command("ingest", folder, jobs=int(jobs), verbosity=0)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        shutil.copy(settings.DEMONSTRATION / name, tmp_path)
    return tmp_path


def ingest(folder: Path, jobs: int, where: str = "") -> int:
    """The exit code of the command in a process of its own."""
    arguments = [connection.settings_dict["NAME"], str(folder), str(jobs), where]
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "talentkb.settings"},
        timeout=120,
    ).returncode


def ingest_here(folder: Path, jobs: int = 1) -> None:
    """The same from this process, where nothing is killed."""
    call_command("ingest", str(folder), jobs=jobs, verbosity=0)


def content() -> dict[str, list[tuple[Any, ...]]]:
    """What the database says, without the numbers that rows were given."""
    case = "case__key"
    return {
        "documents": rows(Document, "key", "filename", "sha256", "reading", "title", "text"),
        "cases": rows(Case, "key", "document__key", "title", "status", "place__code", "year"),
        "outcomes": rows(Outcome, case, "indicator", "low", "high", "unit", "bound", "state", "as_of"),
        "brands": rows(Brand, "key", "name", "kind", "place__code"),
        "aliases": rows(BrandAlias, "brand__key", "name"),
        "policies": rows(Policy, "key", "name", "form", "category", "year", "place__code"),
        "benefits": rows(Benefit, case, "policy__key", "label", "low", "high", "unit", "per"),
        "evidence": rows(Evidence, "document__key", "start", "end", "quote"),
    }


def rows(model: type, *fields: str) -> list[tuple[Any, ...]]:
    return sorted(model.objects.values_list(*fields), key=repr)


@pytest.mark.django_db(transaction=True)
def test_killed_within_a_document_and_run_again_in_two_processes_it_is_the_database_of_one_run(
    emptied, folder
) -> None:
    ingest_here(folder)
    whole = content()
    assert len(whole["documents"]) == len(FILES) and all(whole.values())
    call_command("flush", interactive=False, verbosity=0)
    actions.load_places()
    actions.reindex()  # The index is none of Django's tables.
    for where, jobs, stored in (("names.link", 1, 1), ("index.refresh", 2, 2)):
        assert ingest(folder, jobs, where) == -signal.SIGKILL
        assert Document.objects.count() == stored
        assert not actions.check_index()
        left = content()
        # What is there is there entirely: all cases, facts and evidence of the documents stored, and of no other.
        keys = {row[0] for row in left["documents"]}
        assert left["cases"] == [row for row in whole["cases"] if row[1] in keys]
        assert left["evidence"] == [row for row in whole["evidence"] if row[0] in keys]
    ingest_here(folder, jobs=2)
    assert content() == whole
    assert not actions.check_index()
    ingest_here(folder)
    assert content() == whole
