"""The command line that users and scripts rely on."""

from __future__ import annotations

from typing import Any

import pytest
import typer

from appliance.cli import app
from tests.contracts.checkout import document

PROMISED = {
    "up": set(),
    "down": set(),
    "status": {"--json"},
    "doctor": {"--json"},
    "version": set(),
    "commune add": {"slug", "--name", "--insee"},
    "commune list": set(),
    "commune show": {"slug"},
    "ingest": {"paths", "--commune", "--json"},
    "documents": {"--commune", "--json"},
    "forget": {"document_id"},
    "ask": {"question", "--commune", "--at", "--json"},
    "models list": set(),
    "models install": set(),
    "models import": set(),
    "models verify": set(),
}


def commands(group: Any, prefix: str = "") -> dict[str, Any]:
    """Every command by its whole name."""
    found: dict[str, Any] = {}
    for name, command in group.commands.items():
        whole = f"{prefix}{name}"
        found |= commands(command, f"{whole} ") if hasattr(command, "commands") else {whole: command}
    return found


COMMANDS = commands(typer.main.get_command(app))


@pytest.mark.parametrize("name", PROMISED)
def test_what_is_promised_exists(name: str) -> None:
    parameters = COMMANDS[name].params
    known = {option for parameter in parameters for option in parameter.opts}
    assert PROMISED[name] <= known


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does_and_is_in_the_manual(name: str) -> None:
    assert COMMANDS[name].help
    assert f"`parvis {name}" in document("docs/operate.md")
