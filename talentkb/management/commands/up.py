"""``manage.py up``: prepare everything, serve, and leave no process behind."""

import contextlib
import os
import signal
import socket
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from talentkb import address, embedded, prepare, process

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Command(BaseCommand):
    help = "准备好一切（数据库、演示文档、管理员、静态文件）并启动网站。按 Ctrl-C 停止。"
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options, as the list of interfaces has them."""
        parser.add_argument("--port", type=_port, default=8000, help="端口，1 到 65535（默认 8000）")
        parser.add_argument(
            "--host",
            default="127.0.0.1",
            help="监听的地址（默认 127.0.0.1，只有本机能访问；0.0.0.0 为所有地址）",
        )
        parser.add_argument("--no-demo", action="store_true", help="知识库为空时也不载入演示文档")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, serve until told to stop; raises CommandError with a sentence."""
        if settings.DEBUG:
            raise CommandError("up 不在调试模式下运行。请取消环境变量 TALENTKB_DEBUG 后重试。")
        for each in ENDINGS:
            # Started by nohup it ignores the end of the terminal; but a shell that starts it in the background
            # sets Ctrl-C to be ignored as well, and whoever sends that signal then means it.
            if each != signal.SIGHUP or signal.getsignal(each) != signal.SIG_IGN:
                signal.signal(each, _interrupt)
        try:
            with address.listen(options["host"], options["port"]) as listener:
                self._warn(listener)
                self._prepare(demonstration=not options["no_demo"])
                self._serve(listener, options["host"])
        except (address.AddressError, process.ProcessError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(embedded.explain(str(error))) from error

    def _warn(self, listener: socket.socket) -> None:
        """Tell what others on the network could do."""
        if address.is_private(listener):
            return
        self._caution("网络上的其他机器将能访问本站。请只在可信的网络中这样使用。")
        if not settings.HTTPS:
            self._caution(
                "连接没有加密，登录密码可能被窃听。对外服务请用反向代理提供 https，并设置 TALENTKB_HTTPS=1。"
            )
        if not settings.DATABASE_URL:
            self._caution("正在使用内置数据库，它只适合试用。正式服务请设置 DATABASE_URL，并定期备份。")

    def _prepare(self, *, demonstration: bool) -> None:
        self._say("正在启动数据库……")
        with prepare.alone():
            if prepare.migrate():
                self._say("数据表已更新。")
            if prepare.place():
                self._say("行政区划已更新。")
            if demonstration and prepare.is_empty():
                self._say("正在载入演示文档……")
                if not prepare.demonstrate():
                    self._caution("部分演示文档未能载入。")
            if prepare.collect():
                self._say("静态文件已更新。")
            self._appoint()

    def _appoint(self) -> None:
        name = prepare.ADMINISTRATOR
        try:
            password = prepare.appoint()
        except prepare.NameTaken:
            self._caution(
                f"还没有管理员，而用户名 {name} 已被占用。请运行 python3 manage.py createsuperuser。"
            )
            return
        if password:
            self._say(f"\n  管理员：{name}\n  密码：{password}")
            self._say(f"  密码只显示这一次。忘记了可以运行 python3 manage.py changepassword {name}\n")

    def _serve(self, listener: socket.socket, host: str) -> None:
        """Serve until a signal comes; one that comes before the first answer interrupts the start."""
        hosts = os.environ.get("TALENTKB_HOSTS") or ",".join(address.names(host, listener))
        reachable, port = address.reachable(listener), listener.getsockname()[1]
        running = process.start(listener, hosts)
        listener.close()
        answered = False
        try:
            process.wait_for_answer(running, reachable[0].strip("[]"), port, hosts)
            answered = True
            running.work()
            self._announce([f"http://{each}:{port}" for each in reachable])
            running.wait()
        except KeyboardInterrupt:
            if not answered:
                raise
        finally:
            for each in ENDINGS:
                signal.signal(each, signal.SIG_IGN)
            running.end()
        with contextlib.suppress(OSError):  # The terminal may be gone.
            self._say("已停止。")

    def _announce(self, origins: list[str]) -> None:
        if settings.HTTPS:
            self._say(f"网站已启动，监听 {origins[0]}，请经由反向代理以 https 访问。")
        else:
            for each in origins:
                self._say(f"网站已启动：{each}/")
            self._say(f"编辑工作台：{origins[0]}/{settings.DESK}")
        self._say("按 Ctrl-C 停止。")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def _caution(self, text: str) -> None:
        self.stderr.write(self.style.WARNING(f"警告：{text}"))


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:6]) <= 65535):
        raise ArgumentTypeError(f"端口须是 1 到 65535 的整数，现在是“{text}”。")
    return int(text)


def _interrupt(number: int, frame: object) -> NoReturn:
    """Whatever asks for the end is treated like Ctrl-C, so that everything is taken down in order."""
    raise KeyboardInterrupt
