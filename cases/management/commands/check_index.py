"""``manage.py check_index``: whether the search index holds exactly what the public cases say."""

import dataclasses
import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cases import actions
from search import index

SHOWN = 10
WORDS = {"missing": "未进索引", "stray": "不该在索引里", "different": "与案例不一致"}


class Command(BaseCommand):
    help = "核对检索索引与公开案例是否一致；只读，不改动任何东西。退出码：0 一致，1 不一致或词表已变。"
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options, as the list of interfaces has them."""
        parser.add_argument("--json", action="store_true", help="输出一个 JSON 对象")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare and tell; exits with 1 where a reindex is due."""
        found = actions.check_index()
        stale = actions.is_stale()
        if options["json"]:
            self.stdout.write(json.dumps({**dataclasses.asdict(found), "stale": stale}))
        else:
            self._print(found, stale)
        if found or stale:
            sys.exit(1)

    def _print(self, found: index.Differences, stale: bool) -> None:
        for name, word in WORDS.items():
            if pks := getattr(found, name):
                listed = "、".join(map(str, pks[:SHOWN])) + (" 等" if len(pks) > SHOWN else "")
                self.stdout.write(f"{word} {len(pks)} 个：案例 {listed}")
        if found.uncounted:
            self.stdout.write(f"段落与倒排不符 {found.uncounted} 处")
        if stale:
            self.stdout.write("索引按旧词表建立")
        self.stdout.write(
            "请运行 manage.py reindex 重建索引。" if found or stale else "索引与公开案例完全一致。"
        )
