"""Each alert fires on its fault and keeps silent in health, as Prometheus' own tool works it out."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.contracts.checkout import document

FOLDER = Path(__file__).parents[2] / "ops" / "prometheus"
RULES = [FOLDER / "recording.rules.yml", FOLDER / "alerting.rules.yml"]
FAULTS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("alerts.yml").read_text("utf-8"))
ALERTS: list[dict[str, Any]] = [
    rule for group in yaml.safe_load(RULES[1].read_text("utf-8"))["groups"] for rule in group["rules"]
]
GROUPS = [group["name"] for path in RULES for group in yaml.safe_load(path.read_text("utf-8"))["groups"]]
WHERE = 'job="parvis",instance="appliance"'


def promtool(*arguments: str | Path) -> str:
    """What it says; fails the test when it finds fault."""
    found = shutil.which("promtool")
    assert found, "setup.sh test installs it"
    ran = subprocess.run(
        [found, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=120
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def with_place(series: str) -> str:
    name, _, labels = series.removesuffix("}").partition("{")
    return f"{name}{{{','.join(filter(None, (labels, WHERE)))}}}"


def case(told: dict[str, Any], series: dict[str, str], *, fires: bool) -> dict[str, Any]:
    """One case of `promtool test rules`."""
    window = f',window="{told["window"]}"' if "window" in told else ""
    asked = f'count(ALERTS{{alertname="{told["alert"]}",alertstate="firing"{window}}})'
    interval = told.get("every", "1m")
    return {
        "interval": interval,
        "input_series": [{"series": with_place(name), "values": values} for name, values in series.items()],
        "promql_expr_test": [
            {
                "expr": asked,
                "eval_time": told["after"],
                "exp_samples": [{"labels": "{}", "value": 1}] if fires else [],
            }
        ],
    }


@pytest.mark.parametrize("told", FAULTS, ids=lambda told: f"{told['alert']} {told.get('window', '')}".strip())
def test_it_fires_on_its_fault_and_not_in_health(told: dict[str, Any], tmp_path: Path) -> None:
    for name, fires in (("fault", True), ("health", False)):
        written = tmp_path / f"{name}.yml"
        tests = {
            "rule_files": [str(path) for path in RULES],
            "group_eval_order": GROUPS,  # else by chance, and a rule may read what is an interval old
            "evaluation_interval": told.get("every", "1m"),
            "tests": [case(told, told[name], fires=fires)],
        }
        written.write_text(yaml.safe_dump(tests, allow_unicode=True), encoding="utf-8")
        promtool("test", "rules", written)


def test_no_alert_is_without_its_fault() -> None:
    assert {(rule["alert"], rule["labels"].get("window")) for rule in ALERTS} == {
        (told["alert"], told.get("window")) for told in FAULTS
    }


def test_promtool_accepts_rules_and_settings() -> None:
    promtool("check", "rules", *RULES)
    promtool("check", "config", FOLDER / "prometheus.yml")


@pytest.mark.parametrize("rule", ALERTS, ids=lambda rule: str(rule["alert"]))
def test_an_alert_says_what_to_do_and_is_in_the_manual(rule: dict[str, Any]) -> None:
    assert rule["labels"]["severity"] in ("page", "ticket")
    assert {"summary", "description", "remedy"} == set(rule["annotations"])
    assert f"`{rule['alert']}`" in document("docs/operate.md")
