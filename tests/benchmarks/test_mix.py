"""The city's questions: seven in ten are repeats, said in other words."""

from benchmarks.mix import shuffled, topics


def test_seven_in_ten_are_said_again_in_other_words() -> None:
    found = topics("valbrume", None)
    asked = shuffled(found, 1)
    assert 0.69 <= 1 - len(found) / len(asked) <= 0.72
    assert len({question.question for question in asked}) == len(asked)


def test_a_turn_is_long_enough_that_its_last_answers_weigh_little() -> None:
    assert len(shuffled(topics("valbrume", None), 1)) >= 190


def test_the_seed_chooses_the_order() -> None:
    found = topics("valbrume", None)
    assert shuffled(found, 1) == shuffled(found, 1) != shuffled(found, 2)
