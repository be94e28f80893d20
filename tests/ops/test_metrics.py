"""What the appliance counts."""

from __future__ import annotations

import pytest
from prometheus_client import generate_latest

from ops import metrics


def stages(name: str) -> float:
    return metrics.registry.get_sample_value("parvis_stage_seconds_count", {"stage": name}) or 0


def test_a_stage_is_timed_even_when_it_fails() -> None:
    with pytest.raises(ValueError, match="broken"), metrics.stage("ploughing"):
        raise ValueError("broken")
    assert stages("ploughing") == 1


def test_only_our_own_figures_are_told() -> None:
    lines = generate_latest(metrics.registry).decode().splitlines()
    assert all(line.startswith(("parvis_", "# ")) for line in lines)


def test_every_metric_says_its_unit_and_what_it_counts() -> None:
    for family in metrics.registry.collect():
        assert family.name.startswith("parvis_")
        assert family.documentation.endswith(".")
