"""The files that make up the project."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("benchmarks", "appliance", "inference", "ingest", "ops")


def texts() -> dict[str, str]:
    """Every text file under version control, or about to be: its path → its text."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found = {}
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.is_file() and b"\x00" not in (content := path.read_bytes()):
            found[name] = content.decode("utf-8", errors="replace")
    return found


def document(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")
