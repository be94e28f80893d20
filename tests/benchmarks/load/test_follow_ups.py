"""What a town asks next is answered by the sample commune, right and with its source, without an engine."""

from __future__ import annotations

import pytest

from appliance.gateway.forms import answer_form
from appliance.gateway.questions import asked, whole
from benchmarks.load.mix import load_mix
from benchmarks.regress import sample
from benchmarks.scoring import Outcome, score

COMMUNE = "valbrume-sur-oisette"


@pytest.mark.parametrize("name", ["city", "tables"])
def test_every_follow_up_names_the_source_that_it_wants(name: str) -> None:
    followed = [ask.follow_up for ask in load_mix(name, COMMUNE).answered if ask.follow_up]
    assert len(followed) >= 5
    assert [one.id for one in followed if not one.cite] == []


def test_every_follow_up_is_answered_right_with_its_source() -> None:
    with sample() as (asker, slug):
        ladder, runner = asker._assembly.ladder(slug), asker._runner
        verdicts = {}
        for ask in (ask for ask in load_mix("city", slug).answered if ask.follow_up):
            first = ask.question(ask.wordings["fr"][0], 1)
            for one in (first, ask.follow_up):
                put = asked(one.question, slug, at=one.at, conversation=ask.name)
                answer = answer_form(runner.run(whole(ladder.climb(put)))).model_dump(mode="json")
            verdicts[ask.name] = score(ask.follow_up, answer)
    assert {name: one.why for name, one in verdicts.items() if one.outcome is not Outcome.RIGHT} == {}
