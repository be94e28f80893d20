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
    "edits",
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
    out.rule("Parvis, charge")
    for line in _elsewhere(told) if "asker" in told else _here(told):
        out.print(line)
    out.print(figures_table(figures))
    kinds = ", ".join(f"{count} {name}" for name, count in sorted(told.get("kinds", {}).items()))
    out.print(f"[dim]{kinds}[/]")
    for line in _meanwhile(told):
        out.print(f"[yellow]{line}[/]")
    if told.get("void"):
        out.print("[red bold]Mesure nulle : le générateur était en retard, ces chiffres ne disent rien.[/]")


def _meanwhile(told: dict[str, Any]) -> list[str]:
    """What of the run itself one must know to read its figures; French sentences."""
    edits, scrapes = told.get("edits", {}), told.get("scrapes", {})
    found = []
    if edits.get("planned"):
        found.append("Documents changés : {done} sur {planned}, {failed} non remis.".format(**edits))
    if scrapes.get("counters") == "unknown" and told["measure"] != "generator":  # whose stub has no metrics
        found.append("/metrics n'a pas répondu au début ou à la fin : étapes et réemploi sont inconnus.")
    return found


def _here(told: dict[str, Any]) -> list[str]:
    return [
        f"commit {told['commit']}, version {told['version']}, {told['taken_at']}",
        _machine(told),
        f"profil {told['settings']['inference']['profile']}",
    ]


def _elsewhere(told: dict[str, Any]) -> list[str]:
    """The appliance as it tells itself, and who asked."""
    appliance, asker = told["appliance"], told["asker"]
    profile = appliance.get("profile", "inconnu")
    return [
        f"{appliance['url']}, version {told['version'] or 'inconnue'}, profil {profile}, {told['taken_at']}",
        f"machine qui demande : commit {asker['commit']}, {_machine(asker)}",
    ]


def _machine(told: dict[str, Any]) -> str:
    hardware = told["hardware"]
    load = f"{told['host_load_1min']} → {told['host_load_1min_after']}"
    memory = f"{hardware['memory_gib']} Gio, charge {load}"
    return f"{hardware['processor']}, {hardware['cores']} cœurs, {memory}"


def keep(told: dict[str, Any], folder: Path) -> None:
    """The whole as JSON and as a page in `folder`, its essence on the last line."""
    file = write_report(told, folder)
    lay_beside(file, page(told))
    print_json({key: told[key] for key in _LAST_LINE if key in told})
