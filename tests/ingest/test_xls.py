"""XLS of before 2007: values, joined cells, hidden sheets."""

from __future__ import annotations

import base64
import zlib
from typing import TYPE_CHECKING

import pytest

from ingest.document import Block
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.document import Reading

# A title, then from B4: Secteur, Public, Tarif, Le; « Bassin » joined over two rows; a hidden sheet. BIFF 8.
WORKBOOK = (
    "c-rk)O-NKx6#nj;_vT0ZnK2DCkU>bx1c^2g=%i?FQtSu%A*gZY2``5?@@8gHn=G4U5VR`V2)1ZrwdsdUYS$t#DhPr=ix%Q4C"
    "}^R+&OPsqsTnwsg7Ut{J@4Fe&pr3tbI-l+&b*z9OpiXQoxv)!!G}dV1phLbpb{!n!k~8BmTci2q+)y6QV0cUA^jSjm%RzdHI"
    "(Z;0|gJ&S44p?RL)@ty=haAZX!C^hq#bFv<j7SPr+R(<)~r5Dw!sj?qK?Wbtjk}X2}hvt)x3G&SEOo+jP*)<I_q#x0MqWc*1"
    "=?v1C80@ml8bm7BuR)zEGk@zfS;s8dTZ23pc?-PA2vufRQ&0G*vJJv}XF2-B#d<sQRNI|}?L?CY0NPrkWw0h0e(DG&TZ9;8K"
    "FEx)Cxz%c9!LMC$_6}YI%mH_&UOu{hrJR+Fz%j5{5!%F9jR4Q%G!{Ea_#F{vvC$f6ZBCWn$f67Q`z{$8}4A7o9s*|)Mp2-*{"
    "F<s_B+{_Zwp3J4PdabLMi6-@EDjpqjhKwc~XS1`UmC+NHo-L6B@ktY2anh9W{wpP#B)26W;awP}iO%2u{;sFLFLs_K!~At|z"
    "CpX?gkj^V>_MH&S?YJwA86tp`<Py1tGk%5Wm-i#^ls>@c9|n1taF`P8)%#ZjQ6p|W&9rE^K-|Z*5$v(_7XqdJ#)Eg{9|ks^%"
    "TM+^_R~Gnnkm?b6etBtne1@Y4w?D&0i;1Pzlr57UYiYerPMOKzr54@sMz83f06?&F99-si{=+xwh0bY^iKZb@f%YC1dr1d{f"
    "!hoKK#rhdwA&msYe@RwilI8e0);Lt`6$*M`P6D*0q?Te2b6@I<f;nF5ov@`9~I*tc&SCnu6BJsNXuN+ll4iPEY52OFJHg%*c"
    "y#f)-%Um1Ie2+y0NinXHZ!Gi}69z1y1?vS?|d1H`wN9W$?+@k{S|2hj)7QMeowk?h$O;477Qg*?lw}neZ<<CxNqF_s`vrpmw"
    "LWxr}x`jdXvmb*+=P%uZ#q#;AyJPtOZJ}bvUo6JY4IckD$|59?"
)


def workbook(path: Path) -> Path:
    path.write_bytes(zlib.decompress(base64.b85decode(WORKBOOK)))
    return path


def test_rows_say_what_joined_cells_say(tmp_path: Path, read: Callable[..., Reading]) -> None:
    reading = read(workbook(tmp_path / "tarifs.xls"))
    assert reading.title == "Tarifs de la piscine d'été"
    assert [element.text for element in reading.elements if element.block is Block.ROW] == [
        "Secteur : Bassin ; Public : Enfant ; Tarif : 2,5 ; Le : 24 novembre 2026",
        "Secteur : Bassin ; Public : Adulte ; Tarif : 4 ; Le : 25 novembre 2026",
    ]
    assert reading.remarks == ("Feuilles masquées, laissées : 1.",)


def test_a_cut_workbook_is_refused_in_one_sentence(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = workbook(tmp_path / "tarifs.xls")
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(Fault):
        read(path)
