"""`parvis doctor`: every health check, run on this machine."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from appliance.lifecycle import Appliance
from inference.serving.models import list_models
from inference.serving.profiles import load_profile
from ingest.waiting import newest_by_commune
from ops.checks import Finding, disk, enclosure, freshness, memory, port
from ops.store import open_store

if TYPE_CHECKING:
    from appliance.lifecycle import Health
    from appliance.settings import Settings

__all__ = ["Finding", "examine"]


def examine(settings: Settings) -> list[Finding]:
    """One finding a check, in the order in which to mend."""
    health = Appliance(settings).health()
    return [
        disk.check(settings.home),
        memory.check(load_profile(settings.inference.profile).replica.memory_gib * 2**30),
        enclosure.check(),
        _model(settings),
        port.check(settings.gateway.host, settings.gateway.port, health.gateway != "stopped"),
        _gateway(health),
        _engine(health),
        _freshness(settings),
    ]


def _model(settings: Settings) -> Finding:
    profile = settings.inference.profile
    if profile in {manifest.name for manifest in list_models(settings.models_folder)}:
        return Finding("modèle", True, f"celui du profil {profile} est installé")
    return Finding("modèle", False, f"celui du profil {profile} manque", f"parvis models install {profile}")


def _gateway(health: Health) -> Finding:
    fine = health.gateway == "ready"
    return Finding("passerelle", fine, health.gateway, "" if fine else "parvis up")


def _engine(health: Health) -> Finding:
    fine = health.engine == "ready"
    return Finding("moteur", fine, health.engine, "" if fine else "parvis up, puis voyez run/engine.log")


def _freshness(settings: Settings) -> Finding:
    now = datetime.now(UTC).replace(tzinfo=None)
    return freshness.check(newest_by_commune(open_store(settings.store_url)), now)
