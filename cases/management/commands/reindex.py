"""``manage.py reindex``: rebuild the whole search index while the site goes on answering."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from cases import actions
from cases.management import jobs
from cases.management.commands.ingest import positive
from cases.models import Case


class Command(BaseCommand):
    help = "重建全部检索索引；重建期间网站照常可查。"
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options, as the list of interfaces has them."""
        parser.add_argument("--jobs", type=positive, default=1, metavar="N", help="用 N 个进程重建")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, seal, print the counts."""
        version = actions.vocabulary()
        if options["jobs"] == 1:
            bar = tqdm(
                total=Case.objects.count(), unit="案例", disable=None if options["verbosity"] else True
            )
            with bar:
                counts = actions.reindex(progress=bar.update)
        else:
            parts = jobs.reindex_all(options["jobs"])
            counts = {name: sum(part[name] for part in parts) for name in parts[0]}
        actions.seal()
        actions.index_rebuilt(version)
        if options["verbosity"]:
            self.stdout.write(
                f"已索引 {counts['indexed']} 个公开案例；未公开 {counts['hidden']} 个不进索引；"
                f"清除多余条目 {counts['cleared']} 个。"
            )
