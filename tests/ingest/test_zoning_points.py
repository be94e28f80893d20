"""People write a point in degrees, in degrees and minutes, or in metres; prices and years are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.zoning.point import Point, parse_point
from ingest.zoning.projection import LAMBERT93, guess


@pytest.mark.parametrize(
    ("text", "x", "y"),
    [
        ("Dans quelle zone est le point 47.8705, 1.1403 ?", 1.1403, 47.8705),
        ("mon terrain est a 47.8665 , 1.1420 c'est inondable ?", 1.142, 47.8665),
        ("zonage 47.0348 3.0219 ?", 3.0219, 47.0348),
        ("coordonnées 47.8477 N, 1.1294 E", 1.1294, 47.8477),
        ("47,8477 ; 1,1294", 1.1294, 47.8477),
        ("1.1294, 47.8477", 1.1294, 47.8477),
        ("48.39° N, 4.486° O", -4.486, 48.39),
        ("longitude 1.1294 latitude 47.8477", 1.1294, 47.8477),
        ("47°52'12\" N 1°8'24\" E", 1.14, 47.87),
    ],
)
def test_degrees_are_read(text: str, x: float, y: float) -> None:
    point = parse_point(text)
    assert point is not None
    assert (point.x, point.y, point.srid) == (pytest.approx(x), pytest.approx(y), 4326)


@pytest.mark.parametrize(
    "text",
    [
        "X = 560668, Y = 6753401",
        "x:560668 y:6753401",
        "560 668 ; 6 753 401",
        "Y=6753401 X=560668",
        "(560668.4, 6753401.2)",
    ],
)
def test_metres_are_read(text: str) -> None:
    point = parse_point(text)
    assert point is not None
    assert (round(point.x), round(point.y), point.srid) == (560668, 6753401, LAMBERT93)


@pytest.mark.parametrize(
    "text",
    [
        "entre 12,50 € et 45,20 €",
        "délibération 2014/172 du 22/05/2014",
        "appelez le 02 54 23 60 70",
        "41100 Vendôme ou 41175",
        "de 9 h 30 à 12 h",
        "",
    ],
)
def test_other_numbers_are_no_point(text: str) -> None:
    assert parse_point(text) is None


def test_overseas_metres_are_read_by_their_commune() -> None:
    assert parse_point("340000, 7650000", insee="97411") == Point(340_000, 7_650_000, 2975)


@given(st.floats(-4.5, 8), st.floats(42.5, 50.9))
def test_a_point_goes_to_metres_and_back(longitude: float, latitude: float) -> None:
    back = Point(longitude, latitude).moved_to(LAMBERT93).moved_to(4326)
    assert (back.x, back.y) == (pytest.approx(longitude, abs=1e-7), pytest.approx(latitude, abs=1e-7))


@given(st.floats(-4, 7.5), st.floats(42.8, 50.6), st.sampled_from([2154, 27572, *range(3942, 3951)]))
def test_numbers_show_their_system_within_france(longitude: float, latitude: float, srid: int) -> None:
    if srid in range(3942, 3951) and abs(latitude - (srid - 3900)) > 1:
        return
    here = Point(longitude, latitude).moved_to(srid)
    found = guess((here.x, here.y, here.x, here.y), "41175")
    assert found is not None
    assert (
        found.srid == srid or found.confidence == 0.5
    )  # two systems may give the same numbers far from home
