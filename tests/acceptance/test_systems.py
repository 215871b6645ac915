"""The commands without POSIX: a Python without the modules that Windows lacks, and with the names that Windows refuses."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

NOTE = "Said.[^1] And.[^2]\n\n[^1]: J. Doe, “Minister resigns over the budget,” Reuters, 14 April 2021.\n"
COMMANDS = (
    "report --offline docs", "check --offline docs", "decide docs/a.md#1 https://elm.example/a", "repair --write --allow-dirty docs/a.md",
    "baseline create --offline docs", "check --offline docs", "archive --offline docs", "check --offline docs nowhere.md",
)  # fmt: skip
# Runs the commands twice in one process: first with everything, which imports the libraries; then our own modules are imported anew.
PROGRAM = """
import os, shutil, sys, types
from pathlib import Path

def run(commands):
    from citecheck.cli import main
    for command in commands:
        sys.argv = ["citecheck", *command.split()]
        try:
            main()
        except SystemExit as stopped:
            print("STATUS", stopped.code, flush=True)

def unless_open(call):
    def asked(*paths, **more):
        open_files = {os.path.realpath(f"/proc/self/fd/{one}") for one in os.listdir("/proc/self/fd")}
        if any(os.path.realpath(path) in open_files for path in paths):
            raise PermissionError(13, "The process cannot access the file because it is being used by another process")
        return call(*paths, **more)
    return asked

def locking(descriptor, mode, count):
    inode = os.fstat(descriptor).st_ino
    if any(known == inode and one != descriptor and os.path.exists(f"/proc/self/fd/{one}") for one, known in locks.items()):
        raise PermissionError(13, "Permission denied")
    locks[descriptor] = inode

locks, commands = {}, sys.argv[1:]
shutil.copytree("docs", "kept")
run(commands)
for name in [name for name in sys.modules if name.split(".")[0] == "citecheck"]:
    del sys.modules[name]
for path in ("docs", "reports", "citecheck.lock", "citecheck-baseline.json"):
    shutil.rmtree(path) if os.path.isdir(path) else os.unlink(path)
shutil.copytree("kept", "docs")
sys.platform = "win32"
sys.modules["fcntl"] = None
sys.modules["msvcrt"] = types.SimpleNamespace(LK_LOCK=1, LK_NBLCK=2, locking=locking)
for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "fchmod", "geteuid", "getuid", "fork", "getpgid", "killpg"):
    delattr(os, name)
os.supports_fd.discard(os.chmod)
os.replace, os.rename, os.unlink = map(unless_open, (os.replace, os.rename, os.unlink))
print("WINDOWS")
run(commands)
"""


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="which files are open is read from /proc")
def test_commands_have_the_same_exit_status_on_a_system_without_posix(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for name in ("a.md", "b.md"):
        (tmp_path / "docs" / name).write_text(NOTE, encoding="utf-8")
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *COMMANDS],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    usual, windows = ([line for line in told.splitlines() if line.startswith("STATUS")] for told in done.stdout.split("WINDOWS"))
    assert usual == windows and len(usual) == len(COMMANDS), done.stderr
    assert "Traceback" not in done.stderr and "internal error" not in done.stderr, done.stderr
    assert (tmp_path / "docs" / "a.md").read_text(encoding="utf-8").count("https://elm.example/a") == 1
    assert not list(tmp_path.rglob(".citecheck-*"))
