"""The answers that no model writes: a quotation, an earlier answer, that nobody knows. Decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inference.facts.phrases import Tongue, date_text
from inference.question import Kind
from inference.wording import wording

if TYPE_CHECKING:
    from inference.answering import Answering
    from inference.facts.desk import FactsDesk
    from inference.question import Answer, Question
    from inference.quoting import Quotation
    from inference.retrieval import Found
    from inference.reuse.kept import Kept


def quoted(quote: Quotation, question: Question, answering: Answering) -> Answer:
    """The passage's own words, introduced in the citizen's language."""
    return answering.answer(Kind.QUOTED, quote.told(question.language, question.plain), quote.cited)


def again(kept: Kept, answering: Answering) -> Answer:
    """An earlier answer, with its sources as they are now."""
    answering.note("reuse", kept.how)
    return answering.answer(Kind.CACHED, kept.text, kept.cited)


def declined(
    question: Question,
    facts: FactsDesk,
    answering: Answering,
    why: str = "nothing_found",
    found: Found | None = None,
) -> Answer:
    """Nobody knows, and whom to ask; a repealed act that answered once is named as repealed."""
    tongue = Tongue.of(question)
    sentences = wording(question.language, question.plain)["declined"]
    over = found.repealed[:1] if found else ()
    texts = [str(sentences[why])]
    for passage in over:
        until = passage.validity.in_force_until
        day = date_text(until, question.at.date(), tongue) if until else ""
        texts.append(str(sentences["repealed"]).format(title=passage.title, until=day))
    handoff = facts.handoff(question.at, tongue)
    return answering.answer(Kind.DECLINED, "\n".join(texts), over, handoff=handoff)
