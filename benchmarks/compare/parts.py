"""The two halves of a comparison, each with a control of its own: beside the peer, and without each lever.

They are taken one after the other: two engines, or two instances of the peer, is what one machine bears.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, Final

import httpx

from appliance.demo import DOCUMENTS
from benchmarks.card import announce
from benchmarks.compare import levers
from benchmarks.compare.arms import PARVIS, GatewayArm, PeerArm, RawArm
from benchmarks.compare.open_webui.install import VERSION
from benchmarks.compare.open_webui.running import MANNERS, TUNED, instance, sampling, settings, shelved
from benchmarks.compare.places import place, standing
from benchmarks.ground import free_port
from inference.serving.profiles import load_profile
from ops.fault import Fault
from ops.process import Daemon

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from appliance.settings import Settings
    from benchmarks.compare.arms import Arm
    from benchmarks.compare.open_webui.client import Shelved
    from benchmarks.compare.open_webui.running import Instance
    from benchmarks.compare.places import Place

Groups = list[list["Arm"]]
_DOOR_SECONDS: Final = 30.0
_GIB: Final = 2**30


@contextmanager
def beside_levers(ground: Settings, deadline_seconds: float, stub: bool) -> Iterator[Groups]:
    """Parvis, the engine alone, and Parvis without each lever; the stub engine makes no drafts."""
    names = [levers.NOTHING, *(name for name in levers.TITLES if not (stub and name == levers.DRAFTS))]
    places = [place(ground, name, deadline_seconds) for name in names]
    announce("Parvis, et Parvis sans chaque levier, démarrent")
    with standing(places):
        ours = _gateway(PARVIS, "Parvis", places[0])
        groups: Groups = [[ours, RawArm(ours, ground.engine_address)]]
        groups += [[_gateway(one.lever, f"Parvis {levers.TITLES[one.lever]}", one)] for one in places[1:]]
        yield groups


@contextmanager
def beside_peer(
    ground: Settings, deadline_seconds: float, command: Path
) -> Iterator[tuple[Groups, dict[str, Any]]]:
    """Parvis and both instances of the peer; what is told of them is whole once the context has ended."""
    control = place(ground, levers.NOTHING, deadline_seconds)
    folder = ground.home / "compare" / "peer"
    drawn = sampling(load_profile(ground.inference.profile).model.name)
    told: dict[str, Any] = {"version": VERSION, "sampling": drawn, "instances": {}}
    with ExitStack() as stack:
        stack.enter_context(standing([control]))
        door = stack.enter_context(_door(ground.engine_address, folder, drawn))
        groups: Groups = [[_gateway(PARVIS, "Parvis", control)]]
        for manner, title in MANNERS.items():
            announce(f"{title} démarre et prend les documents")
            one = instance(manner, folder, command, door)
            stack.callback(one.stop)
            client = stack.enter_context(one.start())
            told["instances"][manner] = _described(manner, shelved(client, DOCUMENTS))
            stack.callback(_look, told["instances"][manner], one, door)
            groups.append([PeerArm(manner, title, client, apart=manner == TUNED)])
        yield groups, told


def _gateway(name: str, title: str, at: Place) -> GatewayArm:
    return GatewayArm(name, title, at.settings, at.prompts)


@contextmanager
def _door(engine: str, folder: Path, drawn: dict[str, Any]) -> Iterator[str]:
    """Where the peer finds the engine and the embedding."""
    port, daemon = free_port(), Daemon("door", folder)
    command = [sys.executable, "-m", "benchmarks.compare.door", str(port), engine, json.dumps(drawn)]
    daemon.start(command, os.environ)
    url = f"http://127.0.0.1:{port}"
    try:
        limit = time.monotonic() + _DOOR_SECONDS
        while not _opens(url):
            if time.monotonic() > limit:
                raise _shut(daemon)
            time.sleep(0.2)
        yield url
    finally:
        daemon.stop()


def _shut(door: Daemon) -> Fault:
    return Fault(
        key="bench.no_door",
        sentence="La porte du moteur ne s'ouvre pas.",
        remedy=f"Le journal dit pourquoi : {door.log}",
    )


def _opens(url: str) -> bool:
    try:
        return httpx.get(f"{url}/default/v1/models", timeout=5.0, trust_env=False).is_success
    except httpx.HTTPError:
        return False


def _described(manner: str, found: Shelved) -> dict[str, Any]:
    return {
        "title": MANNERS[manner],
        "settings": settings(manner),
        "taken": len(found.taken),
        "refused": found.refused,
        "seconds": round(found.seconds, 1),
    }


def _look(told: dict[str, Any], one: Instance, door: str) -> None:
    """What it weighs and how often it asked the engine, before it is stopped."""
    told["resident_gib"] = round(one.resident_bytes() / _GIB, 2)
    told["calls"] = httpx.get(f"{door}/{one.manner}/calls", timeout=5.0, trust_env=False).json()
