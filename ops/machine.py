"""What the machine has left, written into the metrics: memory, disk, GPUs. Knows not what runs on it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import psutil

from ops import gpus, metrics

if TYPE_CHECKING:
    from pathlib import Path


def tell_memory_and_disk(home: Path) -> None:
    """home: where the appliance's state is. Raises OSError when it cannot be read."""
    memory = psutil.virtual_memory()
    metrics.machine_memory.set(memory.total)
    metrics.machine_available.set(memory.available)
    disk = shutil.disk_usage(home)
    metrics.disk_size.set(disk.total)
    metrics.disk_free.set(disk.free)


def tell_gpus() -> None:
    """A GPU that answers no more keeps no figure."""
    found = gpus.read()
    for gauge in (metrics.gpu_memory, metrics.gpu_memory_used, metrics.gpu_busy, metrics.gpu_celsius):
        gauge.clear()
    metrics.gpus.set(len(found))
    for gpu in found:
        name = str(gpu.index)
        metrics.gpu_memory.labels(name).set(gpu.memory)
        metrics.gpu_memory_used.labels(name).set(gpu.memory_used)
        metrics.gpu_busy.labels(name).set(gpu.busy)
        metrics.gpu_celsius.labels(name).set(gpu.celsius)
