"""``manage.py measure_search``: quality, speed and size of the search on a labelled collection."""

import json
import signal
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from cases.management.commands.ingest import positive
from search.index.measure import Document, Question, measure

LABELS = {
    "mrr@10": "MRR@10",
    "recall@1": "Recall@1",
    "recall@10": "Recall@10",
    "ndcg@10": "nDCG@10",
    "p50_ms": "耗时中位数（毫秒）",
    "p95_ms": "耗时 95 分位（毫秒）",
    "p99_ms": "耗时 99 分位（毫秒）",
    "queries_per_s": "每秒检索次数",
    "passages": "段落数",
    "passages_per_s": "每秒索引段落",
    "mb_per_s": "每秒索引文本（MB）",
    "index_bytes": "索引字节数",
    "text_bytes": "文本字节数",
}


class Command(BaseCommand):
    help = "把带标注的文集装入临时索引，用网站同样的程序逐条检索，报告质量与速度；结束后不留下任何东西。"
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options, as the list of interfaces has them."""
        parser.add_argument("--documents", type=Path, required=True, metavar="D.jsonl", help="文集")
        parser.add_argument("--queries", type=Path, required=True, metavar="Q.jsonl", help="带标注的检索词")
        parser.add_argument("--clients", type=positive, default=1, metavar="N", help="同时检索的进程数")
        parser.add_argument("--limit", type=positive, default=10, metavar="N", help="每次检索取多少个结果")
        parser.add_argument("--json", action="store_true", help="输出一个 JSON 对象")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure and print; Ctrl-C and SIGTERM also end with nothing left behind."""
        questions = list(_questions(options["queries"]))
        if not questions:
            raise CommandError(f"{options['queries']} 里没有检索词。")
        before = signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            figures = measure(
                _documents(options["documents"]), questions, options["clients"], options["limit"]
            )
        except Error as error:
            raise CommandError(f"数据库不允许测量：{error}") from error
        except KeyboardInterrupt:
            raise CommandError("已中断，临时索引已清除。", returncode=130) from None
        finally:
            signal.signal(signal.SIGTERM, before)
        if options["json"]:
            self.stdout.write(json.dumps(figures))
        else:
            for name, value in figures.items():
                shown = f"{value:,}" if isinstance(value, int) else f"{value:,.3f}"
                self.stdout.write(f"{LABELS[name]}\t{shown}")


def _documents(path: Path) -> Iterator[Document]:
    for where, row in _rows(path):
        match row:
            case {"id": str(key), "text": str(text)} if isinstance(title := row.get("title", ""), str):
                yield Document(key, title, text)
            case _:
                raise CommandError(f'{where}：应为 {{"id": …, "title": …, "text": …}}。')


def _questions(path: Path) -> Iterator[Question]:
    for where, row in _rows(path):
        match row:
            case {"id": str(key), "query": str(typed), "relevant": {**relevant}} if _is_graded(relevant):
                yield Question(key, typed, relevant)
            case _:
                raise CommandError(f'{where}：应为 {{"id": …, "query": …, "relevant": {{文档号: 分数}}}}。')


def _is_graded(relevant: dict[str, Any]) -> bool:
    """Whether there is at least one relevant document, with grades that are sensible numbers."""
    grades = list(relevant.values())
    sensible = all(isinstance(grade, int | float) and 0 <= grade <= 100 for grade in grades)
    return sensible and any(grade > 0 for grade in grades)


def _rows(path: Path) -> Iterator[tuple[str, Any]]:
    """The objects of a file of JSON lines, each with where it stands."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield f"{path} 第 {number} 行", json.loads(line)
    except OSError as error:
        raise CommandError(f"无法打开 {path}（{error.strerror}）。") from error
    except ValueError as error:
        raise CommandError(f"{path} 不是 UTF-8 的 JSON 行文件：{error}") from error
