"""``manage.py work``: reads and stores in the background what people bring in at the desk."""

import os
import signal
from argparse import ArgumentParser
from typing import Any, NoReturn

from django.core.management.base import BaseCommand

from cases.management import worker

# The number of an inherited pipe whose other end the process `up` holds open.
LIFELINE = "TALENTKB_LIFELINE"


class Command(BaseCommand):
    help = "在后台处理编辑工作台上传的文件。up 会自动启动它；自行部署时请让它一直运行，可以同时运行几个。"

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
            for upload in worker.work(lease=options["lease"], once=options["once"]):
                if options["verbosity"]:
                    said = upload.report.get("reason") or ""
                    self.stdout.write(f"{upload.get_state_display()}  {upload.filename}{said and '：'}{said}")
                    self.stdout.flush()
        except KeyboardInterrupt:
            pass


def _interrupt(number: int, frame: object) -> NoReturn:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt
