"""The record of a data set says what it is, since when and who answers for it; nothing in it is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.document import Reading

RECORD = """<?xml version="1.0" encoding="UTF-8"?>{declaration}
<gmd:MD_Metadata xmlns:gmd="http://www.isotc211.org/2005/gmd" xmlns:gco="http://www.isotc211.org/2005/gco">
 <gmd:identificationInfo><gmd:MD_DataIdentification>
  <gmd:citation><gmd:CI_Citation>
   <gmd:title><gco:CharacterString>PLU de Valbrume</gco:CharacterString></gmd:title>
   <gmd:date><gmd:CI_Date><gmd:date><gco:Date>2014-06-03</gco:Date></gmd:date>
    <gmd:dateType><gmd:CI_DateTypeCode codeListValue="revision"/></gmd:dateType></gmd:CI_Date></gmd:date>
  </gmd:CI_Citation></gmd:citation>
  <gmd:abstract>
   <gco:CharacterString>Ce lot dit le droit des sols.{entity}</gco:CharacterString></gmd:abstract>
  <gmd:pointOfContact><gmd:CI_ResponsibleParty>
   <gmd:organisationName><gco:CharacterString>Mairie de Valbrume</gco:CharacterString></gmd:organisationName>
   <gmd:role><gmd:CI_RoleCode codeListValue="pointOfContact"/></gmd:role>
  </gmd:CI_ResponsibleParty></gmd:pointOfContact>
 </gmd:MD_DataIdentification></gmd:identificationInfo>
 <gmd:distributionInfo><gmd:CI_OnlineResource>
  <gmd:linkage><gmd:URL>{link}</gmd:URL></gmd:linkage>
 </gmd:CI_OnlineResource></gmd:distributionInfo>
</gmd:MD_Metadata>
"""


def record(path: Path, declaration: str = "", entity: str = "", link: str = "https://plu.example") -> Path:
    path.write_text(RECORD.format(declaration=declaration, entity=entity, link=link), "utf-8")
    return path


def test_what_a_person_may_ask_of_it_is_told(tmp_path: Path, read: Callable[..., Reading]) -> None:
    reading = read(record(tmp_path / "fr-99001-plu.xml"))
    assert reading.title == "PLU de Valbrume – fiche descriptive"
    assert [element.text for element in reading.elements] == [
        "PLU de Valbrume",
        "Ce lot dit le droit des sols.",
        "Révision : 3 juin 2014.",
        "Contact : Mairie de Valbrume.",
        "Lien : https://plu.example",
    ]


def test_entities_are_refused_unread(tmp_path: Path, read: Callable[..., Reading]) -> None:
    secret = tmp_path / "secret"
    secret.write_text("mot de passe")
    declaration = f'<!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    with pytest.raises(Fault, match="entités XML"):
        read(record(tmp_path / "fiche.xml", declaration, "&x;"))


def test_links_that_are_not_of_the_web_are_left_out(tmp_path: Path, read: Callable[..., Reading]) -> None:
    reading = read(record(tmp_path / "fiche.xml", link="javascript:alert(1)"))
    assert not any("javascript" in element.text for element in reading.elements)


def test_a_record_that_is_cut_is_refused(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = record(tmp_path / "fiche.xml")
    path.write_bytes(path.read_bytes()[:-60])
    with pytest.raises(Fault, match="abîmée"):
        read(path)
