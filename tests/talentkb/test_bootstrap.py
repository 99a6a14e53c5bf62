"""From python3 to .venv: when it is needed, and what a person is told when it cannot be done."""

import subprocess
import sys
from pathlib import Path

import pytest

from talentkb import bootstrap


@pytest.fixture
def venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A .venv and a lock of this test's own."""
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "LOCK", tmp_path / "requirements.txt")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / "requirements.txt").write_text("one==1\n")
    return tmp_path / ".venv"


def finish(venv: Path) -> None:
    """As after a complete installation."""
    (venv / bootstrap.STAMP).write_text(bootstrap._wanted())
    (venv / "bin" / "python").touch()


def test_python_with_the_packages_goes_on(venv: Path) -> None:
    """Such as that of a container image, without any .venv."""
    assert bootstrap.at_hand()


def test_finished_environment_is_preferred(venv: Path) -> None:
    finish(venv)
    assert not bootstrap.at_hand()


@pytest.mark.parametrize("way", ["", "link"])
def test_python_of_the_environment_goes_on(
    venv: Path, way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish(venv)
    if way:
        (tmp_path / way).symlink_to(venv)
    monkeypatch.setattr(sys, "prefix", str(tmp_path / way if way else venv))
    assert bootstrap.at_hand()


def test_changed_lock_is_installed(venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    finish(venv)
    monkeypatch.setattr(sys, "prefix", str(venv))
    bootstrap.LOCK.write_text("one==2\n")
    assert not bootstrap.at_hand()


def test_missing_package_is_installed(venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "MODULES", ("django", "no_such_package"))
    assert not bootstrap.at_hand()


def test_finished_environment_is_left_alone(venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    finish(venv)
    monkeypatch.setattr(bootstrap, "_install", lambda *_, **__: pytest.fail("installed once more"))
    bootstrap.build(venv)


def test_failed_installation_is_not_taken_for_a_finished_one(
    venv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stamp goes before pip begins and comes when it has ended well."""
    finish(venv)
    bootstrap.LOCK.write_text("one==2\n")

    def fail(command: list[str], failed: str, total: int = 0) -> None:
        assert not (venv / bootstrap.STAMP).exists()
        sys.exit(bootstrap.explain("ERROR: No matching distribution found for one==2", failed))

    monkeypatch.setattr(bootstrap, "_run", fail)
    with pytest.raises(SystemExit, match="找不到适合本机的依赖包"):
        bootstrap.build(venv)
    assert not (venv / bootstrap.STAMP).exists()


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_python_without_venv(venv: Path, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a bare Debian."""
    found = bootstrap.util.find_spec
    monkeypatch.setattr(bootstrap.util, "find_spec", lambda name: None if name == module else found(name))
    with pytest.raises(SystemExit, match=f"缺少 {module} 模块.*apt install python3-venv"):
        bootstrap.build(venv)


def test_disk_without_room(venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "NEEDED_BYTES", 1 << 62)
    with pytest.raises(SystemExit, match="磁盘空间不足"):
        bootstrap.build(venv)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            "磁盘空间不足",
        ),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "校验值不符"),
        ("NewConnectionError('...: Failed to establish a new connection: [Errno 101]')", "无法从网络下载"),
        ("[Errno -3] Temporary failure in name resolution", "无法从网络下载"),
        ("ReadTimeoutError: HTTPSConnectionPool: Read timed out.", "无法从网络下载"),
        ("ERROR: No matching distribution found for jieba==0.42.1", "找不到适合本机的依赖包"),
        ("Error: [Errno 13] Permission denied: '.venv'", "没有写入"),
        ("Error: [Errno 30] Read-only file system", "没有写入"),
        ("something never seen before", "something never seen before"),
        # No network makes pip say both; what matters is the first.
        ("Temporary failure in name resolution\nNo matching distribution found for Django", "无法从网络下载"),
    ],
)
def test_faults_are_told_plainly(said: str, sentence: str) -> None:
    assert sentence in bootstrap.explain(said)


def test_needs_nothing_but_the_standard_library() -> None:
    code = "import sys; sys.path.insert(0, '.'); import talentkb.bootstrap; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", code],
        cwd=bootstrap.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert not {"django", "psutil", "psycopg", "pip"} & set(loaded.stdout.split())
