"""What a run leaves: a card in the terminal, JSON for programs, one page for people."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from benchmarks.load.page import page
from benchmarks.pages import lay_beside
from benchmarks.shown import figures_table, out, print_json, write_report

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from appliance.settings import Settings
    from benchmarks.figure import Figure

_LAST_LINE: Final = (
    "measure",
    "taken_at",
    "commit",
    "plan",
    "void",
    "figures",
    "kinds",
    "capacity",
    "stands_for",
)


def manifest(settings: Settings) -> dict[str, Any]:
    """Which model answers: the manifest beside its weights, without the list of files."""
    file = settings.models_folder / settings.inference.profile / "manifest.json"
    try:
        told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {key: value for key, value in told.items() if key != "files"}


def show(told: dict[str, Any], figures: Sequence[Figure]) -> None:
    machine = told["hardware"]
    out.rule("Parvis, charge")
    out.print(f"commit {told['commit']}, version {told['version']}, {told['taken_at']}")
    out.print(f"{machine['processor']}, {machine['cores']} cœurs, {machine['memory_gib']} Gio")
    load = f"{told['host_load_1min']} → {told['host_load_1min_after']}"
    out.print(f"profil {told['settings']['inference']['profile']}, charge de la machine {load}")
    out.print(figures_table(figures))
    kinds = ", ".join(f"{count} {name}" for name, count in sorted(told.get("kinds", {}).items()))
    out.print(f"[dim]{kinds}[/]")
    if told.get("void"):
        out.print("[red bold]Mesure nulle : le générateur était en retard, ces chiffres ne disent rien.[/]")


def keep(told: dict[str, Any], folder: Path) -> None:
    """The whole as JSON and as a page in `folder`, its essence on the last line."""
    file = write_report(told, folder)
    lay_beside(file, page(told))
    print_json({key: told[key] for key in _LAST_LINE if key in told})
