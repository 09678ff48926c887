"""Closed lists: the words of the contract, each said in both languages."""

from __future__ import annotations

import re

import pytest

from sahel import vocabulary
from sahel.vocabulary import WORDS, group_of, is_country, lists, name, words_of

CONTRACT = {
    "force_kind": "state_forces private_military coalition un_mission eu_mission intelligence host_state armed_group",
    "place_kind": "airfield camp outpost headquarters town area",
    "standing": "denied acknowledged reported claimed",
    "measure": "deployed arrived departed rotated peak planned ceiling assigned",
    "counted": "military uniformed all_staff civilians unstated",
    "confidence": "high medium low",
    "regime_kind": "elected one_party military interim",
    "entry": "independence election coup succession appointed restored continued",
    "exit": "handover coup uprising resigned died reversed continued",
    "status": "member suspended leaving sanctions_economy sanctions_persons aid_suspended",
    "coding": "success failed conspiracy not_listed not_covered",
    "source_kind": "official agency press research dataset reference partisan",
    "claimant": "press research reference",
    "event_kind": "coup coup_attempt plot leadership_change transition election referendum constitution institution "
    "party_ban protest independence membership alliance sanction sanction_lifted agreement agreement_ended cooperation "
    "diplomatic_break diplomatic_visit statement economic_pressure mandate arrival relabelled withdrawal_announced "
    "withdrawal base_opened base_left base_handed_over base_taken delivery attack_on_force battle atrocity accident "
    "justice",
}


@pytest.mark.parametrize(("list_name", "codes"), CONTRACT.items())
def test_a_closed_list_holds_the_words_of_the_contract(list_name: str, codes: str) -> None:
    assert set(words_of(list_name)) == set(codes.split())


def test_senders_and_organisations_hold_the_bodies_of_the_contract() -> None:
    bodies = {"UN", "EU", "ECOWAS", "AES", "G5S", "MULTI", "NONSTATE", "UEMOA", "AU", "OIF", "ICC"}
    assert bodies <= set(words_of("organisation"))


@pytest.mark.parametrize("word", WORDS, ids=lambda word: f"{word.list}-{word.code}")
def test_every_word_has_a_name_and_a_meaning_in_both_languages(word: vocabulary.Word) -> None:
    assert all((word.en, word.fr, word.means_en, word.means_fr))


def test_no_code_stands_twice_in_a_list() -> None:
    assert len({(word.list, word.code) for word in WORDS}) == len(WORDS)


@pytest.mark.parametrize("list_name", lists())
@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_two_words_of_a_list_have_the_same_name(list_name: str, language: str) -> None:
    names = [getattr(word, language) for word in words_of(list_name).values()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("word", WORDS, ids=lambda word: f"{word.list}-{word.code}")
def test_french_words_are_set_as_french_is(word: vocabulary.Word) -> None:
    text = f"{word.fr} {word.means_fr}"
    assert "'" not in text
    assert not re.search(r"(?<!\u202f)[;:!?]", text)


def test_only_senders_and_kinds_of_rule_have_colours() -> None:
    coloured = {word.list for word in WORDS if word.light or word.dark}
    assert coloured == {"sender_group", "regime_kind"}
    assert all(word.light and word.dark and word.shape for word in WORDS if word.list in coloured)


def test_every_kind_of_event_belongs_to_one_of_four_families() -> None:
    assert {word.shape for word in words_of("event_kind").values()} == {"power", "relations", "forces", "violence"}


def test_the_senders_stand_in_the_order_of_the_legend() -> None:
    assert tuple(words_of("sender_group")) == vocabulary.SENDER_GROUPS == ("FRA", "USA", "EUR", "UN", "RUS", "OTHER")


@pytest.mark.parametrize(
    ("sender", "group"),
    [
        ("FRA", "FRA"), ("USA", "USA"), ("UN", "UN"), ("RUS", "RUS"), ("EU", "EUR"), ("DEU", "EUR"), ("ITA", "EUR"),
        ("GBR", "EUR"), ("MULTI", "EUR"), ("TUR", "OTHER"), ("TCD", "OTHER"), ("ECOWAS", "OTHER"), ("AES", "OTHER"),
        ("G5S", "OTHER"), ("NONSTATE", "OTHER"), ("MLI", "OTHER"),
    ],
)  # fmt: skip
def test_each_sender_has_one_group(sender: str, group: str) -> None:
    assert group_of(sender) == group


@pytest.mark.parametrize("code", ["NER", "MLI", "BFA", "NGA", "TCD", "MRT", "DZA", "FRA", "RUS", "USA", "TUR"])
def test_iso_codes_are_countries(code: str) -> None:
    assert is_country(code)


@pytest.mark.parametrize("code", ["", "NE", "ner", "Niger", "XXX", "EUR", "UN", "SAHEL", "001", "ZZZ"])
def test_names_bodies_and_regions_are_not_countries(code: str) -> None:
    assert not is_country(code)


def test_niger_is_not_nigeria() -> None:
    assert name("country", "NER", "en") == "Niger"
    assert name("country", "NGA", "en") == "Nigeria"
    assert name("country", "NGA", "fr") == "Nigeria"


@pytest.mark.parametrize(
    ("list_name", "code", "english", "french"),
    [
        ("event_kind", "coup", "coup", "coup d’État"), ("organisation", "ECOWAS", "ECOWAS", "CEDEAO"),
        ("country", "MLI", "Mali", "Mali"), ("country", "BFA", "Burkina Faso", "Burkina Faso"),
        ("country", "DZA", "Algeria", "Algérie"), ("country", "TCD", "Chad", "Tchad"),
    ],
)  # fmt: skip
def test_a_word_has_its_name_in_each_language(list_name: str, code: str, english: str, french: str) -> None:
    assert name(list_name, code, "en") == english
    assert name(list_name, code, "fr") == french


def test_an_unknown_word_is_an_error_and_never_shown_as_it_is() -> None:
    with pytest.raises(KeyError, match="'coop' is not a word of the list 'event_kind'"):
        name("event_kind", "coop", "en")
