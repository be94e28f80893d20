"""`parvis answers …`: the answers that agents wrote themselves. Importing this loads no heavy library."""

from __future__ import annotations

import json
from datetime import datetime  # noqa: TC003 - Typer reads the annotations when it runs
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from appliance.validated_answers import ValidatedAnswers

answers_app = typer.Typer(help="Les réponses que les agents ont écrites eux-mêmes.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="Répond en JSON, pour les programmes.")]
CommuneOption = Annotated[str, typer.Option("--commune", help="Le nom court (slug) de la commune.")]
Number = Annotated[int, typer.Argument(help="Son numéro, donné par « list ».")]
_STATES = {
    "served": "donnée",
    "expired": "échue",
    "source_changed": "retenue : une source a changé",
}


@answers_app.command("add")
def add(
    question: Annotated[str, typer.Argument(help="La question, comme un habitant la pose.")],
    answer: Annotated[str, typer.Argument(help="La réponse, en une à trois phrases.")],
    commune: CommuneOption,
    owner: Annotated[str, typer.Option(help="Le service ou l'agent qui en répond.")],
    until: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Le dernier jour où la donner.")],
    source: Annotated[
        list[str] | None, typer.Option(help="L'identifiant d'un document qui la fonde. Répétable.")
    ] = None,
    variant: Annotated[
        list[str] | None, typer.Option(help="Une autre façon de poser la question. Répétable.")
    ] = None,
    language: Annotated[str, typer.Option(help="La langue de la réponse.")] = "fr",
    as_json: Json = False,
) -> None:
    """Valide une réponse : elle sera donnée telle quelle à qui demande la même chose."""
    told = (question, answer, owner, until.date(), source or (), variant or (), language)
    kept = _answers(commune).add(*told)
    _print_json(kept) if as_json else typer.echo(
        f"Réponse n° {kept['number']} validée jusqu'au {_day(kept)}."
    )


@answers_app.command("list")
def list_all(commune: CommuneOption, as_json: Json = False) -> None:
    """Liste les réponses validées, et dit lesquelles sont données."""
    found = _answers(commune).list()
    if as_json:
        _print_json(found)
    for answer in [] if as_json else found:
        state = f"{_STATES[answer['state']]}, jusqu'au {_day(answer)}"
        typer.echo(f"{answer['number']:>4}  {answer['question']}  ({answer['owner']} ; {state})")


@answers_app.command("show")
def show(number: Number, commune: CommuneOption, as_json: Json = False) -> None:
    """Montre une réponse validée en entier."""
    answer = _answers(commune).show(number)
    if as_json:
        _print_json(answer)
        return
    typer.echo(f"{answer['question']}\n{answer['answer']}")
    for variant in answer["variants"]:
        typer.echo(f"aussi : {variant}")
    for title in answer["titles"]:
        typer.echo(f"source : {title}")
    typer.echo(f"{answer['owner']} ; {_STATES[answer['state']]}, jusqu'au {_day(answer)}")


@answers_app.command("remove")
def remove(number: Number, commune: CommuneOption) -> None:
    """Retire une réponse validée."""
    _answers(commune).remove(number)
    typer.echo("Retirée.")


def _answers(slug: str) -> ValidatedAnswers:
    from appliance.settings import read_settings
    from appliance.validated_answers import ValidatedAnswers
    from ops.store import open_store

    return ValidatedAnswers(open_store(read_settings().store_url), slug)


def _day(answer: dict[str, Any]) -> str:
    return f"{answer['expires_on']:%d/%m/%Y}"


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))
