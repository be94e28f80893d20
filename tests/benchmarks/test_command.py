"""`parvis bench`: found by name, and light to import."""

import subprocess
import sys

from typer.testing import CliRunner

from benchmarks.cli import app
from tests.contracts.checkout import document

HEAVY = ("torch", "vllm", "ray", "chromadb", "httpx", "pydantic")


def test_importing_the_commands_loads_nothing_heavy() -> None:
    code = f"import sys, benchmarks.cli; print([name for name in {HEAVY} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_every_measure_is_a_subcommand() -> None:
    told = CliRunner().invoke(app, ["--help"])
    assert told.exit_code == 0
    assert all(name in told.output for name in ("quality", "card", "choose-model"))


def test_every_measure_has_its_row_in_the_manual() -> None:
    manual = document("docs/operate.md")
    commands = [one.name or one.callback.__name__ for one in app.registered_commands if one.callback]
    assert len(commands) > 20
    assert not [name for name in commands if f"| `parvis bench {name}" not in manual]


def test_fewer_repeats_than_five_are_refused() -> None:
    assert CliRunner().invoke(app, ["card", "--repeats", "4"]).exit_code == 2


def test_a_measure_told_to_end_takes_down_what_it_started() -> None:
    """As in the background, where Ctrl-C is ignored."""
    waiting = (
        "import sys, time; from appliance import cli; from benchmarks.cli import app\n"
        "@app.command()\n"
        "def wait():\n"
        "    try:\n"
        "        print('started', flush=True); time.sleep(60)\n"
        "    finally:\n"
        "        print('taken down', flush=True)\n"
        "sys.argv[1:] = ['bench', 'wait']; cli.main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", waiting], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as measure:
        assert measure.stdout is not None
        assert measure.stdout.readline() == "started\n"
        measure.terminate()
        printed, told = measure.communicate(timeout=30)
    assert (printed, measure.returncode) == ("taken down\n", 1)
    assert told.startswith("parvis : interrompu")
