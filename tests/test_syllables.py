"""The table of syllables: counted as by hand, packed, read back; the file that is shipped; what an archive keeps of its own."""

import math
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.syllables.make import make, ways_of_asking
from index.archive import Archive
from index.errors import ArchiveError
from index.syllables.count import DISCOUNT, Part, table_of
from index.syllables.model import GENERAL, Syllables, general, probability
from index.syllables.table import FILE, FIRST, LEVELS, Arrays, Followers, SyllableTable, packed

TEXTS = ("quận hà đông", "quận hà đông yêu cầu", "phường hà cầu", "quận 5 hà đông. Hà Đông")
STEP = 0.036  # half of one level


def follows(model: Syllables, *words: str) -> float:
    """The probability of the last word after the two before it."""
    chain = [model.end, model.end, *(model.form(word).word for word in words)]
    form = model.form(words[-1])
    return probability(model.context(chain[-3], chain[-2]), form, model.after_one(chain[-2], form))


def seen(found: Followers | None, word: int) -> float:
    """``max(n − d, 0)`` of a word among those that follow."""
    assert found is not None
    following, levels, begin, end, _, _ = found
    return next((LEVELS[levels[at]] for at in range(begin, end) if following[at] == word), 0.0)


# ---------------------------------------------------------------- counts


def test_counts_by_hand() -> None:
    table = table_of([Part(TEXTS)])
    ids = table.ids
    assert table.words == tuple(sorted({"quận", "hà", "đông", "yêu", "cầu", "phường"}))
    # "hà đông" follows the start (once), "quận" and a number: three places; "hà cầu" one.
    after = table.after_one(ids["hà"])
    assert after is not None
    assert seen(after, ids["đông"]) == pytest.approx(3 - DISCOUNT, rel=STEP)
    assert seen(after, ids["cầu"]) == pytest.approx(1 - DISCOUNT, rel=STEP)
    assert after[4:] == pytest.approx((4, 2 * DISCOUNT))
    # The start of a stretch counts how often: "quận" three times, "phường" and "hà" once.
    after = table.after_one(0)
    assert after is not None
    assert seen(after, ids["quận"]) == pytest.approx(3 - DISCOUNT, rel=STEP)
    assert after[4] == 5
    after = table.after_two(ids["quận"], ids["hà"])
    assert after is not None
    assert after[4:] == pytest.approx((2, DISCOUNT), rel=STEP)
    assert seen(after, ids["đông"]) == pytest.approx(2 - DISCOUNT, rel=STEP)
    assert seen(after, ids["cầu"]) == 0
    assert table.after_two(ids["cầu"], ids["hà"]) is None
    # In how many places each stands: "hà" after the start, "quận", "phường" and a number.
    assert table.seen[ids["hà"]] == 4


def test_texts_do_not_run_into_each_other() -> None:
    table = table_of([Part(["hà đông", "quận năm"])])
    assert table.after_one(table.ids["đông"]) is None


def test_weight_is_that_many_copies_of_the_evidence() -> None:
    once, thrice = table_of([Part(TEXTS)]), table_of([Part(TEXTS, 3.0)])
    np.testing.assert_allclose(thrice.arrays.seen, 3 * once.arrays.seen)
    np.testing.assert_allclose(thrice.arrays.total_one, 3 * once.arrays.total_one)
    assert follows(Syllables([(thrice, 1.0)]), "quận", "hà", "đông") == pytest.approx(
        follows(Syllables([(once, 1.0)]), "quận", "hà", "đông"), rel=4 * STEP
    )
    both = table_of([Part(TEXTS[:2]), Part(TEXTS[2:], 2.0)])
    assert both.words == once.words


def test_rare_ones_are_pruned_and_their_share_is_left() -> None:
    texts = ["quận hà đông"] * 5 + ["quận hà nam"]
    whole, pruned = table_of([Part(texts)]), table_of([Part(texts)], triples=2)
    after, all_after = (table.after_two(table.ids["quận"], table.ids["hà"]) for table in (pruned, whole))
    assert after is not None
    assert all_after is not None
    assert after[4] == all_after[4]
    assert after[5] == pytest.approx(6 - (5 - DISCOUNT), rel=STEP)
    assert seen(after, pruned.ids["nam"]) == 0 < seen(all_after, whole.ids["nam"])
    assert "nam" not in table_of([Part(texts)], rarest=2).ids


def test_nothing_counted_is_a_table() -> None:
    table = table_of([Part([])])
    assert (table.words, len(table.arrays.next_one)) == ((), 0)
    model = Syllables([(table, 1.0)])
    assert model.forms("ha") == ()
    assert follows(model, "quận", "hà") > 0


@given(st.lists(st.text(alphabet="àab .\n1"), max_size=8), st.text(alphabet="àab "))
def test_probabilities_add_up(texts: list[str], more: str) -> None:
    table = table_of([Part(texts), Part([more], 2.0)])
    model = Syllables([(table, 1.0)])
    if not table.words:
        return
    forms = [model.form(word) for word in table.words]
    assert math.fsum(form.alone for form in forms) == pytest.approx(1, abs=1e-4)
    for first in forms:
        for second in forms:
            context = model.context(first.word, second.word)
            after = [model.after_one(second.word, form) for form in forms]
            assert math.fsum(after) == pytest.approx(1, rel=2 * STEP)
            both = [probability(context, form, one) for form, one in zip(forms, after, strict=True)]
            assert math.fsum(both) == pytest.approx(1, rel=4 * STEP)
            assert min(both) > 0


def test_tables_add_up_with_their_weights() -> None:
    law, own = table_of([Part(["hoa minh hoa"] * 50)]), table_of([Part(["hòa minh"])])
    assert follows(Syllables([(law, 1.0), (own, 100.0)]), "hòa") > follows(Syllables([(law, 1.0), (own, 100.0)]), "hoa")
    assert follows(Syllables([(law, 1.0), (own, 0.1)]), "hòa") < follows(Syllables([(law, 1.0), (own, 0.1)]), "hoa")


# ---------------------------------------------------------------- packed and kept


@given(st.floats(0.25, 1e6))
def test_levels_are_close(value: float) -> None:
    assert LEVELS[packed(np.array([value]))[0]] == pytest.approx(value, rel=STEP)


def test_level_of_nothing() -> None:
    assert packed(np.array([0.0, 1e-9, 1e30])).tolist() == [0, 1, 255]


def test_saved_and_loaded(tmp_path: Path) -> None:
    table = table_of([Part(TEXTS)])
    table.save(tmp_path / "t.npz")
    again = SyllableTable.load(tmp_path / "t.npz")
    for field in fields(Arrays):
        np.testing.assert_array_equal(getattr(table.arrays, field.name), getattr(again.arrays, field.name))


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "text", "rows", "sizes", "words"])
def test_damaged_table_is_refused(damage: str, tmp_path: Path) -> None:
    file = tmp_path / FILE
    table = table_of([Part(TEXTS)])
    arrays = table.arrays
    bad = {
        "rows": replace(arrays, row_one=arrays.row_one[::-1].copy()),
        "sizes": replace(arrays, seen_two=arrays.seen_two[:-1]),
        "words": replace(arrays, words=arrays.words[:-8]),
    }
    if damage in bad:
        table.arrays = bad[damage]
    table.save(file)
    if damage == "missing":
        file.unlink()
    elif damage == "empty":
        file.write_bytes(b"")
    elif damage == "cut":
        file.write_bytes(file.read_bytes()[:-200])
    elif damage == "text":
        file.write_text("âm tiết", encoding="utf-8")
    with pytest.raises(ArchiveError, match=r"syllables\.npz"):
        SyllableTable.load(file)


# ---------------------------------------------------------------- the table that is shipped


def test_shipped_table() -> None:
    assert GENERAL.stat().st_size <= 5_000_000
    table = general()
    assert len(table.words) > 4_000
    assert table.words == tuple(sorted(table.words))
    assert len(table.arrays.next_one) > 100_000
    assert len(table.arrays.next_two) > 400_000
    model = Syllables([(table, 1.0)])
    assert {form.text for form in model.forms("quan")} >= {"quan", "quận", "quân", "quản"}
    assert follows(model, "ủy", "ban", "nhân") > 0.5
    for word in ("ai", "nào", "gì", "bao", "nhiêu"):  # law hardly asks
        assert table.seen[table.ids[word]] > 0


def test_ways_of_asking_are_lines_of_words(tmp_path: Path) -> None:
    lines = ways_of_asking()
    assert len(lines) > 500
    assert len(set(lines)) == len(lines)
    assert all(line == line.strip() and len(line) < 60 for line in lines)
    made = make(["Quận Hà Đông.\nQuận Hà Đông."] * 3, tmp_path / "data" / "t.npz")
    assert "đông" in made.ids
    assert seen(made.after_one(made.ids["khi"]), made.ids["nào"]) > 100


def test_archive_has_a_table_of_its_own(sample: Archive) -> None:
    own = SyllableTable.load(sample.folder / FILE)
    assert {"hòa", "minh", "đặng", "covid"} <= set(own.ids)
    assert sample.syllables is sample.syllables
    assert sample.syllables.form("đặng").word[1] >= FIRST
    assert FILE in sample.manifest.files  # checked with the rest of the snapshot
