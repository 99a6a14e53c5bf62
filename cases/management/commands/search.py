"""``manage.py search``: the same search as the list of cases, for a terminal or for programs."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict

from cases.filters import Refusal
from cases.results import NAMES, Results, as_json, search

MOST = 20_000


class Command(BaseCommand):
    help = "检索案例，与网页上的检索是同一个"
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The query, and what narrows it."""
        parser.add_argument("query", metavar="检索词")
        parser.add_argument("--limit", type=int, default=10, metavar="N", help="最多给出几个案例，默认 10")
        parser.add_argument(
            "--filter", action="append", default=[], metavar="名=值", help="与网页地址里的参数相同，可重复"
        )
        parser.add_argument("--json", action="store_true", help="输出一个 JSON 对象")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was found; wrong use ends with CommandError and exit code 2."""
        if not 1 <= options["limit"] <= MOST:
            raise CommandError(f"--limit 应为 1 到 {MOST}。", returncode=2)
        try:
            results = search(_address(options["query"], options["filter"]), per_page=options["limit"])
        except Refusal as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(as_json(results), ensure_ascii=False))
        else:
            self.stdout.write(_plain(results))


def _address(query: str, filters: list[str]) -> QueryDict:
    """The parameters of the page's address; raises CommandError for one that the page does not know."""
    data = QueryDict(mutable=True)
    data["q"] = _clean(query)
    for each in filters:
        name, equals, value = each.partition("=")
        if not equals or name not in NAMES or name in ("q", "page"):
            known = "、".join(name for name in NAMES if name not in ("q", "page"))
            raise CommandError(f"--filter 应写作 名=值，名可为 {known}；不认识“{each}”。", returncode=2)
        data.appendlist(name, _clean(value))
    return data


def _clean(text: str) -> str:
    """Without what no database takes: NUL, and the halves that stand for bytes of a broken encoding."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def _plain(results: Results) -> str:
    lines = [results.sentence]
    if results.how == "partial":
        lines.append("没有案例同时含有全部检索词，下面是部分匹配的案例。")
    for result in results.results:
        case = result.case
        where = case.where() or "地区未定"
        lines += [
            "",
            f"{result.rank}. {case.title}",
            f"   {where} · {case.year or '年份未定'} · {result.url}",
        ]
        for passage in result.passages:
            marked = "".join(f"【{text}】" if hit else text for text, hit in passage.pieces)
            lines.append("   " + " ".join(marked.split()))
    return "\n".join(lines)
