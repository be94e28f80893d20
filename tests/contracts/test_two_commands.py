"""`make demo` and `make test` are all that a newcomer needs, and what is checked is what is promised."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.contracts.checkout import ROOT, document


def test_the_readmes_commands_are_the_makefiles() -> None:
    promised = set(re.findall(r"`make ([a-z-]+)", document("README.md")))
    targets = set(re.findall(r"^([a-z-]+):", document("Makefile"), re.MULTILINE))
    assert {"demo", "test"} <= promised <= targets


def test_what_has_to_be_green_is_make_test() -> None:
    script = [line for line in document(".ci/run").splitlines() if line and not line.startswith("#")]
    assert script[-1] == "exec make test"
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


@pytest.mark.parametrize("target", ["demo", "test", "lint", "types", "bench", "clean"])
def test_every_target_can_be_planned(target: str) -> None:
    ran = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


def test_make_test_runs_everything() -> None:
    planned = subprocess.run(["make", "-n", "test"], cwd=ROOT, capture_output=True, text=True, check=True)
    for step in ("./setup.sh test", "models install", "ruff check", "lint-imports", "mypy", "-m pytest"):
        assert step in planned.stdout


def test_the_setup_is_a_sound_script() -> None:
    subprocess.run(["bash", "-n", "setup.sh"], cwd=ROOT, check=True)
