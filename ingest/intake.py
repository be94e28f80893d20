"""What becomes of each claim of one ingestion: live, known already, a duplicate, refused."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from ingest.claim import Claim
from ingest.cut import cut
from ingest.document import Outcome, State
from ingest.publication import Publication
from ingest.sandbox import Read
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ingest.shelving import Shelving

_UNEXPLAINED = ("document.too_slow", "document.crashed", "document.too_much_memory")


@dataclass(frozen=True, slots=True)
class Progress:
    """Where an ingestion stands. step: `embed` or `done`; outcome: at `done` only."""

    file: str
    step: str
    files_done: int
    files: int
    passages_done: int = 0
    passages: int = 0
    outcome: Outcome | None = None


class Intake:
    """One ingestion into one commune. read: claims → what each one gave, as each one ends."""

    def __init__(
        self,
        shelving: Shelving,
        read: Callable[[Sequence[Claim]], Iterator[tuple[Claim, Read]]],
        report: Callable[[Progress], None],
    ) -> None:
        self._shelving, self._ledger, self._read, self._report = shelving, shelving.ledger, read, report
        self._taken: set[str] = set()
        self._files = self._done = 0

    def take(self, claims: Sequence[Claim]) -> list[Outcome]:
        """Settle every claim; the outcomes come in the order of the claims."""
        self._files = len(claims)
        outcomes: dict[str, Outcome] = {}
        for batch in _apart(claims):
            fresh = [claim for claim in batch if not self._is_known(claim)]
            rest = [claim for claim in batch if claim not in fresh]
            for claim, read in chain(self._read(fresh), self._known_or_read(rest)):
                outcome = self._settled(claim, read)
                outcomes[claim.source] = outcome
                self._done += 1
                self._tell(claim, "done", outcome=outcome)
        return [outcomes[claim.source] for claim in claims]

    def bequeath(self, document_id: str) -> None:
        """Before a document loses its bytes: the duplicate that has them too becomes live by itself."""
        heir = self._ledger.heir(document_id)
        if heir is None:
            return
        claim = Claim(
            heir.source, heir.relative, heir.file, heir.sha256, self._shelving.originals / heir.sha256
        )
        for _claim, read in self._read([claim]):
            self._publish(heir.id, claim, read)

    def _is_known(self, claim: Claim) -> bool:
        return claim.refusal is not None or self._ledger.live_with(claim.sha256) is not None

    def _known_or_read(self, claims: Sequence[Claim]) -> Iterator[tuple[Claim, Read]]:
        """What was live may have been replaced meanwhile: it is read then."""
        for claim in claims:
            yield from [(claim, Read())] if self._is_known(claim) else self._read([claim])

    def _settled(self, claim: Claim, read: Read) -> Outcome:
        row = self._ledger.replaced_by(claim, lone=self._files == 1, taken=self._taken)
        identity = row.id if row else self._ledger.new_id(claim)
        self._taken.add(identity)
        fault = claim.refusal or read.fault
        live = self._ledger.live_with(claim.sha256)
        if fault:
            return self._refused(identity, claim, fault, read.seconds)
        if live is None:
            self.bequeath(identity)
            return self._publish(identity, claim, read)
        if live.id == identity:
            self._ledger.record_unchanged(identity)
            return replace(self._ledger.outcome(live, claim.file), sentence="")
        self.bequeath(identity)
        sentence = f"Même contenu que « {live.file} », déjà indexé."
        self._ledger.record_duplicate(identity, claim, live, sentence)
        self._shelving.sweep()
        return Outcome(claim.file, State.DUPLICATE, identity, live.title, live.pages, sentence=sentence)

    def _publish(self, identity: str, claim: Claim, read: Read) -> Outcome:
        started = time.monotonic()
        if read.reading is None or not (passages := cut(read.reading.elements, read.reading.title)):
            return self._refused(identity, claim, read.fault or _nothing(), read.seconds)
        version = self._ledger.next_version()
        publication = Publication(
            identity, version, claim, read.media_type, read.reading, passages, read.seconds
        )
        self._shelving.place(publication, lambda done: self._tell(claim, "embed", done, len(passages)))
        return Outcome(
            file=claim.file,
            state=State.INDEXED,
            document_id=identity,
            title=read.reading.title,
            pages=read.reading.pages,
            passages=len(passages),
            seconds=round(read.seconds + time.monotonic() - started, 3),
            remarks=read.reading.remarks,
        )

    def _refused(self, identity: str, claim: Claim, fault: Fault, seconds: float) -> Outcome:
        state = State.FAILED if fault.key in _UNEXPLAINED else State.REFUSED
        self._ledger.record_refusal(identity, claim, state, str(fault))
        return Outcome(claim.file, state, identity, seconds=round(seconds, 3), sentence=str(fault))

    def _tell(
        self, claim: Claim, step: str, done: int = 0, passages: int = 0, outcome: Outcome | None = None
    ) -> None:
        self._report(Progress(claim.file, step, self._done, self._files, done, passages, outcome))


def _apart(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Batches without twins: the second file with the same bytes waits until the first is settled."""
    batches: list[list[Claim]] = []
    seen: dict[str, int] = {}
    for claim in claims:
        place = seen.get(claim.sha256, 0) if claim.sha256 else 0
        seen[claim.sha256] = place + 1
        if place == len(batches):
            batches.append([])
        batches[place].append(claim)
    return batches


def _nothing() -> Fault:
    return Fault(key="document.no_text", sentence="Le fichier ne contient aucun texte lisible.")
