"""A parser in a process of its own, with limits on time and memory: what hangs, swells or crashes is cut off.

Files come from anywhere, and parsers of PDF and HTML are native code. The process gets the bytes on its standard
input, opens no file and no connection, and answers one JSON object. Nothing a file does reaches beyond it.
"""

import contextlib
import importlib
import json
import os
import resource
import signal
import subprocess
import sys
import traceback
from pathlib import Path

from ..records import Refused
from .raw import Raw, check_length

SECONDS = 60
# A process that is past its time ends by itself; one that does not is ended after so much more.
GRACE_SECONDS = 5
MEMORY = 1024**3
_ROOT = Path(__file__).resolve().parents[3]
# The packages above are there by name alone: loading the rules of reading takes longer than most files take to read.
_PROGRAM = f"""
import sys, types
root, parser = sys.argv[1:]
for name in ("cases", "cases.ingest"):
    package = sys.modules[name] = types.ModuleType(name)
    package.__path__ = [root + "/" + name.replace(".", "/")]
from {__name__} import answer_one
answer_one(parser)
"""
_TOO_LONG = "超过 {seconds} 秒仍未读完，已中止。文件可能有误或过于复杂，请另存为 txt 再导入。"
_TOO_MUCH = "读取时占用内存过多，已中止。文件可能有误或过于复杂，请另存为 txt 再导入。"
_BROKEN = "文件已损坏或内部结构有误，读不出来{why}。请用 WPS、Word 或浏览器打开，确认正常后另存再导入。"
# What the process needs of the environment: where programs are and, for recognition, where their data is.
_ENVIRONMENT = ("PATH", "TESSDATA_PREFIX", "TMPDIR")


def bounded(parser: str, data: bytes, seconds: int = SECONDS, **options: object) -> Raw:
    """What ``parse(data, **options)`` of the sister module ``parser`` reads; Refused when it cannot within bounds."""
    order = json.dumps({"seconds": seconds, "options": options}).encode() + b"\n"
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    with subprocess.Popen(
        [sys.executable, "-I", "-c", _PROGRAM, str(_ROOT), parser],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={**environment, "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"},
        start_new_session=True,
    ) as process:
        try:
            out, _ = process.communicate(order + data, timeout=seconds + GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            raise Refused(_TOO_LONG.format(seconds=seconds)) from None
        finally:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
    return _understood(process.returncode, out, seconds)


def _understood(code: int, out: bytes, seconds: int) -> Raw:
    """The answer as a value, or the refusal that it or its absence stands for."""
    if code in (-signal.SIGALRM, -signal.SIGXCPU):
        raise Refused(_TOO_LONG.format(seconds=seconds))
    if code == -signal.SIGKILL:  # The system's own way with a process that eats its memory.
        raise Refused(_TOO_MUCH)
    try:
        answer = json.loads(out)
    except ValueError:
        raise Refused(_BROKEN.format(why="（解析程序意外中止）")) from None
    if "refused" in answer:
        raise Refused(answer["refused"])
    return Raw(answer["text"], tuple(answer["warnings"]), tuple(answer["unread"]))


def answer_one(parser: str) -> None:
    """The process itself: take one order, keep its limits, print one answer."""
    out = os.dup(1)
    os.dup2(2, 1)  # Native code that prints must not print into the answer.
    order = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    _limit(order["seconds"])
    with os.fdopen(out, "w") as answer:
        json.dump(_parsed(parser, data, order["options"]), answer)


def _parsed(parser: str, data: bytes, options: dict) -> dict[str, object]:
    try:
        module = importlib.import_module(f"{__package__}.{parser}")
        raw = module.parse(data, **options)
        check_length(len(raw.text))
        return {"text": raw.text, "warnings": raw.warnings, "unread": raw.unread}
    except Refused as refused:
        return {"refused": str(refused)}
    except MemoryError:
        return {"refused": _TOO_MUCH}
    except RecursionError:
        return {"refused": _BROKEN.format(why="（嵌套过深）")}
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        why = f"（{type(error).__name__}：{str(error)[:80]}，{where.name}）"
        return {"refused": _BROKEN.format(why=why)}


def _limit(seconds: int) -> None:
    """Ends the process after so much time of the clock or of the processor, and bounds its memory."""
    signal.alarm(seconds)
    # At the second figure the system kills without a word, so that of time is later than the signal that tells why.
    limits = (
        (resource.RLIMIT_CPU, (seconds, seconds + GRACE_SECONDS)),
        (resource.RLIMIT_AS, (MEMORY, MEMORY)),
        (resource.RLIMIT_CORE, (0, 0)),
    )
    for kind, most in limits:
        with contextlib.suppress(OSError, ValueError):  # Some systems do not bound memory.
            resource.setrlimit(kind, most)
