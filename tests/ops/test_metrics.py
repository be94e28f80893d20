"""What the appliance counts."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from prometheus_client import generate_latest

from inference.pace import PROMISED_SECONDS
from ops import metrics

BOUNDED = {
    "code",  # of a fault: named in the code
    "direction",
    "gpu",
    "kind",
    "le",
    "look",
    "part",
    "profile",
    "reason",
    "result",
    "stage",
    "state",
    "step",
    "verdict",
    "version",
}


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


def test_no_label_takes_its_values_from_what_is_asked_or_from_a_commune() -> None:
    named = {label for family in metrics.registry.collect() for one in family.samples for label in one.labels}
    declared = {label for found in vars(metrics).values() for label in getattr(found, "_labelnames", ())}
    assert named | declared <= BOUNDED


def test_the_promise_is_a_bucket_of_its_own() -> None:
    assert PROMISED_SECONDS in metrics._SECONDS


def test_promtool_finds_no_fault_with_names_and_units() -> None:
    promtool = shutil.which("promtool")
    assert promtool, "setup.sh test installs it"
    metrics.answers.labels("hours").inc()
    told = generate_latest(metrics.registry)
    checked = subprocess.run(
        [promtool, "check", "metrics"], input=told, capture_output=True, check=False, timeout=30
    )
    assert (checked.returncode, checked.stderr.decode(), checked.stdout.decode()) == (0, "", "")
