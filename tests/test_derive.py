"""The end of a term computed from its start and length, by calendar; silence where it cannot be known."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.derive import derive, end_of, moment_of
from rag.types import Derivation


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("06h00 ngày 24/7/2021", "15 ngày", "06h00 ngày 08/8/2021"),
        ("kể từ 06h00 ngày 24 tháng 7 năm 2021", "trong vòng 15 ngày", "06h00 ngày 08/8/2021"),
        ("ngày 24/7/2021", "15 ngày", "08/8/2021"),
        ("từ ngày 24-7-2021", "thời hạn 01 (một) tháng", "24/8/2021"),
        ("31/01/2021", "1 tháng", "28/02/2021"),
        ("31/01/2024", "1 tháng", "29/02/2024"),
        ("30/11/2023", "3 tháng", "29/02/2024"),
        ("29/02/2020", "01 năm", "28/02/2021"),
        ("15/12/2021", "2 tháng", "15/02/2022"),
        ("ngày 20/6/2024", "07 ngày", "27/6/2024"),
        ("20/12/2024", "2 tuần", "03/01/2025"),
        ("0 giờ ngày 24/7/2021", "48 giờ", "00h00 ngày 26/7/2021"),
        ("7 giờ 30 phút ngày 24/7/2021", "24h", "07h30 ngày 25/7/2021"),
        ("24h00 ngày 24/7/2021", "1 ngày", "00h00 ngày 26/7/2021"),
        ("ngày mùng 5 tháng 9 năm 2021", "không quá 10 ngày", "15/9/2021"),
        # Not computed: a wrong date would be worse than none.
        ("ngày 10/3/2024", "5 ngày làm việc", None),
        ("ngày 10/3/2024", "ít nhất 5 ngày", None),
        ("ngày 10/3/2024", "khoảng 5 ngày", None),
        ("ngày 10/3/2024", "10-15 ngày", None),
        ("ngày 10/3/2024", "1,5 tháng", None),
        ("ngày 10/3/2024", "3 ngày/lần", None),
        ("ngày 10/3/2024", "48 giờ", None),
        ("ngày 10/3/2024", "0 ngày", None),
        ("ngày 10/3/2024", "", None),
        ("ngày 10/3", "5 ngày", None),
        ("tháng 3/2024", "5 ngày", None),
        ("trước ngày 10/3/2024", "5 ngày", None),
        ("ngày 10/3/2024 đến ngày 12/3/2024", "5 ngày", None),
        ("ngày 31/02/2024", "5 ngày", None),
        ("25h00 ngày 10/3/2024", "5 ngày", None),
        ("ngày ký", "5 ngày", None),
        ("", "5 ngày", None),
        ("10/3/2099", "9999 năm", None),
    ],
)
def test_end_of_a_term(start: str, length: str, end: str | None) -> None:
    assert end_of(start, length) == end
    assert derive(start, length) == (Derivation(start, length, end) if end else None)


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(1, 3_000))
def test_days_are_counted_by_the_calendar(day: date, count: int) -> None:
    end = end_of(f"ngày {day.day:02d}/{day.month}/{day.year}", f"{count} ngày")
    assert end is not None
    assert moment_of(end) == ((day + timedelta(days=count)).isoformat(), "")


@given(st.dates(date(1950, 1, 1), date(2050, 1, 1)), st.integers(1, 400))
def test_months_end_in_their_month(day: date, count: int) -> None:
    found = moment_of(end_of(f"ngày {day.day} tháng {day.month} năm {day.year}", f"{count} tháng") or "")
    assert found is not None
    end = date.fromisoformat(found[0])
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == count
    assert end.day == day.day or (end.day < day.day and (end + timedelta(days=1)).day == 1)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_words(start: str, length: str) -> None:
    derive(start, length)
    moment_of(start)
