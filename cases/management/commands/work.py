"""``manage.py work``: reads and stores in the background what people bring in at the desk."""

import os
import signal
from argparse import ArgumentParser
from typing import Any, NoReturn

from django.core.management.base import BaseCommand

from cases.management import worker
from cases.models import Rebuild, Upload

# The number of an inherited pipe whose other end the process `up` holds open.
LIFELINE = "TALENTKB_LIFELINE"


class Command(BaseCommand):
    help = "在后台处理编辑工作台上传的文件，词表改动后重建索引。up 会自动启动它；自行部署时请让它一直运行，可以同时运行几个。"
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options, as the list of interfaces has them."""
        parser.add_argument("--once", action="store_true", help="处理完现有的文件就退出")
        parser.add_argument(
            "--lease",
            type=float,
            default=worker.LEASE_SECONDS,
            metavar="秒",
            help="中断多久之后，别的进程可以接手它没处理完的文件",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until told to stop; what is under way then goes back into the queue."""
        signal.signal(signal.SIGTERM, _interrupt)
        if pipe := os.environ.get(LIFELINE):
            worker.end_with(int(pipe))
        try:
            for each in worker.work(lease=options["lease"], once=options["once"]):
                if options["verbosity"]:
                    self.stdout.write(_said(each))
                    self.stdout.flush()
        except KeyboardInterrupt:
            pass


def _said(done: Upload | Rebuild) -> str:
    """What became of a file, or what was rebuilt."""
    if isinstance(done, Rebuild):
        return f"已完成  {done}（{done.done} 条）"
    reason = done.report.get("reason") or ""
    return f"{done.get_state_display()}  {done.filename}{reason and '：'}{reason}"


def _interrupt(number: int, frame: object) -> NoReturn:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt
