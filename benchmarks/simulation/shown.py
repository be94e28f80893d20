"""What the simulation shows in a terminal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from rich.table import Table

from benchmarks.shown import decimal, out

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.simulation.calibration import Point
    from benchmarks.simulation.given import Assumptions
    from benchmarks.simulation.given import Calibration as Kept
    from benchmarks.simulation.sizing import Capacity, Need

EFFICIENCIES: Final = {"nominal": "courante", "prudent": "prudente", "calibrated": "mesurée"}


def show_calibration(points: Sequence[Point], goal: float, stub: bool) -> None:
    """Each point as it was told and as it was seen."""
    table = _table("", "mesuré", "prédit", "écart", "")
    for point in points:
        kept = abs(point.error) <= goal
        verdict = "ajusté" if point.fitted else ("[green]atteint[/]" if kept else "[red]manqué[/]")
        seen, told = (decimal(one, 3) for one in (point.measured, point.predicted))
        what = point.what if point.unit == "s" else f"{point.what}, {point.unit}"
        table.add_row(what, seen, told, f"{decimal(100 * point.error, 1)} %", verdict)
    out.print(table)
    if stub:
        out.print("[yellow]Moteur sans modèle : ces chiffres éprouvent la mesure, ils ne disent rien.[/]")


def show_capacities(found: dict[str, dict[str, Capacity]]) -> None:
    """found: by profile, by efficiency."""
    out.print("\n[bold]Une carte : ce qu'elle sert en 3 secondes, à 95 %[/]")
    table = _table("profil", "efficacité", "q/s", "rédigées/s", "habitants", "communes", "hab. en crise")
    for profile, by_efficiency in found.items():
        for efficiency, one in by_efficiency.items():
            table.add_row(profile, EFFICIENCIES.get(efficiency, efficiency), *_capacity(one))
    out.print(table)
    kept = [100 * one.at.kept for by in found.values() for one in by.values() if one.at]
    if kept:
        shares = f"{decimal(min(kept), 1)} à {decimal(max(kept), 1)} %"
        out.print(f"[dim]Retrouvées parmi les réponses d'avant, sans moteur : {shares} des questions.[/]")


def _capacity(one: Capacity) -> tuple[str, ...]:
    if one.at is None:
        return ("aucune", "–", "–", "–", "–")
    return (
        decimal(one.questions, 1),
        decimal(one.written, 2),
        about(one.inhabitants),
        about(one.communes),
        about(one.in_crisis),
    )


def show_needs(found: dict[str, dict[str, Need]], given: Assumptions) -> None:
    """found: by profile, by site; of the prudent efficiency."""
    crisis = f"crise ×{decimal(given.demand.crisis_factor, 0)}"
    for name, site in given.sites.items():
        peak = next(iter(found.values()))[name].peak
        out.print(f"\n[bold]{site.title}[/] : {decimal(peak, 4)} question/s à l'heure de pointe")
        table = _table(
            "profil",
            "cartes",
            "serveurs",
            "achat",
            "par an",
            "1 000 rép.",
            f"{crisis} : rédigées à temps",
            "cartes alors",
        )
        for profile, by_site in found.items():
            table.add_row(profile, *_need(by_site[name]))
        out.print(table)


def _need(one: Need) -> tuple[str, ...]:
    if one.bill is None or one.crisis is None:
        return ("aucune", "–", "–", "–", "–", "–", "–")  # not even alone is an answer in time
    return (
        str(one.cards),
        str(one.bill.servers),
        euros(one.bill.bought),
        euros(one.bill.a_year),
        euros(one.a_thousand),
        f"{decimal(100 * one.crisis.written_in_time, 1)} %",
        str(one.crisis_cards),
    )


def show_kept(kept: Kept) -> None:
    """How the model did where it was last held to a machine: said before any card is told."""
    colour = "green" if kept.within == kept.of else "red"
    out.print(f"\n[{colour}]Fiabilité :[/] {kept_reliability(kept)}")


def kept_reliability(kept: Kept) -> str:
    day = date.fromisoformat(kept.taken_on).strftime("%d/%m/%Y")
    told = _foretold(kept.goal, kept.within, kept.of, kept.worst)
    return f"modèle éprouvé le {day} ({kept.machine}, {kept.profile}), jamais sur une carte : {told}"


def show_reliability(calibration: Mapping[str, Any]) -> None:
    colour = "green" if calibration["met"] else "red"
    out.print(f"[{colour}]Calibration donnée :[/] {reliability(calibration)}")


def reliability(told: Mapping[str, Any]) -> str:
    """How far the model of a calibration was from its machine where nothing had been fitted."""
    held = [point for point in told["points"] if not point["fitted"]]
    within = sum(abs(point["error"]) <= told["goal"] for point in held)
    return _foretold(told["goal"], within, len(held), told["worst_held_out"])


def _foretold(goal: float, within: int, of: int, worst: float) -> str:
    least = f"la moins bonne : {decimal(100 * worst, 0)} %"
    return f"mesures prédites à {decimal(100 * goal, 0)} % près : {within} sur {of} ; {least}."


def show_assumptions(given: Assumptions) -> None:
    """Where every figure above comes from."""
    out.print("\n[bold]Hypothèses[/] (--assumptions FICHIER les change)")
    told = {name: one.source for name, one in given.efficiency.items()}
    told |= {name: one.source for name, one in given.accelerators.items()}
    told |= {name: one.source for name, one in given.models.items()}
    told |= {f"prix {name}": one.price_source for name, one in given.accelerators.items()}
    parts = ("gateway", "rungs", "reuse", "prompts", "answers", "demand", "costs", "headroom", "calibration")
    told |= {name: getattr(given, name).source for name in parts}
    table = Table("", "", box=None, show_header=False)
    for name, source in told.items():
        table.add_row(name, source)
    out.print(table)


def _table(first: str, *others: str) -> Table:
    """Names are never cut."""
    table = Table(box=None)
    table.add_column(first, no_wrap=True)
    for title in others:
        table.add_column(title, justify="right")
    return table


def about(value: float) -> str:
    """Two significant figures: the rest would be made up."""
    return thousands(float(f"{value:.2g}"))


def euros(value: float) -> str:
    """Cents only where they are seen."""
    return f"{thousands(value) if value >= 100 else decimal(value)} €"


def thousands(value: float) -> str:
    """As it is written in French: `12 300`."""
    return f"{value:,.0f}".replace(",", "\N{NARROW NO-BREAK SPACE}")
