"""Dashboards and rules ask only for what the appliance tells, in words that Prometheus understands."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from ops import metrics
from tests.ops.test_alerts import FOLDER, RULES, promtool
from tests.ops.test_metrics import BOUNDED

if TYPE_CHECKING:
    from collections.abc import Iterator

BOARDS = sorted((Path(__file__).parents[2] / "ops" / "grafana").glob("*.json"))
OWN = re.compile(r"(?<![\w:])(?:instance:)?parvis_[a-z_]+(?::[a-z0-9_]+)*")
MATCHED = re.compile(r"[{,]\s*(\w+)\s*(?:=~|!~|!=|=)")
GROUPED = re.compile(r"\b(?:by|without|on)\s*\(([^)]*)\)")
SUFFIXES = {"counter": ("_total",), "histogram": ("_bucket", "_count", "_sum"), "gauge": ("",)}
RECORDED = {
    rule["record"]
    for group in yaml.safe_load(RULES[0].read_text("utf-8"))["groups"]
    for rule in group["rules"]
}


def told() -> set[str]:
    """Every name that a scrape of the appliance has."""
    families = list(metrics.registry.collect())
    return {f"{family.name}{suffix}" for family in families for suffix in SUFFIXES[family.type]}


def queries(board: dict[str, Any]) -> list[str]:
    return [target["expr"] for panel in board["panels"] for target in panel.get("targets", ())]


def asked() -> Iterator[tuple[str, str]]:
    """(where, query) of every dashboard and every rule."""
    for path in BOARDS:
        yield from ((path.name, query) for query in queries(json.loads(path.read_text("utf-8"))))
    for path in RULES:
        groups = yaml.safe_load(path.read_text("utf-8"))["groups"]
        yield from ((path.name, rule["expr"]) for group in groups for rule in group["rules"])


def unfolded(query: str) -> str:
    """As Grafana sends it."""
    return query.replace("$__rate_interval", "1m").replace("$job", "parvis").replace("$instance", ".+")


def test_there_are_dashboards() -> None:
    assert [path.name for path in BOARDS] == ["parvis-answers.json", "parvis-machine.json"]


def test_every_query_asks_for_what_is_told() -> None:
    known = told() | RECORDED
    names = {(where, name) for where, query in asked() for name in OWN.findall(query)}
    assert len(names) > 40
    assert sorted(found for found in names if found[1] not in known) == []


def test_every_metric_is_shown_or_watched() -> None:
    """What nobody looks at need not be counted."""
    named = {name for _where, query in asked() for name in OWN.findall(query)}
    shown = {re.sub(r"_(total|bucket|count|sum)$", "", name) for name in named}
    assert sorted({family.name for family in metrics.registry.collect()} - shown) == []


def test_every_query_groups_by_labels_that_are_told() -> None:
    known = BOUNDED | {"job", "instance", "window", "alertname", "alertstate"}
    labels = {
        label.strip()
        for _where, query in asked()
        for label in [*MATCHED.findall(query), *",".join(GROUPED.findall(query)).split(",")]
        if label.strip()
    }
    assert labels <= known


@pytest.mark.parametrize("path", BOARDS, ids=lambda path: str(path.name))
def test_promtool_parses_every_query(path: Path, tmp_path: Path) -> None:
    exprs = [unfolded(query) for query in queries(json.loads(path.read_text("utf-8")))]
    rules = [{"record": f"panel:{place}", "expr": expr} for place, expr in enumerate(exprs)]
    written = tmp_path / "queries.yml"
    written.write_text(yaml.safe_dump({"groups": [{"name": "board", "rules": rules}]}), encoding="utf-8")
    assert f"{len(exprs)} rules found" in promtool("check", "rules", written)


@pytest.mark.parametrize("path", BOARDS, ids=lambda path: str(path.name))
def test_a_dashboard_can_be_brought_into_grafana(path: Path) -> None:
    board = json.loads(path.read_text("utf-8"))
    assert {"uid", "title", "schemaVersion", "panels", "templating"} <= board.keys()
    numbers = [panel["id"] for panel in board["panels"]]
    assert len(numbers) == len(set(numbers))
    assert "http" not in path.read_text("utf-8")  # nothing is loaded from elsewhere
    for panel in board["panels"]:
        assert panel["type"] in ("row", "stat", "timeseries")
        assert panel["gridPos"]["x"] + panel["gridPos"]["w"] <= 24


def test_the_example_reads_our_rules() -> None:
    named = yaml.safe_load((FOLDER / "prometheus.yml").read_text("utf-8"))["rule_files"]
    assert named == [path.name for path in RULES]
