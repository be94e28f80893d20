"""The `parvis` command: one call each. Importing this module loads no heavy library."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from appliance.answers import answers_app
from ops.fault import Fault

if TYPE_CHECKING:
    from appliance.settings import Settings

app = typer.Typer(
    help="Parvis : la mairie répond, d'après ses propres actes, avec ses sources.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
commune_app = typer.Typer(help="Les communes servies.", no_args_is_help=True)
models_app = typer.Typer(help="Les modèles de langue de cette machine.", no_args_is_help=True)
app.add_typer(commune_app, name="commune")
app.add_typer(models_app, name="models")
app.add_typer(answers_app, name="answers")

Json = Annotated[bool, typer.Option("--json", help="Répond en JSON, pour les programmes.")]
_INTERRUPTED = 130  # what Typer makes of Ctrl-C
CommuneOption = Annotated[str, typer.Option("--commune", help="Le nom court (slug) de la commune.")]


@app.command()
def up() -> None:
    """Démarre le moteur et la passerelle, et attend qu'ils répondent."""
    from appliance.display import milestones
    from appliance.lifecycle import Appliance

    settings = _settings()
    with milestones() as report:
        Appliance(settings).up(report)
    typer.echo(f"Parvis répond sur {settings.gateway_url}")


@app.command()
def down() -> None:
    """Arrête tout ce que « up » a démarré."""
    from appliance.lifecycle import Appliance

    typer.echo("Arrêté." if Appliance(_settings()).down() else "Rien ne tournait.")


@app.command()
def status(as_json: Json = False) -> None:
    """Dit ce qui tourne."""
    from dataclasses import asdict

    from appliance.display import show_health
    from appliance.lifecycle import Appliance

    health = Appliance(_settings()).health()
    _print_json(asdict(health)) if as_json else show_health(health)


@app.command()
def doctor(as_json: Json = False) -> None:
    """Examine la machine et dit comment réparer ; sort en 1 si quelque chose ne va pas."""
    from dataclasses import asdict

    from appliance.diagnosis import examine
    from appliance.display import show_findings

    findings = examine(_settings())
    _print_json([asdict(finding) for finding in findings]) if as_json else show_findings(findings)
    if not all(finding.fine for finding in findings):
        raise typer.Exit(1)


@app.command()
def version() -> None:
    """Dit quelle version est installée."""
    from appliance.version import version as current

    typer.echo(f"parvis {current()}")


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Des fichiers, des dossiers.", exists=True)],
    commune: CommuneOption,
    as_json: Json = False,
) -> None:
    """Prend des documents, et dit de chacun ce qu'il est devenu."""
    from appliance.client import Client
    from appliance.display import ingestion, show_outcomes

    with ingestion(quiet=as_json) as report:
        outcomes = Client(_settings()).ingest(paths, commune, report)
    _print_json(outcomes) if as_json else show_outcomes(outcomes)


@app.command()
def documents(commune: CommuneOption, as_json: Json = False) -> None:
    """Liste les documents d'une commune."""
    from appliance.display import show_documents
    from appliance.records import documents_of

    found = documents_of(_settings(), commune)
    _print_json(found) if as_json else show_documents(found)


@app.command()
def review(commune: CommuneOption, as_json: Json = False) -> None:
    """Liste ce qui se contredit, a été deviné ou mal reconnu, à confirmer par un agent."""
    from appliance.display import show_review
    from appliance.records import review_of

    found = review_of(_settings(), commune)
    _print_json(found) if as_json else show_review(found)


@app.command()
def forget(document_id: str) -> None:
    """Retire un document et tout ce qui en vient."""
    from appliance.client import Client

    Client(_settings()).forget(document_id)
    typer.echo("Oublié.")


@app.command()
def ask(
    question: str,
    commune: CommuneOption,
    at: Annotated[datetime | None, typer.Option(help="Répond comme si l'on était à ce moment.")] = None,
    language: Annotated[
        str | None, typer.Option(help="Langue de la réponse : fr, en, es, pt, de, it, tr, uk, ar.")
    ] = None,
    plain: Annotated[bool, typer.Option("--plain", help="Répond en français facile à lire.")] = False,
    as_json: Json = False,
) -> None:
    """Pose une question à une commune."""
    from appliance.client import Client
    from appliance.display import show_answer

    answer = Client(_settings()).ask(question, commune, at, language, plain=plain)
    _print_json(answer) if as_json else show_answer(answer)


@commune_app.command("add")
def commune_add(
    slug: str,
    name: Annotated[str, typer.Option(help="Son nom, tel qu'il s'écrit.")],
    insee: Annotated[str, typer.Option(help="Son code INSEE, cinq caractères.")],
) -> None:
    """Ajoute une commune."""
    from appliance.records import add_commune

    commune = add_commune(_settings(), slug, name, insee)
    typer.echo(f"{commune['name']} est servie sous /{commune['slug']}/")


@commune_app.command("list")
def commune_list(as_json: Json = False) -> None:
    """Liste les communes."""
    from appliance.display import show_communes
    from appliance.records import communes

    found = communes(_settings())
    _print_json(found) if as_json else show_communes(found)


@commune_app.command("show")
def commune_show(slug: str, as_json: Json = False) -> None:
    """Montre une commune."""
    from appliance.display import show_communes
    from appliance.records import commune_of

    found = commune_of(_settings(), slug)
    _print_json(found) if as_json else show_communes([found])


@models_app.command("list")
def models_list(as_json: Json = False) -> None:
    """Liste les profils, leur modèle, et ceux qui sont installés."""
    from appliance.display import show_profiles
    from appliance.records import profiles

    found = profiles(_settings())
    _print_json(found) if as_json else show_profiles(found)


@models_app.command("install")
def models_install(profile: str) -> None:
    """Installe le modèle d'un profil : télécharge, assemble, vérifie, convertit."""
    from appliance.display import steps
    from inference.serving.models import install
    from inference.serving.profiles import load_profile

    with steps() as report:
        manifest = install(load_profile(profile), _settings().models_folder, report)
    typer.echo(f"Le modèle {manifest.name} est installé.")


@models_app.command("import")
def models_import(
    source: Annotated[Path, typer.Argument(help="Un dossier ou une archive .tar.", exists=True)],
) -> None:
    """Installe un modèle apporté sur une clé, sans réseau, vérifié d'après son manifeste."""
    from appliance.display import steps
    from inference.serving.models import import_model

    with steps() as report:
        manifest = import_model(source, _settings().models_folder, report)
    typer.echo(f"Le modèle {manifest.name} est installé.")


@models_app.command("verify")
def models_verify(profile: str) -> None:
    """Relit chaque octet d'un modèle ; sort en 1 si l'un d'eux a changé."""
    from appliance.display import steps
    from inference.serving.models import verify

    with steps() as report:
        findings = verify(profile, _settings().models_folder, report)
    for finding in findings:
        typer.echo(f"{finding.path} : {finding.sentence}", err=True)
    if findings:
        raise typer.Exit(1)
    typer.echo(f"Le modèle {profile} est intact.")


def main() -> None:
    """Exit codes: 0 done, 1 refused or failed with one sentence on stderr, 2 wrong usage."""
    _add_plugins(sys.argv[1:2])
    try:
        app()
    except Fault as fault:
        typer.echo(f"parvis : {fault}", err=True)
        sys.exit(1)
    except (KeyboardInterrupt, SystemExit) as end:
        if isinstance(end, SystemExit) and end.code != _INTERRUPTED:
            raise
        typer.echo("parvis : interrompu ; relancez la commande pour reprendre.", err=True)
        sys.exit(1)
    except ModuleNotFoundError as missing:
        part = "bench" if sys.argv[1:2] == ["bench"] else "run"
        typer.echo(
            f"parvis : la bibliothèque « {missing.name} » n'est pas installée. "
            f"Lancez « ./setup.sh {part} », puis la même commande.",
            err=True,
        )
        sys.exit(1)
    except Exception as error:  # noqa: BLE001 - nobody at a terminal is helped by a traceback
        typer.echo(f"parvis : erreur imprévue ({error}). Détails : {_keep_trace(error)}", err=True)
        sys.exit(1)


def _add_plugins(first: list[str]) -> None:
    """Commands of the floors above (`bench`), found by name, so that nothing here imports upwards."""
    if first and first[0] not in ("bench", "--help"):
        return
    from importlib.metadata import entry_points

    for command in entry_points(group="parvis.commands"):
        app.add_typer(command.load(), name=command.name)


def _keep_trace(error: Exception) -> Path:
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile("w", prefix="parvis-", suffix=".log", delete=False) as file:
        file.writelines(traceback.format_exception(error))
    return Path(file.name)


def _settings() -> Settings:
    from appliance.settings import read_settings

    return read_settings()


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


if __name__ == "__main__":
    main()
