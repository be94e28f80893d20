"""Documents that change while questions are asked, as a mairie changes them: by handing files over.

Only as the appliance's administrator, and only into the sample commune unless one says otherwise: what is
handed over is invented, and people would be told it. It is forgotten at the end, or when the next measure
begins.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Self

from appliance.demo import FOLDER
from benchmarks.load.changes import Changes
from benchmarks.load.documents import Documents
from benchmarks.load.handed import Handed, record_of
from benchmarks.shown import out
from ops.fault import Fault

if TYPE_CHECKING:
    from pathlib import Path

    from appliance.settings import Settings
    from benchmarks.load.mix import Mix
    from benchmarks.load.plan import Plan
    from benchmarks.load.target import Target


def editing_of(settings: Settings, plan: Plan, target: Target) -> Editing:
    """What the plan's mix changes meanwhile. Raises Fault where people would be told invented notices."""
    documents = Documents(target) if target.administered else None
    editing = Editing(plan, documents, record_of(settings.run_folder, target))
    if editing.publishes and not plan.publish and plan.commune != _sample():
        raise Fault(
            key="bench.not_the_sample",
            sentence=f"Cette mesure publierait des avis inventés parmi les documents de « {plan.commune} ».",
            remedy="Mesurez la commune de démonstration, prenez un mélange sans crise ni documents qui "
            "changent, ou ajoutez --publish si personne ne consulte cette commune.",
        )
    return editing


class Editing:
    """Publishes a crisis' document as its `with` begins, and edits while `during()` lasts.

    documents: None where it is no administrator who asks: then nothing changes.
    """

    def __init__(self, plan: Plan, documents: Documents | None, record: Path) -> None:
        self._plan, self._mix, self._documents = plan, plan.read_mix(), documents
        self._handed = Handed(documents, record) if documents else None
        self._number = 0

    @property
    def publishes(self) -> bool:
        """Whether any document is handed over."""
        return bool(self._handed and (self._mix.crisis_document or self._mix.habits.edits.per_minute))

    def __enter__(self) -> Self:
        crisis = self._mix.crisis_document
        if self._documents and self._handed:
            self._begin(self._documents, self._handed)
        elif crisis:
            raise Fault(
                key="bench.not_ours",
                sentence="Le document de la crise ne peut être remis que par l'administrateur de l'appareil.",
                remedy="Donnez son jeton (--token-file), ou mesurez sans --crisis.",
            )
        elif lost := _needs_an_administrator(self._mix):
            out.print(f"[yellow]Sans --token-file, ce mélange n'est pas mesuré tel qu'il est :[/] {lost}.")
        if crisis:
            self._published(crisis.file, crisis.document)
        return self

    def __exit__(self, *_: object) -> None:
        self._clear()

    def during(self) -> Changes:
        """The edits of one run, once it begins."""
        edits = self._mix.habits.edits
        return Changes(edits.per_minute if self._handed else 0.0, self._plan.seed, self._edit)

    def _begin(self, documents: Documents, handed: Handed) -> None:
        """What an interrupted measure left is gone. Raises Fault when the token is not the appliance's."""
        try:
            documents.listed(self._plan.commune)
        except Fault as fault:
            if fault.key == "access.refused":
                raise _not_its_token() from fault
            raise
        if left := handed.forget():
            out.print(f"[yellow]Oublié d'abord ce qu'une mesure interrompue avait laissé :[/] {left}")

    def _clear(self) -> None:
        """An appliance that is gone by now is no reason to lose what was measured."""
        if not self._handed:
            return
        try:
            self._handed.forget()
        except Fault as fault:
            out.print(f"[yellow]Ce qui a été remis reste à oublier, à la prochaine mesure :[/] {fault}")

    def _published(self, name: str, text: str) -> None:
        try:
            self._hand_over(name, text)
        except Fault:
            self._clear()
            raise

    def _edit(self) -> None:
        self._number += 1
        edits = self._mix.habits.edits
        self._hand_over(edits.file, edits.text.format(number=self._number))

    def _hand_over(self, name: str, text: str) -> None:
        if self._handed:
            self._handed.hand_over(self._plan.commune, name, f"{text.strip()}\n".encode())


def _needs_an_administrator(mix: Mix) -> str:
    """What of a mix only an administrator may do; French clauses."""
    wanted = {
        f"les questions sont posées maintenant, et non le {mix.habits.at}": mix.habits.at,
        "aucun document ne change": mix.habits.edits.per_minute,
    }
    return ", ".join(clause for clause, is_wanted in wanted.items() if is_wanted)


def _not_its_token() -> Fault:
    return Fault(
        key="bench.not_its_token",
        sentence="Le jeton n'est pas celui de l'administrateur de l'appareil mesuré.",
        remedy="Copiez-le depuis run/local.token dans le dossier de cet appareil (--token-file).",
    )


def _sample() -> str:
    """The sample commune's slug."""
    return str(tomllib.loads((FOLDER / "commune.toml").read_text(encoding="utf-8"))["slug"])
