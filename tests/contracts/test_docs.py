"""The documentation says what the code does: every command, setting, metric, fault code, link and module."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer
from pydantic import BaseModel

from appliance.cli import app
from appliance.settings import Settings
from benchmarks.cli import app as bench_app
from ops import metrics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

ROOT = Path(__file__).parents[2]
PACKAGES = ("appliance", "benchmarks", "inference", "ingest", "ops")
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")],
    key=lambda page: page.relative_to(ROOT).as_posix(),
)
OPERATE = (ROOT / "docs" / "operate.md").read_text()
STRUCTURE = (ROOT / "docs" / "structure.md").read_text()


def commands(group: typer.Typer, before: str) -> Iterator[tuple[str, list[str]]]:
    """Each command as it is typed, with the long options that it takes."""
    for found in typer.main.get_command(group).commands.items():  # type: ignore[attr-defined]
        name, command = found
        typed = f"{before} {name}"
        if hasattr(command, "commands"):
            continue
        yield typed, [option for parameter in command.params for option in parameter.opts if "--" in option]
    for info in group.registered_groups:
        if info.typer_instance and info.name:
            yield from commands(info.typer_instance, f"{before} {info.name}")


def settings(model: type[BaseModel], before: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Each setting as it is written in parvis.toml."""
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from settings(kind, f"{before}{name}.")
        else:
            yield f"{before}{name}", field


def rows(page: str) -> dict[str, str]:
    """The rows of all tables of a page, by each name that stands in code in their first cell."""
    found = {}
    for line in page.splitlines():
        if line.startswith("|"):
            cells = line.split("|")
            found |= dict.fromkeys(re.findall(r"`([^`]+)`", cells[1]), line)
    return found


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as forges make them."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def fault_codes() -> set[str]:
    """Every key that the code gives to a fault; measures have theirs, which no door shows."""
    found: set[str] = set()
    for package in set(PACKAGES) - {"benchmarks"}:
        for module in (ROOT / package).rglob("*.py"):
            text = module.read_text()
            found |= set(re.findall(r'key="([a-z_]+\.[a-z_]+)"', text))
            found |= set(re.findall(r'\b_?(?:refused|fault)\(\s*"([a-z_]+\.[a-z_]+)"', text))
            found |= {f"document.{key}" for key in re.findall(r'\b_?refusal\(\s*"([a-z_]+)"', text)}
    return found


COMMANDS = {**dict(commands(app, "parvis")), **dict(commands(bench_app, "parvis bench"))}
SETTINGS = dict(settings(Settings))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_told_with_its_options(command: str) -> None:
    told = [typed for typed in rows(OPERATE) if typed == command or typed.startswith(f"{command} ")]
    assert told, f"docs/operate.md has no row for « {command} »"
    missing = [option for option in COMMANDS[command] if option not in told[0]]
    assert not missing, f"docs/operate.md does not tell {missing} of « {command} »"


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_is_told_with_its_variable_and_default(name: str) -> None:
    row = rows(OPERATE).get(name, "")
    variable = f"PARVIS_{name.upper().replace('.', '__')}"
    assert f"`{variable}`" in row, f"docs/operate.md has no row for {name} with {variable}"
    default = SETTINGS[name].get_default()
    if default not in (None, "") and not SETTINGS[name].default_factory:
        assert f"`{default}`" in row, f"docs/operate.md: the default of {name} is {default}"


@pytest.mark.parametrize("family", [family.name for family in metrics.registry.collect()])
def test_every_metric_is_told(family: str) -> None:
    assert {family, f"{family}_total"} & rows(OPERATE).keys(), f"docs/operate.md has no row for {family}"


@pytest.mark.parametrize("code", sorted(fault_codes()))
def test_every_fault_code_is_told(code: str) -> None:
    assert code in rows(OPERATE), f"docs/operate.md has no row for the fault {code}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_internal_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text()):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), f"{page.name}: {target}"
        if anchor and there.suffix == ".md":
            assert anchor in anchors(there), f"{page.name}: no heading for {target}"


@pytest.mark.parametrize("module", sorted(set(re.findall(r"[a-z_]+(?:/[a-z_]+)+\.(?:py|toml)", STRUCTURE))))
def test_every_module_of_the_structure_exists(module: str) -> None:
    assert (ROOT / module).is_file(), f"docs/structure.md names {module}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_module_that_a_page_names_in_code_exists(page: Path) -> None:
    named = re.findall(rf"`((?:{'|'.join(PACKAGES)})/[\w/]+\.(?:py|js|toml))`", page.read_text())
    missing = [module for module in named if not (ROOT / module).is_file()]
    assert not missing


def test_the_two_commands_of_the_readme_are_those_of_the_makefile_and_of_ci() -> None:
    makefile = (ROOT / "Makefile").read_text()
    readme = (ROOT / "README.md").read_text()
    for target in ("demo", "test"):
        assert f"`make {target}`" in readme
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
    assert "make test" in (ROOT / ".ci" / "run").read_text()


def test_the_licence_is_the_one_that_the_package_declares() -> None:
    text = (ROOT / "LICENSE").read_text()
    articles = [int(number) for number in re.findall(r"^(\d{1,2})\. [A-Z]", text, re.MULTILINE)]
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in text
    assert articles == list(range(1, 16))
    assert "LiLiQ-R+" in text.partition("Appendix")[2]
    assert 'license = "EUPL-1.2"' in (ROOT / "pyproject.toml").read_text()


def test_every_direct_dependency_has_its_licence_told() -> None:
    told = (ROOT / "docs" / "decisions" / "licences.md").read_text()
    declared = (ROOT / "pyproject.toml").read_text()
    wanted = re.findall(r'^ *"([a-z0-9-]+)(?:\[[a-z,]+\])?[=><]', declared, re.MULTILINE)
    missing = [name for name in wanted if name not in told and name != "setuptools"]
    assert not missing
