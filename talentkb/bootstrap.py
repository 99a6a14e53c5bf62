"""From a bare clone with only python3 to a virtual environment with the locked packages; standard library only.

`.venv/lock.sha256` holds the hash of the requirements.txt that was installed, and is written last: without it the
environment is half-built and made anew, with another hash in it the packages are brought up to date.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections import deque
from importlib import metadata, util
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.txt"
STAMP = "lock.sha256"
NEEDED_BYTES = 700 * 1024 * 1024
MODULES = (
    "django",
    "psycopg",
    "psycopg_pool",
    "dj_database_url",
    "csp",
    "django_filters",
    "whitenoise",
    "gunicorn",
    "psutil",
    "rjieba",
)
# Counts how often this start has built the environment, so that a broken one is rebuilt once and not for ever.
ROUND = "TALENTKB_BOOTSTRAP_ROUND"

SENTENCES = (
    (
        ("No space left on device", "Disk quota exceeded"),
        "磁盘空间不足，依赖包需要约 700 MB。请腾出空间后重试。",
    ),
    (
        ("DO NOT MATCH THE HASHES",),
        "下载的依赖包与锁定的校验值不符，已停止安装。请检查网络代理或软件源后重试。",
    ),
    (
        (
            "name resolution",
            "Failed to establish a new connection",
            "NewConnectionError",
            "ConnectTimeoutError",
            "Read timed out",
            "Connection refused",
            "Network is unreachable",
            "Max retries exceeded",
            "ProxyError",
            "SSLError",
        ),
        "无法从网络下载依赖包。请检查网络或代理；在内网可用环境变量 PIP_INDEX_URL 指定软件源，然后重试。",
    ),
    (
        ("No matching distribution found",),
        "找不到适合本机的依赖包。需要能访问软件源，系统为 Linux（glibc 2.28 以上）或 macOS，Python 3.11 以上。",
    ),
    (
        ("Permission denied", "Read-only file system"),
        f"没有写入 {VENV} 的权限。请换用有权限的用户，或修正目录归属。",
    ),
)


def at_hand() -> bool:
    """Whether this very Python may go on: it has the packages, and the lock has not changed since."""
    inside = Path(sys.prefix).resolve() == VENV.resolve()
    if not inside and _installed(VENV) == _wanted():
        return False
    if inside and _installed(VENV) not in {None, _wanted()}:
        return False
    if any(util.find_spec(name) is None for name in MODULES):
        return False
    return metadata.version("django").startswith("5.2.")


def enter() -> NoReturn:
    """Build the environment where it is missing or out of date, and start this command anew in it."""
    attempt = int(os.environ.get(ROUND) or 0)
    if attempt > 1:
        sys.exit(f"虚拟环境不完整。请删除 {VENV} 后重试。")
    try:
        build(VENV, afresh=attempt > 0)
    except KeyboardInterrupt:
        sys.exit("已中断。再次运行同一命令会重新安装。")
    python = str(VENV / "bin" / "python")
    os.environ[ROUND] = str(attempt + 1)
    sys.stdout.flush()
    os.execv(python, [python, *sys.orig_argv[1:]])


def build(venv: Path, *, afresh: bool = False) -> None:
    """Make `venv` hold exactly the locked packages; ends the program with a sentence when it cannot."""
    if sys.platform == "win32":
        sys.exit("内置数据库不支持 Windows。请在 Linux、macOS 或 WSL 中运行。")
    import fcntl

    with open(LOCK) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _say("另一个命令正在安装依赖，等待它完成……")
            fcntl.flock(lock, fcntl.LOCK_EX)
        if _installed(venv) == _wanted() and not afresh and (venv / "bin" / "python").exists():
            return
        try:
            _install(venv, afresh=afresh)
        except OSError as error:
            sys.exit(explain(str(error)))


def _install(venv: Path, *, afresh: bool) -> None:
    for module in ("venv", "ensurepip"):
        if util.find_spec(module) is None:
            version = "{}.{}".format(*sys.version_info)
            sys.exit(
                f"这个 Python 缺少 {module} 模块，无法建立虚拟环境。"
                f"Debian/Ubuntu 请运行：sudo apt install python3-venv（或 python{version}-venv），然后重试。"
            )
    if shutil.disk_usage(venv.parent).free < NEEDED_BYTES:
        sys.exit(explain("No space left on device"))
    if afresh or _installed(venv) is None or not (venv / "bin" / "python").exists():
        _say("正在建立虚拟环境 .venv ……")
        # From within a virtual environment its own Python must not be the base of the one that replaces it.
        base = getattr(sys, "_base_executable", None) or sys.executable
        _run([base, "-I", "-m", "venv", "--clear", str(venv)], "虚拟环境无法建立：")
    (venv / STAMP).unlink(missing_ok=True)
    total = sum(not line.startswith((" ", "#")) for line in LOCK.read_text().splitlines())
    _say(f"正在安装 {total} 个依赖包（首次需要联网，约一分钟）……")
    # jieba is published as source only; everything else must not run code while being installed.
    choice = ["--only-binary", ":all:", "--no-binary", "jieba", "--require-hashes", "-r", str(LOCK)]
    pip = [
        str(venv / "bin" / "python"),
        "-I",
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--no-input",
        "install",
    ]
    _run([*pip, *choice], "依赖包无法安装：", total)
    (venv / STAMP).write_text(_wanted())


def _run(command: list[str], failed: str, total: int = 0) -> None:
    """Run a program, count its packages on a terminal, and end with a sentence when it fails."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment |= {"PIP_USER": "0", "LC_ALL": "C"}
    last, seen = deque(maxlen=60), 0
    process = subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    with process:
        for line in process.stdout:
            last.append(line)
            seen += line.startswith("Collecting")
            if total and sys.stderr.isatty():
                print(f"\r  {seen}/{total}", end="", file=sys.stderr)
    if total and sys.stderr.isatty():
        print(file=sys.stderr)
    if process.returncode:
        sys.exit(explain("".join(last), failed))


def explain(output: str, failed: str = "依赖包无法安装：") -> str:
    """The sentence for what pip, venv or the system said, or its last lines when nothing better is known."""
    for signs, sentence in SENTENCES:
        if any(sign in output for sign in signs):
            return sentence
    return failed + "\n" + output.strip()[-1200:]


def _wanted() -> str:
    return hashlib.sha256(LOCK.read_bytes()).hexdigest()


def _installed(venv: Path) -> str | None:
    """The hash of the lock that was installed completely, None for a missing or half-built environment."""
    try:
        return (venv / STAMP).read_text()
    except OSError:
        return None


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
