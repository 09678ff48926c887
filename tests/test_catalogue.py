"""Every sentence of the screens is translated, keeps its fields, and is set as French is set."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

import pytest
from babel.messages.catalog import Catalog, Message
from messages import fields, said

from sahel import catalogue

MESSAGES, UNREAD = said()
PAIRS = sorted({(message.one, message.many) for message in MESSAGES})


@lru_cache(maxsize=1)
def french() -> Catalog:
    """The French catalogue; a missing one fails every test that asks for it."""
    if not catalogue.PO.exists():
        pytest.fail(f"{catalogue.PO.name} is missing: {len(PAIRS)} messages wait (python -m sahel catalogue)")
    return catalogue.load()


def translations(entry: Message | None) -> tuple[str, ...]:
    if entry is None:
        return ()
    return (entry.string,) if isinstance(entry.string, str) else tuple(entry.string)


def test_every_sentence_is_a_literal_or_stands_in_a_table_of_literals() -> None:
    assert UNREAD == ()
    assert len(PAIRS) > 100


def test_every_sentence_that_is_said_is_found_by_the_command_that_lists_them() -> None:
    listed = {(message.one, message.many) for message in catalogue.extract()}
    assert sorted(set(PAIRS) - listed) == []
    assert sorted(listed - set(PAIRS)) == []


def test_every_field_of_a_sentence_is_given_to_it() -> None:
    lacking = [
        (message.place, message.one)
        for message in MESSAGES
        if message.fields is not None and not fields(message.one) | fields(message.many) <= message.fields
    ]
    assert not lacking


def test_a_sentence_has_one_plural_and_is_not_also_said_without() -> None:
    plurals = defaultdict(set)
    for one, many in PAIRS:
        plurals[one].add(many)
    assert {one: many for one, many in plurals.items() if len(many) > 1} == {}


@pytest.mark.parametrize(
    ("sign", "pattern"),
    [
        ("the apostrophe is ’", r"'"),
        ("quotes are “ ”", r'"'),
        ("a dash is –", r"--| - "),
        ("an ellipsis is one sign", r"\.\.\."),
        ("no blank at either end, none doubled", r"^ | $|  "),
    ],
)
def test_english_is_set_with_its_own_marks(sign: str, pattern: str) -> None:
    wrong = [message.place for message in MESSAGES for text in (message.one, message.many) if re.search(pattern, text)]
    assert not wrong, sign


def test_nothing_is_untranslated() -> None:
    missing = [one for one, _ in PAIRS if not all(translations(french().get(one)) or [""])]
    assert not missing, f"{len(missing)} of {len(PAIRS)}: " + " | ".join(missing[:20])


def test_nothing_in_the_catalogue_is_obsolete_or_fuzzy() -> None:
    known = {one for one, _ in PAIRS}
    ids = {entry.id if isinstance(entry.id, str) else entry.id[0] for entry in french() if entry.id}
    assert not ids - known
    assert not french().obsolete
    assert not [entry.id for entry in french() if entry.id and entry.fuzzy]


def test_the_catalogue_has_the_plurals_of_french() -> None:
    assert french().num_plurals == 2
    wrong = [one for one, many in PAIRS if len(translations(french().get(one))) != (2 if many else 1)]
    assert not wrong


def test_a_translation_keeps_the_fields_of_its_sentence() -> None:
    wrong = []
    for one, many in PAIRS:
        allowed = {fields(one), fields(many or one)}
        wrong += [(one, text) for text in translations(french().get(one)) if text and fields(text) not in allowed]
    assert not wrong


@pytest.mark.parametrize(
    ("sign", "pattern"),
    [
        ("no ASCII apostrophe", r"'"),
        ("U+202F before : ; ! ? and never a plain space", r"(?<![\u202f])[;!?:](?=\s|$)|[ \u00a0][;:!?]"),
        ("U+202F inside « »", r"«(?!\u202f)|(?<!\u202f)»"),
        ("quotes as « »", r'["“”]'),
        ("an ellipsis of one sign", r"\.\.\."),
        ("U+202F before %", r"(?<!\u202f)%"),
        ("no blank at either end, none doubled", r"^ | $|  "),
    ],
)  # fmt: skip
def test_french_is_set_as_french_is(sign: str, pattern: str) -> None:
    wrong = [text for one, _ in PAIRS for text in translations(french().get(one)) if re.search(pattern, text)]
    assert not wrong, f"{sign}: {wrong[:10]}"


def test_the_file_is_as_the_command_writes_it() -> None:
    assert catalogue.PO.read_bytes() == catalogue.written(catalogue.updated(catalogue.load(), catalogue.extract()))
