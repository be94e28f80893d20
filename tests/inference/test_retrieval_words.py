"""Citizens' words find what mairies print: slips, shorthand, everyday words, numbers however spaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from inference.retrieval.asked import asked
from ingest.lexical import IndexRow, Lexical, stems

if TYPE_CHECKING:
    from pathlib import Path

TOLD = {
    "waste": "La collecte des ordures ménagères a lieu le mardi.",
    "dogs": "Les chiens sont tenus en laisse dans les parcs municipaux.",
    "parcel": "Le commissaire enquêteur donne un avis favorable au déclassement de la parcelle EW 562.",
    "act": "Par délibération n° 2014/172, le conseil municipal nomme le pont.",
    "council": "La séance du 07 février 2011 est levée à 22 h.",
    "cameras": "Le conseil adopte le programme de vidéoprotection urbaine par 46 voix.",
    "centre": "Le marché du centre ville est déplacé sur le mail.",
    "inquiry": "Le commissaire enquêteur donne un avis favorable pour la parcelle EW 561.",
}


@pytest.fixture
def lexical(tmp_path: Path) -> Lexical:
    index = Lexical(tmp_path)
    index.write([], [IndexRow(name, "Mairie", text) for name, text in TOLD.items()])
    return index


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("c kan les poubelles ?", "waste"),
        ("les chiens en lesse au parc", "dogs"),
        ("il a dit quoi pr la parcelle EW562", "parcel"),
        ("la parcelle EW 562 ?", "parcel"),
        ("que dit la délibération 2014/172 ?", "act"),
        ("quel vote pour la video protection", "cameras"),
        ("il est ou le marche du centreville", "centre"),
        ("à quelle heure a fini la séance du 7 février 2011 ?", "council"),
    ],
)
def test_the_passage_meant_is_first(lexical: Lexical, question: str, name: str) -> None:
    terms = asked(question, lexical).terms
    assert lexical.matching([term.forms for term in terms], 3)[0].passage_id == name


def test_shorthand_is_written_out_for_the_vectors(lexical: Lexical) -> None:
    assert asked("c koi le numero pr la salle", lexical).text == "c est quoi le numero pour la salle"


def test_a_word_that_the_documents_use_is_no_slip(lexical: Lexical) -> None:
    (term,) = asked("laisse", lexical).terms
    assert list(term.forms) == ["laiss"]


def test_words_that_were_joined_for_nothing_are_not_asked(lexical: Lexical) -> None:
    assert {term.word for term in asked("le 7 mai en 2011", lexical).terms}.isdisjoint({"le7", "en2011"})


def test_the_word_itself_counts_more_than_one_of_its_class(lexical: Lexical) -> None:
    question = asked("poubelles", lexical)
    itself, other = frozenset(stems("la poubelle")), frozenset(stems("les ordures"))
    assert question.share(itself, frozenset()) > question.share(other, frozenset()) > 0


def test_two_words_are_one_only_where_the_documents_write_it_so(lexical: Lexical) -> None:
    (video, protection) = asked("video protection", lexical).terms
    (whole,) = stems("vidéoprotection")
    assert whole in video.forms
    assert whole in protection.forms
    assert all(whole not in term.forms for term in asked("la protection du parc", lexical).terms)


@pytest.mark.parametrize("word", ["Centreville", "Comment", "marché", "centrebourg", "marchés"])
def test_names_and_words_that_are_known_or_nearly_so_stay_whole(lexical: Lexical, word: str) -> None:
    assert asked(f"où est {word}", lexical).text == f"où est {word}"


@pytest.mark.parametrize(
    ("question", "told", "found"),
    [
        ("où faire dépanner sa voiture ?", "Le dépannage des véhicules", True),
        ("le sablage des trottoirs", "Les riverains doivent sabler leur trottoir", True),
        ("la ville", "Le village d’antan", False),
    ],
)
def test_a_verb_and_the_noun_made_of_it_find_each_other(
    tmp_path: Path, question: str, told: str, found: bool
) -> None:
    index = Lexical(tmp_path)
    index.write([], [IndexRow("one", "", told)])
    known = set(stems(told))
    forms = {form for term in asked(question, index).terms for form in term.forms}
    derived = {form for form in known & forms if form not in stems(question)}
    assert bool(derived & {"depannag", "sabl", "villag"}) is found


def test_what_only_makes_conversation_weighs_nothing(lexical: Lexical) -> None:
    chatty = asked("bonjour je viens de parler aux voisins, je fais quoi pour mes chiens", lexical)
    assert {term.word for term in chatty.terms} == {"voisin", "chien"}


def test_numbers_in_letters_find_their_figures_and_a_quantity_is_no_word(tmp_path: Path) -> None:
    index = Lexical(tmp_path)
    index.write(
        [],
        [IndexRow("one", "", "Le recensement est obligatoire à 16 ans."), IndexRow("two", "", "Seize élus.")],
    )
    sixteen, _ = asked("seize ans", index).terms
    assert sixteen.found_in({"16"}) > 0.8
    assert asked("16 élus", index).terms[0].found_in({"seiz"}) > 0.8
    assert [term.word for term in asked("une piscine de 32m2", index).terms] == ["piscin"]


def test_what_communes_have_is_told_from_other_words(lexical: Lexical) -> None:
    terms = asked("combien coûte l’entrée à la piscine", lexical).terms
    assert [term.word for term in terms if term.thing] == ["piscin"]


def test_a_word_that_only_stems_alike_is_no_thing(lexical: Lexical) -> None:
    assert not any(term.thing for term in asked("faut-il tenir les chiens en laisse", lexical).terms)


VERBS = """
accepter accueille achète aide ajoute annuler appelle apporter apprend arrêter arrivé attendre avancer
baisse boire bouger brûler casser changer chante charger commencer compter conduire construire couper courir
court couvrir danser décider déclarer déménager demander dépose descendre donner dort dure écouter écrire
emprunter entrer envoyer essayer éteint étudier fermer fermé finir fume gagner garder gare habiter inscrire
installer inviter jeter joue laisser laver lire loue manger manquer marche marcher mettre monter montrer
mort né nettoyer obtenir occupe offrir oublier ouvrir passer payer pendre perdu permis place planter porte
poser préparer prêter prévenir promener proposer punir rappelle recevoir refuse regarde remplir rendu
rentrée renouveler réparer répond réserver rester retirer retour réussir revenir rouler sauter sert signaler
signer sonner sortir suivre tailler tenir tire tomber tondre toucher tour tourner travailler traverser
utiliser vendre verser vider visiter vivre voir vole voter
"""


@pytest.mark.parametrize("verb", VERBS.split())
def test_a_verb_of_every_day_names_no_thing_that_a_commune_has(lexical: Lexical, verb: str) -> None:
    assert not any(term.thing for term in asked(f"on peut {verb} ?", lexical).terms)


def test_a_swimming_pool_is_a_thing_that_a_commune_has(lexical: Lexical) -> None:
    assert [term.thing for term in asked("combien coûte la piscine", lexical).terms if term.thing] == [True]
