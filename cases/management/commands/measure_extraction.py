"""``manage.py measure_extraction``: how well documents are read, on files labelled in the format of ``tests/gold``."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from cases.ingest.measure.counting import Comparison, compare
from cases.ingest.measure.gold import BadGold, GoldDocument, parse
from cases.ingest.measure.report import as_json, listing, tables
from cases.management import jobs
from cases.management.pace import Pace


class Command(BaseCommand):
    help = "把文件照常读一遍，与人工标注逐条比较，报告每类记录的精确率、召回率和 F1；不碰数据库。"
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options, as the list of interfaces has them."""
        parser.add_argument(
            "--gold",
            type=Path,
            action="append",
            required=True,
            metavar="G.json",
            help="标注文件，可以多次给出",
        )
        parser.add_argument(
            "paths", nargs="+", type=Path, metavar="PATH", help="文件或文件夹；只读有标注的文件"
        )
        parser.add_argument("--show", action="store_true", help="逐份列出漏读、多读和读错的内容")
        parser.add_argument("--json", action="store_true", help="输出一个 JSON 对象")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, compare and print; what could not be compared is named on standard error."""
        gold = _gold(options["gold"])
        files = self._files(options["paths"], gold)
        pace = Pace()
        try:
            comparisons = self._compare(gold, files, pace, quiet=not options["verbosity"])
        except KeyboardInterrupt:
            raise CommandError("已中断。", returncode=130) from None
        if options["json"]:
            figures = as_json(comparisons, options["show"]) | {"speed": pace.as_json()}
            self.stdout.write(json.dumps(figures, ensure_ascii=False))
            return
        shown = listing(comparisons) if options["show"] else ()
        for line in (*shown, *tables(comparisons), pace.line()):
            self.stdout.write(line)

    def _files(self, paths: Sequence[Path], gold: dict[str, GoldDocument]) -> dict[str, Path]:
        """Where each labelled file is. Labels without file and files without label are named."""
        found: dict[str, Path] = {}
        unlabelled: list[str] = []
        for each in jobs.files(paths):
            name = each.path.name
            if each.refused:
                raise CommandError(f"{each.path}：{each.refused}", returncode=2)
            if name not in gold:
                unlabelled.append(name)
            elif name in found:
                self.stderr.write(f"提示 {name}：有几个同名文件，只读 {found[name]}，不读 {each.path}。")
            else:
                found[name] = each.path
        absent = [name for name in gold if name not in found]
        if unlabelled:
            self.stderr.write(f"提示 没有标注、没有读的文件（{len(unlabelled)} 个）：{'、'.join(unlabelled)}")
        if absent:
            self.stderr.write(f"提示 有标注、找不到的文件（{len(absent)} 个，不计）：{'、'.join(absent)}")
        if not found:
            raise CommandError("所给的路径里没有一个标注过的文件。", returncode=2)
        return found

    def _compare(
        self, gold: dict[str, GoldDocument], files: dict[str, Path], pace: Pace, quiet: bool
    ) -> list[Comparison]:
        labelled = [each for each in gold.values() if each.file in files]
        readings = pace.over(jobs.read_all([files[each.file] for each in labelled], 1))
        comparisons = []
        bar = tqdm(
            zip(labelled, readings, strict=True), total=len(labelled), unit="文件", disable=quiet or None
        )
        for document, reading in bar:
            made = compare(document, reading.record)
            refused = [f"没有读出来，全部按漏读计：{reading.refused}"] if reading.record is None else []
            with bar.external_write_mode():
                self._warn(document.file, [*refused, *made.warnings], reading.trace)
            comparisons.append(made)
        return comparisons

    def _warn(self, file: str, sentences: Iterable[str], trace: str) -> None:
        if trace:
            self.stderr.write(trace)
        for each in sentences:
            self.stderr.write(f"提示 {file}：{each}")


def _gold(paths: Iterable[Path]) -> dict[str, GoldDocument]:
    """The labelled documents of all files by the name of the document's file."""
    gold: dict[str, GoldDocument] = {}
    for path in paths:
        try:
            documents = parse(path.read_text(encoding="utf-8-sig"), path.name)
        except OSError as error:
            raise CommandError(f"无法打开标注文件 {path}（{error.strerror}）。", returncode=2) from error
        except UnicodeDecodeError as error:
            raise CommandError(f"标注文件 {path} 不是 UTF-8 编码。", returncode=2) from error
        except BadGold as error:
            raise CommandError(f"标注有误。{error}", returncode=2) from error
        for document in documents:
            if document.file in gold:
                raise CommandError(
                    f"标注有误。{path.name}：{document.file} 标注了两次（file）。", returncode=2
                )
            gold[document.file] = document
    if not gold:
        raise CommandError("标注文件里没有文件（documents 是空的）。", returncode=2)
    return gold
