"""What is taken as given, read from `assumptions.toml` and whatever is laid over it. Computes nothing."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from benchmarks.simulation.given import Assumptions
from ops.fault import Fault

FILE: Final = Path(__file__).with_name("assumptions.toml")


def read(over: Path | None = None) -> Assumptions:
    """The file beside this module, with `over` laid on it. Raises Fault that names each wrong key."""
    try:
        told = _toml(FILE)
        if over:
            told = _laid(told, _toml(over))
        return TypeAdapter(Assumptions).validate_python(told)
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise Fault(
            key="bench.assumptions",
            sentence=f"Les hypothèses sont refusées : {_complaint(error)}.",
            remedy="Corrigez ces clés ; elles existent dans benchmarks/simulation/assumptions.toml.",
        ) from error


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _laid(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """Tables are joined key by key; anything else is replaced."""
    joined = dict(under)
    for key, value in over.items():
        known = joined.get(key)
        if isinstance(known, dict) and isinstance(value, dict):
            joined[key] = _laid(known, value)
        else:
            joined[key] = value
    return joined


def _complaint(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
    return str(error)
