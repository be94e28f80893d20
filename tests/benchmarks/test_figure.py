"""A figure stands beside its goal, and says whether it is met."""

from benchmarks.figure import Figure, Goal, of_median


def test_a_figure_below_its_limit_is_met() -> None:
    figure = of_median("ratio", "Rapport", [1.0, 1.1, 1.2, 1.05, 1.08], "×", Goal(1.10))
    assert figure.plain() == {
        "value": 1.08,
        "unit": "×",
        "count": 5,
        "low": 1.0,
        "high": 1.2,
        "goal": "<= 1.1",
        "met": True,
    }


def test_some_figures_must_be_above() -> None:
    slow = Figure("pages", "Lecture", 12.0, "pages/s", 5, Goal(60, at_most=False))
    assert slow.plain()["met"] is False
    assert slow.cells() == ("Lecture", "12 pages/s", "", "≥ 60 pages/s", "[red]manqué[/]")


def test_a_figure_without_a_goal_may_say_which_way_is_better() -> None:
    assert Figure("capacity", "Capacité", 2.0, "/s", 5, better="higher").plain()["better"] == "higher"
    assert "better" not in Figure("x", "Vecteurs", 4.5, "passages/s", 5).plain()


def test_a_figure_without_a_goal_is_only_told() -> None:
    assert Figure("x", "Vecteurs", 4.5, "passages/s", 5).cells() == ("Vecteurs", "4,5 passages/s", "", "", "")
