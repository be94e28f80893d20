"""What the machine has left, and its GPUs as NVIDIA's library would tell them."""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from ops import gpus, machine, metrics

if TYPE_CHECKING:
    from pathlib import Path


class Lost(Exception):
    """As `NVMLError`."""


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """NVIDIA's library on a machine of two GPUs, the second of which has fallen off the bus."""

    def handle(index: int) -> int:
        if index == 1:
            raise Lost
        return index

    made = ModuleType("pynvml")
    made.__dict__.update(
        NVMLError=Lost,
        NVML_TEMPERATURE_GPU=0,
        nvmlInit=lambda: None,
        nvmlShutdown=lambda: None,
        nvmlDeviceGetCount=lambda: 2,
        nvmlDeviceGetHandleByIndex=handle,
        nvmlDeviceGetMemoryInfo=lambda _gpu: SimpleNamespace(total=48 * 2**30, used=43 * 2**30),
        nvmlDeviceGetUtilizationRates=lambda _gpu: SimpleNamespace(gpu=37),
        nvmlDeviceGetTemperature=lambda _gpu, _sensor: 61,
    )
    monkeypatch.setitem(sys.modules, "pynvml", made)
    return made


def value(name: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(name, labels)


def test_memory_and_disk_are_told(tmp_path: Path) -> None:
    machine.tell_memory_and_disk(tmp_path)
    assert (
        0
        < (value("parvis_machine_memory_available_bytes") or 0)
        < (value("parvis_machine_memory_bytes") or 0)
    )
    assert 0 < (value("parvis_disk_free_bytes") or 0) <= (value("parvis_disk_size_bytes") or 0)


def test_a_gpu_that_is_lost_leaves_the_others_in_sight(library: ModuleType) -> None:
    assert gpus.read() == [gpus.Gpu(0, 48 * 2**30, 43 * 2**30, 0.37, 61.0)]


def test_a_gpu_that_is_gone_keeps_no_figure(library: ModuleType) -> None:
    machine.tell_gpus()
    assert value("parvis_gpus") == 1
    assert value("parvis_gpu_temperature_celsius", gpu="0") == 61
    library.__dict__["nvmlDeviceGetCount"] = lambda: 0
    machine.tell_gpus()
    assert value("parvis_gpus") == 0
    assert value("parvis_gpu_temperature_celsius", gpu="0") is None


def test_without_driver_or_library_there_is_none(
    library: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent() -> None:
        raise Lost

    library.__dict__["nvmlInit"] = absent
    assert gpus.read() == []
    monkeypatch.setitem(sys.modules, "pynvml", None)
    assert gpus.read() == []
