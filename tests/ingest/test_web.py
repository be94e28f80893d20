"""Web pages: only what a visitor sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.document import Reading

HIDDEN = [
    "<script>secret()</script>",
    "<style>.x{color:red} .cache{display:none}</style><p class='cache'>secret</p>",
    "<p style='display: none'>secret</p>",
    "<p style='font-size:0;color:#fff'>secret</p>",
    "<p style='visibility:hidden !important'>secret</p>",
    "<p style='position:absolute;left:-9999px'>secret</p>",
    "<div hidden><p>secret</p></div>",
    "<p aria-hidden='true'>secret</p>",
    "<!-- secret -->",
    "<img src='x' onerror='secret()' alt='secret'>",
    "<template><p>secret</p></template>",
    "<noscript>secret</noscript>",
    "<p title='secret' data-x='secret'>visible</p>",
    "<input type='hidden' value='secret'>",
]


def page(tmp_path: Path, body: str) -> Path:
    path = tmp_path / "page.html"
    path.write_text(
        f"<!doctype html><html><body><h1>Cantine</h1><p>Lundi.</p>{body}</body></html>", encoding="utf-8"
    )
    return path


@pytest.mark.parametrize("body", HIDDEN)
def test_what_is_hidden_is_not_read(tmp_path: Path, read: Callable[..., Reading], body: str) -> None:
    reading = read(page(tmp_path, body))
    assert "secret" not in repr(reading)
    assert reading.elements[1].text == "Lundi."


def test_headings_lists_and_tables_keep_their_shape(tmp_path: Path, read: Callable[..., Reading]) -> None:
    body = (
        "<h2>Tarifs</h2><ul><li>un <b>chèque</b></li></ul>"
        "<table><tr><th>Repas</th><th>Prix</th></tr><tr><td>Enfant</td><td>3,13 €</td></tr></table>"
    )
    reading = read(page(tmp_path, body))
    assert [(e.block.value, e.level, e.text) for e in reading.elements[2:]] == [
        ("heading", 2, "Tarifs"),
        ("paragraph", 0, "- un chèque"),
        ("row", 0, "Repas : Enfant ; Prix : 3,13 €"),
    ]


def test_menus_are_left_out_when_the_page_says_what_is_its_content(
    tmp_path: Path, read: Callable[..., Reading]
) -> None:
    reading = read(page(tmp_path, "<nav><p>Menu</p></nav><main><h1>Pacs</h1><p>En mairie.</p></main>"))
    assert [element.text for element in reading.elements] == ["Pacs", "En mairie."]


def test_a_page_where_nothing_shows_is_refused(tmp_path: Path, read: Callable[..., Reading]) -> None:
    (tmp_path / "vide.html").write_text("<html><body><script>x</script></body></html>")
    with pytest.raises(Fault, match="aucun texte visible"):
        read(tmp_path / "vide.html")


ROOMS = (
    "<table><tr><td rowspan=2>Salle</td><td colspan=2>Habitants</td><td colspan=2>Caution</td></tr>"
    "<tr><td>Journée</td><td>Week-end (2 jours)</td><td>Dégâts</td><td>Ménage</td></tr>"
    "<tr><td>Fêtes</td><td>230 €</td><td>490 €</td><td>1 200 €</td><td>200 €</td></tr>"
    "<tr><td>Lavoir</td><td>60 €</td><td>115 €</td><td>300 €</td><td>60 €</td></tr></table>"
)
PLOTS = (
    "<table><tr><td>Type</td><td>15 ans</td><td>30 ans</td></tr>"
    "<tr><td>Simple</td><td>210 €</td><td>430 €</td></tr>"
    "<tr><td>Enfant</td><td>70 €</td><td>—</td></tr></table>"
)
WASTE = (
    "<table><caption>Déchèterie</caption><tr><th>Déchet</th><th>Habitants</th><th>Artisans (€/m³)</th></tr>"
    "<tr><td>Gravats</td><td>gratuit</td><td>28</td></tr></table>"
)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (
            ROOMS,
            "Salle : Fêtes ; Habitants Journée : 230 € ; Habitants Week-end (2 jours) : 490 € ; "
            "Caution Dégâts : 1 200 € ; Caution Ménage : 200 €",
        ),
        (PLOTS, "Type : Simple ; 15 ans : 210 € ; 30 ans : 430 €"),
        (WASTE, "Déchet : Gravats ; Habitants : gratuit ; Artisans (€/m³) : 28"),
        (WASTE, "Déchèterie"),
        (
            "<table><tr><td>Sol</td><td colspan=99999999>Bois</td></tr><tr><td>A</td><td>B</td></tr></table>",
            "Sol : A ; Bois : B",
        ),
    ],
)
def test_a_value_stands_under_all_that_is_above_it(
    tmp_path: Path, read: Callable[..., Reading], table: str, told: str
) -> None:
    assert told in [element.text for element in read(page(tmp_path, table)).elements]
