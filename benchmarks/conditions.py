"""Under what a measure was taken: commit, hardware, settings, what else the machine was doing."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from appliance.version import version

if TYPE_CHECKING:
    from appliance.settings import Settings

_CHECKOUT = Path(__file__).resolve().parents[1]
_FLAGS = ("avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_int8")


def conditions(settings: Settings) -> dict[str, Any]:
    """What goes into every card, before its figures."""
    return {
        "taken_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": version(),
        "commit": commit(),
        "hardware": hardware(),
        "settings": _chosen(settings),
        "host_load_1min": _host_load(),
    }


def afterwards() -> dict[str, float]:
    """What goes into every card once its figures are taken."""
    return {"host_load_1min_after": _host_load()}


def commit() -> str:
    """The short commit, `+` when files differ from it; empty outside a checkout."""
    try:
        name = _git("rev-parse", "--short", "HEAD")
        return name + ("+" if _git("status", "--porcelain", "--untracked-files=no") else "")
    except (OSError, subprocess.CalledProcessError):
        return ""


def hardware() -> dict[str, Any]:
    """Processor, cores that may be used, memory in GiB."""
    described = _cpu_lines()
    flags = described.get("flags", "").split()
    return {
        "processor": described.get("model name", platform.machine()),
        "cores": len(os.sched_getaffinity(0)),
        "instructions": [flag for flag in _FLAGS if flag in flags],
        "memory_gib": round(psutil.virtual_memory().total / 2**30, 1),
        "system": f"{platform.system()} {platform.release()}, Python {platform.python_version()}",
    }


def _cpu_lines() -> dict[str, str]:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace")
    except OSError:
        return {}
    first = text.split("\n\n", 1)[0].splitlines()
    return {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in first)}


def _chosen(settings: Settings) -> dict[str, Any]:
    """The settings that change a figure; no path of the machine."""
    return {
        "inference": settings.inference.model_dump(mode="json", exclude={"engine_address"}),
        "ingest": settings.ingest.model_dump(mode="json"),
    }


def _host_load() -> float:
    return round(psutil.getloadavg()[0], 2)


def _git(*arguments: str) -> str:
    run = subprocess.run(["git", *arguments], cwd=_CHECKOUT, check=True, capture_output=True, text=True)
    return run.stdout.strip()
