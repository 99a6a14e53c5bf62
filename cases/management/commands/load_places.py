"""``manage.py load_places``: bring the table of places to the gazetteer after its files changed."""

from typing import Any

from django.core.management.base import BaseCommand

from cases import actions


class Command(BaseCommand):
    help = "按词表中的行政区划（含历史变动）更新地区表；可以反复运行。"
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, print the counts."""
        counts = actions.load_places()
        if options["verbosity"]:
            self.stdout.write(
                f"地区：新增 {counts['created']}，更新 {counts['updated']}，删除 {counts['removed']}；"
                f"区划变动 {counts['changes']} 条。"
            )
            if counts["kept"]:
                self.stdout.write(f"有 {counts['kept']} 个地区已不在词表中，但仍被引用，故保留。")
