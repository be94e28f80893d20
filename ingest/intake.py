"""What becomes of each claim of one ingestion: live, known already, a duplicate, refused."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from ingest.claim import Claim, claim_members
from ingest.cut import cut
from ingest.document import Outcome, State
from ingest.publication import Publication
from ingest.sandbox import Read
from ingest.time_left import TimeLeft
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ingest.shelving import Shelving

_UNEXPLAINED = ("document.too_slow", "document.crashed", "document.too_much_memory")
MAX_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Progress:
    """Where an ingestion stands. step: `read`, `done` or `embed`; outcome: at `done` only.

    done, total: pages of the file at `read`, passages of the commune at `embed`.
    seconds_left: of the files at `read` and `done`, of the passages at `embed`; None while it cannot be told.
    """

    file: str
    step: str
    files_done: int
    files: int
    done: int = 0
    total: int = 0
    outcome: Outcome | None = None
    seconds_left: float | None = None


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
        self._outcomes: dict[str, Outcome] = {}
        self._files = self._done = 0
        self._left = TimeLeft()

    def take(self, claims: Sequence[Claim]) -> list[Outcome]:
        """Settle every claim and what they contain; the outcomes come in the order of the claims."""
        self._files += len(claims)
        for claim in claims:
            if not self._is_known(claim):
                self._left.expect(claim.source, claim.stored.stat().st_size)
        for batch in _apart(claims):
            fresh = [claim for claim in batch if not self._is_known(claim)]
            rest = [claim for claim in batch if claim not in fresh]
            for claim, read in chain(self._read(fresh), self._known_or_read(rest)):
                outcome = self._settled(claim, read)
                self._outcomes[claim.source] = outcome
                self._done += 1
                self._tell(claim, "done", outcome=outcome)
        return [outcome for claim in claims for outcome in self._with_members(claim.source)]

    def tell_reading(self, claim: Claim, done: int, pages: int) -> None:
        """A page was read."""
        self._tell(claim, "read", done, pages)

    def _tell(
        self, claim: Claim, step: str, done: int = 0, pages: int = 0, outcome: Outcome | None = None
    ) -> None:
        self._left.reached(claim.source, 1.0 if outcome else min(1.0, done / pages) if pages else 0.0)
        counted = (self._done, self._files, done, pages)
        self._report(Progress(claim.file, step, *counted, outcome, self._left.seconds))

    def bequeath(self, document_id: str) -> None:
        """Before a document loses its bytes: the duplicate that has them too becomes live by itself."""
        heir = self._ledger.heir(document_id)
        if heir is None:
            return
        claim = self._shelving.claim_again(heir)
        for _claim, read in self._read([claim]):
            self._publish(heir.id, claim, read)

    def withdraw(self, document_id: str) -> None:
        """Take a document off with what came out of it."""
        for row in self._ledger.members(document_id):
            self.withdraw(row.id)
        self.bequeath(document_id)
        self._shelving.withdraw(document_id)

    def _with_members(self, source: str) -> Iterator[Outcome]:
        """The outcome of a claim, then of what came out of it."""
        yield self._outcomes[source]
        for member in sorted(name for name in self._outcomes if name.startswith(f"{source}!/")):
            yield self._outcomes[member]

    def _is_known(self, claim: Claim) -> bool:
        settled = claim.refusal is not None or bool(claim.part_of)
        live = self._ledger.live_with(claim.sha256)
        return settled or (live is not None and live.retry_at is None)

    def _known_or_read(self, claims: Sequence[Claim]) -> Iterator[tuple[Claim, Read]]:
        """What was live may have been replaced meanwhile: it is read then."""
        for claim in claims:
            yield from [(claim, Read())] if self._is_known(claim) else self._read([claim])

    def _settled(self, claim: Claim, read: Read) -> Outcome:
        row = self._ledger.replaced_by(claim, lone=self._files == 1, taken=self._taken)
        identity = row.id if row else self._ledger.new_id(claim)
        self._taken.add(identity)
        fault = claim.refusal or read.fault
        if fault:
            return self._refused(identity, claim, fault, read.seconds)
        if claim.part_of:
            return self._settled_part(identity, claim)
        live = self._ledger.live_with(claim.sha256)
        if live is None:
            self.bequeath(identity)
            return self._publish(identity, claim, read)
        if live.id == identity and live.retry_at is not None:
            return self._publish(identity, claim, read)
        if live.id == identity:
            self._ledger.record_unchanged(identity)
            self._recall_members(identity)
            sentence = live.sentence if live.state == State.OPENED else ""
            return replace(self._ledger.outcome(live, claim.file), sentence=sentence)
        self.bequeath(identity)
        sentence = f"Même contenu que « {live.file} », déjà indexé."
        self._ledger.record_duplicate(identity, claim, live, sentence)
        self._shelving.sweep()
        return Outcome(claim.file, State.DUPLICATE, identity, live.title, live.pages, sentence=sentence)

    def _settled_part(self, identity: str, claim: Claim) -> Outcome:
        sentence = f"Lu avec « {claim.part_of} »."
        self._ledger.record_refusal(identity, claim, State.PART, sentence)
        return Outcome(claim.file, State.PART, identity, sentence=sentence)

    def _publish(self, identity: str, claim: Claim, read: Read) -> Outcome:
        started = time.monotonic()
        reading = read.reading
        passages = cut(reading.elements, reading.title) if reading else ()
        if reading is None or not (passages or reading.attachments):
            return self._refused(identity, claim, read.fault or _nothing(), read.seconds)
        version = self._ledger.next_version()
        publication = Publication(identity, version, claim, read.media_type, reading, passages, read.seconds)
        self._shelving.place(publication)
        self._take_members(identity, claim, read)
        return Outcome(
            file=claim.file,
            state=publication.state,
            document_id=identity,
            title=reading.title,
            pages=reading.pages,
            passages=len(passages),
            seconds=round(read.seconds + time.monotonic() - started, 3),
            sentence=publication.sentence,
            remarks=reading.remarks,
        )

    def _take_members(self, identity: str, claim: Claim, read: Read) -> None:
        """Settle what the document contains, and let go what its newer state contains no more."""
        kept: set[str] = set()
        if read.reading and read.folder:
            originals, members = self._shelving.originals, read.reading.attachments
            claims = claim_members(claim, identity, read.folder, members, originals)
            if claim.source.count("!/") >= MAX_DEPTH:
                claims = [replace(member, refusal=_too_deep()) for member in claims]
            kept = {outcome.document_id for outcome in self.take(claims)}
        for row in self._ledger.members(identity):
            if row.id not in kept:
                self.withdraw(row.id)
        if read.reading and read.reading.attachments:
            self._ledger.record_members(identity)

    def _recall_members(self, identity: str) -> None:
        """What an unchanged container holds is told again."""
        for row in self._ledger.members(identity):
            self._outcomes.setdefault(row.source, self._ledger.outcome(row, row.file))
            self._recall_members(row.id)

    def _refused(self, identity: str, claim: Claim, fault: Fault, seconds: float) -> Outcome:
        state = State.REFUSED
        if fault.key in _UNEXPLAINED:
            state = State.RETRYING if self._ledger.may_retry(identity) else State.FAILED
        self._ledger.record_refusal(identity, claim, state, str(fault))
        return Outcome(claim.file, state, identity, seconds=round(seconds, 3), sentence=str(fault))


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


def _too_deep() -> Fault:
    return Fault(key="document.nested", sentence="Le fichier est dans une archive de trop d'étages.")
