"""`make demo`: the sample commune ingested, asked and answered, then open in a browser.

python -m benchmarks.demo             stays up until Ctrl-C
python -m benchmarks.demo --oneshot   stops after the answers; exit 0 only if every one is right
"""

from __future__ import annotations

import argparse
import signal
import sys
import tomllib
from typing import TYPE_CHECKING, Any

from appliance.client import Client
from appliance.demo import DOCUMENTS, FOLDER, SHOWCASE
from appliance.display import ingestion, milestones, show_outcomes
from appliance.lifecycle import Appliance
from appliance.records import add_commune, communes
from appliance.settings import read_settings
from benchmarks.asking import Asker
from benchmarks.scoring import Outcome, load_questions, score
from benchmarks.shown import out, show_answer
from ops.checks import port
from ops.fault import Fault
from ops.process import Daemon

if TYPE_CHECKING:
    from appliance.settings import Settings


def main(arguments: list[str] | None = None) -> int:
    """Exit codes: 0 done, 1 a wrong answer, a failure told in one sentence, or an interruption."""
    parser = argparse.ArgumentParser(
        prog="make demo", description="La commune d'exemple, par le vrai moteur."
    )
    parser.add_argument("--oneshot", action="store_true", help="s'arrête après les réponses")
    oneshot = parser.parse_args(arguments).oneshot
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return _demonstrate(read_settings(), oneshot)
    except Fault as fault:
        print(f"make demo : {fault}", file=sys.stderr)
    except KeyboardInterrupt:
        print("make demo : interrompu ; relancez la commande pour reprendre.", file=sys.stderr)
    return 1


def _demonstrate(settings: Settings, oneshot: bool) -> int:
    _require_port(settings)
    appliance = Appliance(settings)
    try:
        with milestones() as report:
            appliance.up(report)
        slug = prepare(settings)
        right, asked = _ask(settings)
        colour = "green" if right == asked else "red"
        out.print(f"\n[{colour} bold]{right} réponses sur {asked} sont justes.[/]")
        if not oneshot:
            _stay(f"{settings.gateway_url}/{slug}/")
    finally:
        _stop(appliance)
    return 0 if right == asked or not oneshot else 1


def prepare(settings: Settings) -> str:
    """The sample commune, with its documents; what is there already is not read again. Its slug."""
    commune = tomllib.loads((FOLDER / "commune.toml").read_text(encoding="utf-8"))
    slug: str = commune["slug"]
    if slug not in {known["slug"] for known in communes(settings)}:
        add_commune(settings, slug, commune["name"], commune["insee"])
    out.print(f"\n[bold]{commune['name']}[/] remet ses documents")
    with ingestion(quiet=False) as report:
        outcomes: list[dict[str, Any]] = Client(settings).ingest([DOCUMENTS], slug, report)
    show_outcomes(outcomes)
    return slug


def _ask(settings: Settings) -> tuple[int, int]:
    """How many answers are right, and how many questions were asked."""
    questions = load_questions(SHOWCASE)
    right = 0
    with Asker.to(settings) as asker:
        for number, question in enumerate(questions, start=1):
            answer = asker.ask(question).answer
            verdict = score(question, answer)
            right += verdict.outcome is Outcome.RIGHT
            show_answer(f"{number}/{len(questions)}", question, answer, verdict)
    return right, len(questions)


def _stay(page: str) -> None:
    out.print(f"\nÀ vous : [bold link={page}]{page}[/]   (Ctrl-C pour arrêter)")
    try:
        while True:
            signal.pause()
    except KeyboardInterrupt:
        out.print()


def _stop(appliance: Appliance) -> None:
    """Ends everything, even for someone who presses Ctrl-C again and again."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if appliance.down():
        out.print("Le moteur et la passerelle sont arrêtés.")


def _require_port(settings: Settings) -> None:
    """Raises Fault when the port answers and it is not our gateway."""
    ours = Daemon("gateway", settings.run_folder).process() is not None
    finding = port.check(settings.gateway.host, settings.gateway.port, ours)
    if not finding.fine:
        raise Fault(
            key="port.taken",
            sentence=f"La démonstration ne démarre pas : {finding.sentence}.",
            remedy=finding.remedy,
            retryable=True,
        )


if __name__ == "__main__":
    sys.exit(main())
