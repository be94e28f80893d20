"""What the pages of all reports share: each is one file that asks nothing of any network.

All that was asked, answered or assumed is escaped: it is shown, never obeyed.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from benchmarks.shown import decimal, out, seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_TEMPLATES: Final = Path(__file__).with_name("templates")
_LEAST: Final = 1e-9  # what sums leave instead of 0


def rendered(template: str, filters: Mapping[str, Callable[..., str]], **shown: object) -> str:
    """The whole page. filters: what this one needs beside those of all."""
    environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True)
    environment.filters |= {"decimal": decimal, "seconds": seconds, "number": number, **filters}
    style = (_TEMPLATES / "answers.css").read_text(encoding="utf-8")
    return environment.get_template(template).render(style=Markup(style), **shown)  # noqa: S704 - a file of this package


def number(value: float) -> str:
    """At least four significant figures, as it is written in French, without powers."""
    if abs(value) >= 1000:
        return decimal(value, 0)
    return f"{Decimal(f'{value:.4g}'):f}".replace(".", ",") if abs(value) > _LEAST else "0"


def lay_beside(report: Path, page: str) -> None:
    """The page beside its report, and where both are."""
    file = report.with_suffix(".html")
    file.write_text(page, encoding="utf-8")
    out.print(f"Rapport : {report}, {file.name}")
