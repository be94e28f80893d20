"""What an agent's answer must be before it is kept, each refusal in one sentence with its remedy."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from inference.question import MAX_QUESTION_CHARACTERS
from inference.reuse.personal import tells_who
from inference.validated_answers.rung import meaning_when_written
from ingest.folding import fold
from ops.fault import Fault

if TYPE_CHECKING:
    from inference.facts.days import Calendar
    from inference.validated_answers.book import Draft
    from ingest.shelf import Shelf, StoredPassage

MAX_ANSWER_CHARACTERS: Final = 2000
MAX_OWNER_CHARACTERS: Final = 120
MAX_VARIANTS: Final = 20
_LONG_WORD: Final = re.compile(r"[^\W\d_]{4,}")


def checked(draft: Draft, shelf: Shelf, calendar: Calendar) -> Draft:
    """The draft as it is kept: spaces tidied, each source a live passage. Raises Fault.

    A source is given as a document or as one of its passages; of a document, the passage that shares the most
    words with the answer stands for it.
    """
    tidy = replace(
        draft,
        question=_one_line(draft.question),
        answer=draft.answer.strip(),
        owner=_one_line(draft.owner),
        variants=tuple(dict.fromkeys(filter(None, map(_one_line, draft.variants)))),
    )
    _check_texts(tidy)
    for wording in (tidy.question, *tidy.variants):
        _check_wording(tidy, wording, calendar)
    return replace(tidy, sources=tuple(_source(name, tidy, shelf) for name in dict.fromkeys(draft.sources)))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _check_texts(draft: Draft) -> None:
    if not draft.answer or len(draft.answer) > MAX_ANSWER_CHARACTERS:
        sentence = f"La réponse doit avoir de 1 à {MAX_ANSWER_CHARACTERS} caractères."
        raise Fault(key="validated.bad_answer", sentence=sentence, remedy="Écrivez-la, ou raccourcissez-la.")
    if not draft.owner or len(draft.owner) > MAX_OWNER_CHARACTERS:
        sentence = "Il manque le nom du service ou de l'agent qui répond de cette réponse."
        raise Fault(
            key="validated.no_owner", sentence=sentence, remedy="Donnez-le en moins de 120 caractères."
        )
    if draft.expires_on < draft.created_on:
        sentence = "La date de fin de cette réponse est déjà passée."
        raise Fault(key="validated.expired", sentence=sentence, remedy="Choisissez un jour à venir.")
    if len(draft.variants) > MAX_VARIANTS:
        sentence = f"Une réponse peut avoir {MAX_VARIANTS} autres formulations au plus."
        raise Fault(key="validated.too_many", sentence=sentence, remedy="Gardez les plus courantes.")


def _check_wording(draft: Draft, text: str, calendar: Calendar) -> None:
    meaning = meaning_when_written(draft, text, calendar)
    if not meaning.words or len(text) > MAX_QUESTION_CHARACTERS:
        sentence = f"Une question doit avoir des mots, et {MAX_QUESTION_CHARACTERS} caractères au plus."
        raise Fault(key="validated.bad_question", sentence=sentence, remedy="Réécrivez-la.")
    if tells_who(text):
        sentence = f"La question « {text} » contient un nom, une adresse ou un numéro personnel."
        raise Fault(
            key="validated.personal", sentence=sentence, remedy="Écrivez-la sans ce qui désigne une personne."
        )
    entities = meaning.told.entities
    if entities.instant or entities.only_on:
        sentence = f"La question « {text} » n'aura plus le même sens demain."
        raise Fault(key="validated.passing", sentence=sentence, remedy="Écrivez la date en toutes lettres.")


def _source(name: str, draft: Draft, shelf: Shelf) -> str:
    """The id of the live passage that `name` stands for."""
    if name in shelf.passages([name]):
        return name
    passages = shelf.document_passages(name)
    if not passages:
        raise Fault(
            key="validated.source_unknown",
            sentence=f"Aucun document de cette commune ne porte l'identifiant « {name} ».",
            remedy="Voyez les identifiants avec « parvis documents ».",
        )
    return max(passages, key=lambda passage: _shared(passage, draft)).passage_id


def _shared(passage: StoredPassage, draft: Draft) -> int:
    told = set(_LONG_WORD.findall(fold(f"{draft.question} {draft.answer}")))
    return len(told & set(_LONG_WORD.findall(fold(passage.text))))
