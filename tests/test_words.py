"""English and French as each is written: look.md's table of numbers, dates and ranges."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sahel import words
from sahel.words import Language, language

EN, FR = Language("en"), Language("fr")
NARROW = "\u202f"


def test_there_are_two_languages() -> None:
    assert words.LANGUAGES == ("en", "fr")
    assert language("fr").code == "fr"
    assert language("fr") is language("fr")
    with pytest.raises(ValueError, match="'de' is not one of"):
        Language("de")


@pytest.mark.parametrize(
    ("n", "english", "french"),
    [
        (0, "0", "0"), (7, "7", "7"), (999, "999", "999"), (1016, "1,016", f"1{NARROW}016"),
        (13289, "13,289", f"13{NARROW}289"), (1234567, "1,234,567", f"1{NARROW}234{NARROW}567"),
        (0.5, "0.5", "0,5"), (-257, "\u2212257", "\u2212257"),
    ],
)  # fmt: skip
def test_numbers_are_grouped_as_each_language_does(n: float, english: str, french: str) -> None:
    assert (EN.number(n), FR.number(n)) == (english, french)


@pytest.mark.parametrize(
    ("low", "high", "about", "english", "english_short", "french", "french_short"),
    [
        (648, 648, False, "648", "648", "648", "648"),
        (300, 350, False, "300–350", "300–350", "300 à 350", "300–350"),
        (4500, 5100, False, "4,500–5,100", "4,500–5,100", f"4{NARROW}500 à 5{NARROW}100", f"4{NARROW}500–5{NARROW}100"),
        (1000, 1000, True, "about 1,000", "~1,000", f"environ 1{NARROW}000", f"~1{NARROW}000"),
        (12, 12, True, "about 12", "~12", "environ 12", "~12"),
        (200, 999, True, "several hundred", "several hundred", "plusieurs centaines", "plusieurs centaines"),
        (24, 99, True, "dozens", "dozens", "des dizaines", "des dizaines"),
        (1000, None, False, "at least 1,000", "≥ 1,000", f"au moins 1{NARROW}000", f"≥ 1{NARROW}000"),
        (None, 100, False, "up to 100", "≤ 100", "jusqu’à 100", "≤ 100"),
        (None, None, False, "no figure", "no figure", "aucun chiffre", "aucun chiffre"),
    ],
)  # fmt: skip
def test_a_claim_is_said_as_its_claimant_said_it(
    low: int | None, high: int | None, about: bool, english: str, english_short: str, french: str, french_short: str
) -> None:
    assert EN.figure(low, high, about) == english
    assert EN.figure(low, high, about, short=True) == english_short
    assert FR.figure(low, high, about) == french
    assert FR.figure(low, high, about, short=True) == french_short


@pytest.mark.parametrize(
    ("day", "english", "english_short", "french", "french_short"),
    [
        (date(2024, 4, 12), "12 April 2024", "12 Apr 2024", "12 avril 2024", "12 avr. 2024"),
        (date(2023, 8, 1), "1 August 2023", "1 Aug 2023", "1er août 2023", "1er août 2023"),
        (date(2023, 8, 11), "11 August 2023", "11 Aug 2023", "11 août 2023", "11 août 2023"),
        (date(2022, 9, 30), "30 September 2022", "30 Sep 2022", "30 septembre 2022", "30 sept. 2022"),
        (date(2013, 1, 11), "11 January 2013", "11 Jan 2013", "11 janvier 2013", "11 janv. 2013"),
        (date(2015, 5, 31), "31 May 2015", "31 May 2015", "31 mai 2015", "31 mai 2015"),
    ],
)
def test_months_of_a_day_are_in_words(
    day: date, english: str, english_short: str, french: str, french_short: str
) -> None:
    assert (EN.day(day), EN.day(day, short=True)) == (english, english_short)
    assert (FR.day(day), FR.day(day, short=True)) == (french, french_short)
    assert EN.date(day.isoformat()) == english


@pytest.mark.parametrize(
    ("text", "english", "french"),
    [
        ("2021-12", "December 2021", "décembre 2021"),
        ("2016", "2016", "2016"),
        ("2013~", "about 2013", "vers 2013"),
        ("2013-01~", "about January 2013", "vers janvier 2013"),
        ("2013-05-03~", "about 3 May 2013", "vers le 3 mai 2013"),
        (
            "[2021-10-12..2021-10-24]",
            "between 12 October and 24 October 2021",
            "entre le 12 octobre et le 24 octobre 2021",
        ),
        (
            "[2020-12-01..2021-01-20]",
            "between 1 December 2020 and 20 January 2021",
            "entre le 1er décembre 2020 et le 20 janvier 2021",
        ),
        ("[2021-12..2022-02]", "between December 2021 and February 2022", "entre décembre 2021 et février 2022"),
        ("[2013..2015]", "between 2013 and 2015", "entre 2013 et 2015"),
        ("..", "end unknown", "fin inconnue"),
    ],
)  # fmt: skip
def test_a_date_is_said_no_sharper_than_it_is(text: str, english: str, french: str) -> None:
    assert (EN.date(text), FR.date(text)) == (english, french)


@pytest.mark.parametrize(
    ("text", "english", "french"),
    [
        ("2021-12", "Dec 2021", "déc. 2021"), ("2022-09", "Sep 2022", "sept. 2022"), ("2016", "2016", "2016"),
        ("2022-09-30", "30 Sep 2022", "30 sept. 2022"),
    ],
)  # fmt: skip
def test_a_short_date_has_a_short_month(text: str, english: str, french: str) -> None:
    assert (EN.date(text, short=True), FR.date(text, short=True)) == (english, french)


@pytest.mark.parametrize(
    ("start", "english", "french"),
    [
        ("2024-04-10", "since 10 April 2024", "depuis le 10 avril 2024"),
        ("2023-08-01", "since 1 August 2023", "depuis le 1er août 2023"),
        ("2021-12", "since December 2021", "depuis décembre 2021"),
        ("2016", "since 2016", "depuis 2016"),
        ("2017-12~", "since about December 2017", "depuis décembre 2017 environ"),
        ("2017-12-03~", "since about 3 December 2017", "depuis le 3 décembre 2017 environ"),
    ],
)
def test_since_when(start: str, english: str, french: str) -> None:
    assert (EN.since(start), FR.since(start)) == (english, french)
    assert (EN.span(start, ".."), FR.span(start, "..")) == (english, french)


@pytest.mark.parametrize(
    ("start", "end", "english", "french"),
    [
        ("2012", "2026", "2012–2026", "2012-2026"),
        ("2013-01-11", "2022-08-15", "11 Jan 2013 – 15 Aug 2022", "du 11 janv. 2013 au 15 août 2022"),
        ("2013-08-01", "2013-09-01", "1 Aug 2013 – 1 Sep 2013", "du 1er août 2013 au 1er sept. 2013"),
        ("2016", "2016", "2016", "2016"),
        ("2024-04-12", "2024-04-12", "12 Apr 2024", "12 avr. 2024"),
        ("2016", "2022-08-15", "2016 – 15 Aug 2022", "2016 – 15 août 2022"),
        ("2014-08", "2020-12", "Aug 2014 – Dec 2020", "août 2014 – déc. 2020"),
    ],
)
def test_a_span_of_time_is_written_as_each_language_does(start: str, end: str, english: str, french: str) -> None:
    assert (EN.span(start, end), FR.span(start, end)) == (english, french)


def test_an_open_span_tells_its_last_evidence() -> None:
    assert EN.span("2024-04-10", "..", "2026-02") == "since 10 April 2024, last evidence February 2026"


@pytest.mark.parametrize(
    ("low", "high", "english", "french"),
    [
        (1, None, "1 day", "1 jour"), (0, None, "0 days", "0 jour"), (448, None, "448 days", "448 jours"),
        (448, 448, "448 days", "448 jours"), (235, 257, "235–257 days", "235 à 257 jours"),
        (1016, None, "1,016 days", f"1{NARROW}016 jours"),
    ],
)  # fmt: skip
def test_days_are_counted_in_singular_and_plural(low: int, high: int | None, english: str, french: str) -> None:
    assert (EN.days(low, high), FR.days(low, high)) == (english, french)


@pytest.mark.parametrize(
    ("codes", "english", "french"),
    [
        (("NER",), "Niger", "au Niger"), (("NER", "MLI"), "Niger and Mali", "au Niger et au Mali"),
        (("NER", "MLI", "BFA"), "Niger, Mali and Burkina Faso", "au Niger, au Mali et au Burkina Faso"),
    ],
)  # fmt: skip
def test_countries_after_in(codes: tuple[str, ...], english: str, french: str) -> None:
    assert (EN.in_countries(codes), FR.in_countries(codes)) == (english, french)


def test_no_country_is_said_too() -> None:
    assert EN.in_countries(()) == "no country"


def test_lists_in_words() -> None:
    assert EN.join(["a"]) == FR.join(["a"]) == "a"
    assert (EN.join("abc"), FR.join("abc")) == ("a, b and c", "a, b et c")


@pytest.mark.parametrize(
    ("code", "english", "french"),
    [
        ("press", "press", "presse"), ("FRA", "France", "France"), ("DEU", "Germany", "Allemagne"),
        ("ECOWAS", "ECOWAS", "CEDEAO"), ("wagner", "Wagner", "Wagner"),
    ],
)  # fmt: skip
def test_a_claimant_is_named(code: str, english: str, french: str) -> None:
    names = {"wagner": "Wagner"}
    assert (EN.claimant(code, names), FR.claimant(code, names)) == (english, french)


def test_a_word_has_a_meaning_in_each_language() -> None:
    assert EN.meaning("counted", "uniformed") == "soldiers and police"
    assert FR.meaning("counted", "uniformed") == "militaires et policiers"


PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "{forces} in {countries}"
msgstr "{forces} {countries}"

msgid "untranslated {field}"
msgstr ""

msgid "{n} horse"
msgid_plural "{n} horses"
msgstr[0] "{n} cheval"
msgstr[1] "{n} chevaux"

msgid "{n} cow"
msgid_plural "{n} cows"
msgstr[0] ""
msgstr[1] ""
"""


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fr" / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "fr" / "LC_MESSAGES" / "sahel.po").write_text(PO, encoding="utf-8")
    monkeypatch.setattr(words, "CATALOGUES", tmp_path)
    words._catalogue.cache_clear()
    yield
    words._catalogue.cache_clear()


@pytest.mark.usefixtures("catalogue")
def test_sentences_come_from_the_catalogue_and_the_english_text_is_the_key() -> None:
    said = {code: Language(code).say("{forces} in {countries}", forces="A", countries="B") for code in ("en", "fr")}
    assert said == {"en": "A in B", "fr": "A B"}


@pytest.mark.usefixtures("catalogue")
def test_what_is_not_translated_is_said_in_english() -> None:
    assert FR.say("untranslated {field}", field=1) == "untranslated 1"
    assert FR.say("not in the catalogue {at_all}", at_all=2) == "not in the catalogue 2"
    assert FR.say_n("{n} cow", "{n} cows", 3) == "3 cows"
    assert FR.say_n("{n} sheep", "{n} sheep", 3) == "3 sheep"


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("n", "english", "french"),
    [
        (0, "0 horses", "0 cheval"), (1, "1 horse", "1 cheval"), (2, "2 horses", "2 chevaux"),
        (1016, "1,016 horses", f"1{NARROW}016 chevaux"),
    ],
)  # fmt: skip
def test_plurals_follow_each_language(n: int, english: str, french: str) -> None:
    assert EN.say_n("{n} horse", "{n} horses", n) == english
    assert FR.say_n("{n} horse", "{n} horses", n) == french


def test_a_sentence_without_fields_may_hold_braces() -> None:
    assert EN.say("a {brace}") == "a {brace}"
