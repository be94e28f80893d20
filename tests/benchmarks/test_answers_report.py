"""The page of a judged set: it shows all, obeys nothing and asks nothing of any network."""

from __future__ import annotations

import re
from typing import Any

from benchmarks.answers_report import page
from benchmarks.asking import Asked
from benchmarks.promises import promised
from benchmarks.scoring import Question
from benchmarks.tally import Result, judge, summed

SUMMARY = {
    "questions": "set.jsonl",
    "version": "1",
    "commit": "abc",
    "taken_at": "2026-11-24T10:00:00+00:00",
    "hardware": {"processor": "cpu", "cores": 2, "memory_gib": 24},
    "settings": {"inference": {"profile": "cpu-demo"}},
}
TRACE = {
    "stages": [
        {"name": "retrieval", "start_seconds": 0.0, "seconds": 0.5},
        {"name": "writing", "start_seconds": 0.5, "seconds": 1.5},
    ],
    "considered": [{"passage_id": "p", "title": "Arrêté", "locator": "Article 2", "score": 0.91}],
    "prompt_tokens": 812,
    "decisions": ["« 12 € » n’est dans aucun passage"],
    "notes": [{"key": "cache", "value": "autre date"}],
}


def result(text: str, trace: Any = None, **fields: Any) -> Result:
    asked = {"id": "a", "commune": "v", "question": "Quelle amende ?", "type": "fact", "all": [["38 €"]]}
    cited = {"file": "chiens.pdf", "locator": "p. 2", "title": "Chiens", "passage": "amende de 38 €"}
    cited |= {"in_force_from": "2024-01-01", "in_force_until": None, "url": "/v/documents/d"}
    told = {"answer": text, "kind": "generated", "citations": [cited], "conflict": False, "seconds": 2.0}
    return judge(Question.model_validate(asked | fields), Asked(told | {"trace": trace}, 2.0))


def told(*results: Result) -> str:
    return page(SUMMARY | summed(results), promised(results), results)


def test_it_shows_question_answer_verdict_source_and_work() -> None:
    shown = told(result("L’amende est de 38 €.", TRACE), result("12 €"))
    for words in (
        "Quelle amende ?",
        "✓ juste",
        "✗ faux",
        "ne dit pas « 38 € »",
        "Chiens – p. 2",
        "812 jetons",
    ):
        assert words in shown
    for words in (
        "Article 2",
        "0,910",
        "n’est dans aucun passage",
        "autre date",
        "rédaction",
        "Chiffres sans",
    ):
        assert words in shown
    assert 'x="25.0" y="0" width="75.0"' in shown


def test_it_shows_how_each_passage_that_was_considered_begins() -> None:
    read = "Article 2. Les chiens sont <b>tenus</b> en laisse dans les parcs. " + "Un mot. " * 60
    considered = [TRACE["considered"][0] | {"text": read}]
    shown = told(result("38 €", TRACE | {"considered": considered}))
    passages = shown[shown.index("Passages considérés") :]
    assert "Les chiens sont &lt;b&gt;tenus&lt;/b&gt; en laisse" in passages
    assert "Un mot.…" in passages
    assert passages.count("Un mot.") < 40


def test_what_was_answered_is_escaped() -> None:
    shown = told(result("<script>alert(1)</script><img src=x onerror=alert(1)>", TRACE))
    assert "<script>alert" not in shown
    assert "<img" not in shown


def test_it_asks_nothing_of_any_network() -> None:
    shown = told(result("38 €", TRACE))
    assert not re.search(r"""(?:src|href|action)\s*=|url\(|@import|fetch\(""", shown)
    assert "default-src 'none'" in shown.replace("&#39;", "'")


def test_a_fault_has_its_place() -> None:
    lost = judge(result("38 €").question, Asked({"fault": "HTTP 503"}, 0.1))
    assert "HTTP 503" in told(lost)
