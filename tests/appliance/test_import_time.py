"""The command answers at once: importing it loads no heavy library."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("torch", "vllm", "ray", "chromadb", "transformers", "unstructured")
IMPORT = (
    "import sys, time; started = time.perf_counter(); import appliance.cli;"
    "print(time.perf_counter() - started, *sys.modules)"
)


def imported() -> list[str]:
    ran = subprocess.run([sys.executable, "-c", IMPORT], capture_output=True, text=True, check=True)
    return ran.stdout.split()


def test_importing_the_command_line_takes_a_third_of_a_second_at_most() -> None:
    assert min(float(imported()[0]) for _ in range(5)) <= 0.3


def test_importing_the_command_line_loads_no_heavy_library() -> None:
    assert {name.split(".")[0] for name in imported()}.isdisjoint(HEAVY)
