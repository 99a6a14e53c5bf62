"""``manage.py ingest``: files or folders into the database; what it prints is in the list of interfaces."""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from cases import actions
from cases.actions import choices
from cases.management import jobs, storing
from cases.management.jobs import Reading
from cases.models import Document
from cases.wordlists import follow

WORDS = {"stored": "已入库", "unchanged": "未变化", "updated": "已更新", "refused": "已拒收"}
# Characters after which the index takes in what was written, some 3,000 passages; until then every search reads them all.
SEALED = 1_000_000


class Command(BaseCommand):
    help = "把文件或文件夹（含子文件夹）导入知识库。重复导入只更新有变化的内容，编辑的修改一律保留。"
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options, as the list of interfaces has them."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="文件或文件夹")
        parser.add_argument(
            "--dry-run", action="store_true", help="照常读取并试存，最后全部撤回，什么也不写入"
        )
        parser.add_argument(
            "--draft", action="store_true", help="新案例先存为草稿，不公开（已有案例的状态不变）"
        )
        parser.add_argument("--json", action="store_true", help="每个文件输出一行 JSON，其余信息写到标准错误")
        parser.add_argument("--jobs", type=positive, default=1, metavar="N", help="用 N 个进程读取文件")
        parser.add_argument("--only", choices=["new"], help="new：跳过已经导入过的文件，不再读取")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, store, report; exits with 1 when a file was refused and with 130 when interrupted."""
        counts: Counter[str] = Counter({status: 0 for status in WORDS})
        listed = list(jobs.files(options["paths"]))
        bar = tqdm(total=len(listed), unit="文件", disable=None if options["verbosity"] else True)
        interrupted = False
        unsealed = 0
        try:
            for reading, report in self._reports(listed, options):
                counts[report["status"]] += 1
                if report["status"] in ("stored", "updated") and not options["dry_run"]:
                    unsealed += len(report["text"])
                if unsealed >= SEALED:
                    actions.seal()
                    unsealed = 0
                with bar.external_write_mode():
                    self._print(reading, report, options)
                bar.update()
        except KeyboardInterrupt:
            interrupted = True
        bar.close()
        if unsealed:
            actions.seal()
        self._finish(counts, options, interrupted)
        if interrupted or counts["refused"]:
            sys.exit(130 if interrupted else 1)

    def _reports(self, listed: list[Reading], options: dict) -> Iterator[tuple[Reading, dict[str, Any]]]:
        """Each file with its object, in the order listed."""
        known = _known(listed) if options["only"] == "new" else {}
        wanted = [each.path for each in listed if not each.refused and each.path not in known]
        follow()
        jobs.choose(choices.all_known())
        readings = jobs.read_all(wanted, options["jobs"])
        stored: dict[str, str] = {}
        for each in listed:
            if each.path in known:
                yield each, storing.report(each, "unchanged", **_from_database(known[each.path]))
            elif each.refused:
                yield each, storing.report(each, "refused", reason=each.refused)
            else:
                reading = next(readings)
                yield (
                    reading,
                    storing.store(reading, draft=options["draft"], dry_run=options["dry_run"], stored=stored),
                )

    def _print(self, reading: Reading, report: dict[str, Any], options: dict) -> None:
        if reading.trace:
            self.stderr.write(reading.trace)
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        elif options["verbosity"]:
            facts = sum(len(case[group]) for case in report["cases"] for group in GROUPS)
            facts += sum(len(policy["benefits"]) for case in report["cases"] for policy in case["policies"])
            said = report["reason"] or f"{len(report['cases'])} 个案例，{facts} 条事实"
            self.stdout.write(f"{WORDS[report['status']]} {report['status']}  {reading.path}：{said}")
        if options["verbosity"]:
            for warning in report["warnings"]:
                self.stderr.write(f"提示 {reading.path.name}：{warning}")

    def _finish(self, counts: Counter[str], options: dict, interrupted: bool) -> None:
        if not options["verbosity"]:
            return
        out = self.stderr if options["json"] else self.stdout
        if not counts.total() and not interrupted:
            out.write("没有找到可以导入的文件。")
        parts = "，".join(f"{word} {counts[status]}" for status, word in WORDS.items())
        out.write(
            f"共 {counts.total()} 个文件：{parts}{'（试运行，什么也没有写入）' if options['dry_run'] else ''}"
        )
        if interrupted:
            out.write("已中断。上面列出的文件都已完整处理，其余的没有动。")


GROUPS = ("brands", "policies", "outcomes", "people", "organisations")


def positive(typed: str) -> int:
    """A whole number from 1 to 64."""
    if not typed.isascii() or not typed.isdigit() or not 1 <= int(typed) <= 64:
        raise ArgumentTypeError("应为 1 到 64 之间的整数")
    return int(typed)


def _known(listed: list[Reading]) -> dict[Path, Document]:
    """Of the files listed those that the database has, by the fingerprint of their bytes."""
    prints = {each.path: jobs.sha256(each.path) for each in listed if not each.refused}
    rows = Document.objects.without_text().filter(sha256__in=set(prints.values()) - {None})
    documents = {row.sha256: row for row in rows}
    return {path: documents[print_] for path, print_ in prints.items() if print_ in documents}


def _from_database(document: Document) -> dict[str, Any]:
    fields = {field: getattr(document, field) for field in ("sha256", "title", "kind", "year", "year_basis")}
    return {"document": {**fields, "characters": document.characters}}
