"""What commands show in a terminal; colours and bars give way to plain lines when it is none."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.progress import ProgressColumn

    from appliance.diagnosis import Finding
    from appliance.lifecycle import Health, Milestone
    from inference.serving.progress import Step

_out = Console(highlight=False, soft_wrap=True)
_err = Console(stderr=True, highlight=False, soft_wrap=True)
_MILESTONES = {
    "engine.start": "Lancement du moteur",
    "gateway.start": "Lancement de la passerelle",
    "engine.load": "Chargement du modèle (une à deux minutes sans carte graphique)",
}
_STATES = {
    "indexed": ("green", "pris"),
    "duplicate": ("yellow", "déjà là"),
    "opened": ("green", "ouvert"),
    "part": ("green", "joint"),
    "refused": ("red", "refusé"),
    "failed": ("red", "échec"),
    "retrying": ("yellow", "à revoir"),
}
_VARYING = ("ouvert", "joint", "refusé", "échec", "passage")
_INSIDE = {"read": "Pages de {}", "embed": "Sens des passages", "done": "{}"}


@contextmanager
def milestones() -> Iterator[Callable[[Milestone], None]]:
    """A line a step, with its seconds; a spinner while it lasts."""
    with _err.status("") as spinner:

        def report(milestone: Milestone) -> None:
            name = _MILESTONES[milestone.name]
            if milestone.seconds is None:
                spinner.update(f"{name} …")
            else:
                _err.print(f"[green]✓[/] {name} : {_seconds(milestone.seconds)}")

        yield report


@contextmanager
def steps() -> Iterator[Callable[[Step], None]]:
    """One bar a step of a model's installation."""
    with _bars(TimeRemainingColumn()) as bars:
        tasks: dict[str, Any] = {}

        def report(step: Step) -> None:
            if step.name not in tasks:
                tasks[step.name] = bars.add_task(step.name, total=step.total)
                if not _err.is_terminal:
                    _err.print(f"{step.name} …")
            bars.update(tasks[step.name], completed=step.done, total=step.total)

        yield report


@contextmanager
def ingestion(quiet: bool) -> Iterator[Callable[[dict[str, Any]], None]]:
    """The files done and the passages of the one in hand; nothing at all when quiet."""
    if quiet:
        yield lambda _progress: None
        return
    with _bars() as bars:
        files = bars.add_task("Documents", total=None)
        inside = bars.add_task("Pages", total=None, visible=False)

        def report(progress: dict[str, Any]) -> None:
            left = _left(progress["seconds_left"])
            if progress["files"]:
                bars.update(files, completed=progress["files_done"], total=progress["files"])
            bars.update(files, description=f"Documents{left}")
            bars.update(
                inside,
                description=_INSIDE[progress["step"]].format(escape(progress["file"][:40])),
                completed=progress["done"],
                total=progress["total"] or None,
                visible=progress["total"] > 0,
            )
            if not _err.is_terminal and progress["step"] == "done":
                _err.print(f"{progress['files_done']}/{progress['files']} {escape(progress['file'])}{left}")

        yield report


def show_outcomes(outcomes: Sequence[dict[str, Any]]) -> None:
    """One line a file, then the count of each state."""
    counts: dict[str, int] = {}
    for outcome in outcomes:
        colour, word = _STATES[outcome["state"]]
        counts[word] = counts.get(word, 0) + 1
        told = (
            outcome["sentence"]
            or f"{_counted(outcome['passages'], 'passage')}, {_seconds(outcome['seconds'])}"
        )
        _out.print(f"[{colour}]{word:>8}[/]  {escape(outcome['file'])} – {escape(told)}")
        for remark in outcome["remarks"]:
            _out.print(f"          [yellow]·[/] {escape(remark)}")
    _out.print(", ".join(_counted(count, word) for word, count in counts.items()) or "Aucun fichier.")


def show_documents(documents: Sequence[dict[str, Any]]) -> None:
    table = Table("identifiant", "titre", "fichier", "état", "pages", "passages", box=None)
    for document in documents:
        colour, word = _STATES[document["state"]]
        cells = (
            document["document_id"],
            escape(document["title"]),
            escape(document["file"]),
            f"[{colour}]{word}[/]",
        )
        table.add_row(*cells, str(document["pages"] or ""), str(document["passages"]))
    _out.print(table)


def show_review(doubts: Sequence[dict[str, Any]]) -> None:
    """One line a doubt: where, how sure, and the question to the agent."""
    for held in doubts:
        doubt = held["doubt"]
        page = f", p. {doubt['page']}" if doubt["page"] else ""
        sure = f"{doubt['confidence']:.0%}".replace("%", " %")
        _out.print(f"[yellow]{sure:>6}[/]  {escape(held['file'])}{page} – {escape(doubt['sentence'])}")
    _out.print(f"{len(doubts)} à confirmer." if doubts else "Rien à confirmer.")


def show_communes(communes: Sequence[dict[str, Any]]) -> None:
    table = Table("nom court", "nom", "INSEE", "documents", "version", box=None)
    for commune in communes:
        counted = (str(commune["documents"]), str(commune["index_version"]))
        table.add_row(commune["slug"], escape(commune["name"]), commune["insee"], *counted)
    _out.print(table)


def show_profiles(profiles: Sequence[dict[str, Any]]) -> None:
    table = Table("profil", "matériel", "modèle", "licence", "réponse attendue", "installé", box=None)
    for profile in profiles:
        model, expected = profile["model"], profile["expected"]
        basis = "mesurée" if expected["basis"] == "measured" else "calculée"
        told = f"{_seconds(expected['answer_seconds'])} ({basis})"
        here = "[green]oui[/]" if profile["installed"] else "non"
        table.add_row(profile["profile"], profile["hardware"], model["name"], model["licence"], told, here)
    _out.print(table)


def show_health(health: Health) -> None:
    _out.print(f"passerelle : {health.gateway}  ({health.url})")
    _out.print(f"moteur     : {health.engine}  (profil {health.profile})")
    _out.print(f"mémoire    : {_decimal(health.resident_bytes / 2**30)} Gio")
    if health.deadline_seconds is not None:
        _out.print(f"délai      : {_decimal(health.deadline_seconds)} s au plus pour une réponse rédigée")


def show_findings(findings: Sequence[Finding]) -> None:
    for finding in findings:
        mark = "[green]✓[/]" if finding.fine else "[red]✗[/]"
        _out.print(f"{mark} {finding.name} : {escape(finding.sentence)}")
        if finding.remedy:
            _out.print(f"    {escape(finding.remedy)}")


def show_answer(answer: dict[str, Any]) -> None:
    """The answer, its sources, who else to ask, and its seconds."""
    _out.print(escape(answer["answer"]), style="bold")
    for number, citation in enumerate(answer["citations"], start=1):
        _out.print(f"  [{number}] {_place(citation)} ({citation['file']})", markup=False)
    if handoff := answer["handoff"]:
        reach = ", ".join(part for part in (handoff["phone"], handoff["email"], handoff["opens"]) if part)
        _out.print(f"  {escape(handoff['service'])} : {escape(reach)}")
    _out.print(f"  {answer['kind']}, {_seconds(answer['seconds'])}", style="dim")


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'s' if count > 1 and word in _VARYING else ''}"


def _place(citation: dict[str, Any]) -> str:
    return " – ".join(part for part in (citation["title"], citation["locator"]) if part)


def _bars(*more: ProgressColumn) -> Progress:
    counts = MofNCompleteColumn()  # knows totals that are not known yet
    columns = (TextColumn("{task.description}"), BarColumn(), counts, TimeElapsedColumn(), *more)
    return Progress(*columns, console=_err, disable=not _err.is_terminal)


def _left(seconds: float | None) -> str:
    """What an ingestion still takes; nothing while that is unknown, or over."""
    if not seconds:
        return ""
    return f", encore {seconds:.0f} s" if seconds < 90 else f", encore {seconds / 60:.0f} min"


def _seconds(seconds: float) -> str:
    return f"{_decimal(seconds)} s"


def _decimal(value: float) -> str:
    return f"{value:.2f}".replace(".", ",") if value < 10 else f"{value:.0f}"
