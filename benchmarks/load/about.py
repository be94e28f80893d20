"""What a report is about: the appliance that was measured, and the machine that asked where it is another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.conditions import afterwards, conditions
from benchmarks.load.kept import manifest

if TYPE_CHECKING:
    from appliance.settings import Settings
    from benchmarks.load.target import Target


def about(settings: Settings, target: Target) -> dict[str, Any]:
    """What goes into a report before its figures. Raises Fault when the appliance does not answer.

    Of an appliance elsewhere only what it says of itself: commit, hardware and load of this machine stand
    under `asker`, and its settings and model nowhere, for they answer nothing.
    """
    told, appliance = conditions(settings), target.says()
    if not target.elsewhere:
        return {**told, "manifest": manifest(settings), "appliance": appliance}
    asker = {name: value for name, value in told.items() if name not in ("taken_at", "settings")}
    version = appliance.get("version", "")
    return {"taken_at": told["taken_at"], "version": version, "appliance": appliance, "asker": asker}


def note_load_afterwards(told: dict[str, Any]) -> None:
    """The load of the machine that asked, once the figures are taken, beside the one before."""
    told.get("asker", told).update(afterwards())
