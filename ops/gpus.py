"""The machine's NVIDIA GPUs, through NVIDIA's own library: what they hold, how busy and how hot they are."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

_LIBRARY: Final = "pynvml"  # of nvidia-ml-py: installed with `parvis[gpu]` only


@dataclass(frozen=True, slots=True)
class Gpu:
    """One GPU. busy: share of the last moments in which it computed, 0 to 1. memory in bytes."""

    index: int
    memory: int
    memory_used: int
    busy: float
    celsius: float


def read() -> list[Gpu]:
    """Those that answer now; none where there is no driver or no library.

    One that has fallen off the bus is left out, so that the others are still seen.
    """
    try:
        library = import_module(_LIBRARY)
    except ImportError:
        return []
    try:
        library.nvmlInit()
    except library.NVMLError:
        return []
    try:
        return [gpu for index in range(library.nvmlDeviceGetCount()) if (gpu := _one(library, index))]
    finally:
        library.nvmlShutdown()


def _one(library: Any, index: int) -> Gpu | None:  # noqa: ANN401 - a module without types
    try:
        handle = library.nvmlDeviceGetHandleByIndex(index)
        memory = library.nvmlDeviceGetMemoryInfo(handle)
        busy = library.nvmlDeviceGetUtilizationRates(handle).gpu / 100
        celsius = library.nvmlDeviceGetTemperature(handle, library.NVML_TEMPERATURE_GPU)
    except library.NVMLError:
        return None
    return Gpu(index, int(memory.total), int(memory.used), busy, float(celsius))
