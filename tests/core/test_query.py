"""What people type means what they mean by it."""

from __future__ import annotations

import doctest
import hashlib
import json
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmemo.core import query
from callmemo.core.query import as_dialled, expression, finds, read_query
from callmemo.core.surnames import surnames
from callmemo.core.text import NORMALISER, index_text


def test_the_examples_in_the_module_are_true() -> None:
    assert doctest.testmod(query).failed == 0


@pytest.mark.parametrize(
    ("typed", "said", "is_found"),
    [
        ("yamada", ["ヤマダ"], True),
        ("YAMADA", ["やまだ"], True),
        ("yam", ["ヤマダ"], True),
        ("yaman", ["ヤマナカ"], True),
        ("gakk", ["ガッコウ"], True),
        ("kenichi", ["ケニチ"], True),
        ("ken'ichi", ["ケンイチ"], True),
        ("smith", ["Smith"], True),
        ("smith", ["スミス"], False),
        ("a", ["ア"], False),
        ("山田様", ["山田"], True),
        ("㈱アオバ", ["株式会社アオバ"], True),
        ("アオバ株式会社", ["株式会社アオバ"], True),
        ("株式会社", ["㈱アオバ"], False),
        ("03 0000 0142", ["03-0000-0142"], True),
        ("1124 007", ["1124-007"], True),
        ("0142 03", ["03-0000-0142"], True),
        ("山田 0142", ["山田", "03-0000-0142"], True),
        ("山田 0142", ["山田", "03-0000-0143"], False),
        ("山田 山田", ["山田"], True),
        ("。", ["。"], False),
        ("", [""], False),
    ],
)
def test_a_query_finds_what_is_meant(typed: str, said: list[str], is_found: bool) -> None:
    assert finds(read_query(typed), said) is is_found


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("+81 3-0000-0142", "0300000142"),
        ("＋８１（０）３", "03"),
        ("0081 90 0000 0188", "09000000188"),
        ("+1 202 555 0100", ""),
        ("+81", ""),
        ("03-0000-0142", ""),
        ("", ""),
    ],
)
def test_a_number_from_abroad_is_known_as_it_is_dialled(written: str, dialled: str) -> None:
    assert as_dialled(written) == dialled


@given(st.text(max_size=300))
def test_any_text_can_be_looked_for(typed: str) -> None:
    groups = read_query(typed)
    assert all(word for group in groups for way in group for word in way)
    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE s USING fts5 (grams, content = '', tokenize = 'ascii')")
    index.execute("INSERT INTO s (rowid, grams) VALUES (1, ?)", (index_text([typed[:200]]),))
    if groups:
        rows = index.execute("SELECT rowid FROM s WHERE s MATCH ?", (expression(groups),))
        assert bool(rows.fetchall()) is finds(groups, [typed[:200]])
    index.close()


def test_an_index_stands_as_long_as_its_rules() -> None:
    """Readings stand in the index: who changes them raises the normaliser, and says so here."""
    known = json.dumps(surnames(), ensure_ascii=False, sort_keys=True).encode("utf-8")
    digest = hashlib.sha256(known).hexdigest()[:16]
    assert (NORMALISER, digest) == (2, "3bdde2c1cc30a19e")
