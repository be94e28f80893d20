"""`parvis bench`: found by name, and light to import."""

import subprocess
import sys

from typer.testing import CliRunner

from benchmarks.cli import app

HEAVY = ("torch", "vllm", "ray", "chromadb", "httpx", "pydantic")


def test_importing_the_commands_loads_nothing_heavy() -> None:
    code = f"import sys, benchmarks.cli; print([name for name in {HEAVY} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_every_measure_is_a_subcommand() -> None:
    told = CliRunner().invoke(app, ["--help"])
    assert told.exit_code == 0
    assert all(name in told.output for name in ("quality", "card", "choose-model"))


def test_fewer_repeats_than_five_are_refused() -> None:
    assert CliRunner().invoke(app, ["card", "--repeats", "4"]).exit_code == 2
