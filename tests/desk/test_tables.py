"""One table serves every counter: what is sorted, kept, counted and exported must be what the address says."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from writ.desk.tables import Choice, Column, Table, plain_cell

TABLE = Table(
    caption="Tasks",
    columns=[
        Column("name", "Name", lambda row: row[0], sort=lambda row: row[0], heads=True),
        Column("days", "Days", lambda row: row[1], number=True, sort=lambda row: row[1]),
        Column("note", "Note", lambda row: "n"),
    ],
    choices=[
        Choice(
            "sign",
            "Sign",
            [("minus", "Below"), ("plus", "Above")],
            lambda row, v: (row[1] < 0) == (v == "minus"),
        )
    ],
    order="days",
    per_page=2,
)
ROWS = [("Žal", 3), ("zid", -1), ("šah", 2), ("sat", 0), ("čas", 1)]


def names(**query: str) -> list[str]:
    return [row[0] for row in TABLE.view(ROWS, query).shown]


def test_rows_stand_in_the_order_asked_for() -> None:
    assert names() == ["zid", "sat"]
    assert names(sort="-days") == ["Žal", "šah"]


def test_words_stand_in_the_order_of_the_language() -> None:
    with translation.override("sr-latn"):
        assert names(sort="name", page="all") == ["čas", "sat", "šah", "zid", "Žal"]


def test_a_filter_keeps_and_an_unknown_value_is_passed_over() -> None:
    assert names(sign="minus") == ["zid"]
    assert names(sign="' OR 1=1") == ["zid", "sat"]


@pytest.mark.parametrize("page", ["0", "-1", "99", "abc", "", "²"])
def test_a_page_that_is_not_there_gives_the_nearest(page: str) -> None:
    view = TABLE.view(ROWS, {"page": page})
    assert 1 <= view.page <= view.pages
    assert view.shown


def test_an_unknown_order_leaves_the_rows_as_they_came() -> None:
    assert names(sort="note") == ["Žal", "zid"]
    assert TABLE.view(ROWS, {"sort": "note"}).order_words == ""


def test_what_nobody_knows_stands_last_either_way() -> None:
    rows = [("a", None), ("b", 1), ("c", 2)]
    for order in ("days", "-days"):
        assert TABLE.view(rows, {"sort": order, "page": "all"}).shown[-1] == ("a", None)


def test_the_count_and_order_are_said_in_words() -> None:
    view = TABLE.view(ROWS, {"sort": "-days"})
    assert view.count_words == "Showing 2 of 5."
    assert view.order_words == "Sorted by Days, largest first."


def test_addresses_keep_what_else_was_asked() -> None:
    view = TABLE.view(ROWS, {"sign": "plus", "page": "2", "tab": "x"}, "/tasks/")
    assert view.url(sort="name", page="") == "/tasks/?sign=plus&tab=x&sort=name"
    assert ("tab", "x") in view.carried
    assert view.export_url == "/tasks/?sign=plus&tab=x&export=csv"


def test_two_tables_on_a_page_do_not_move_each_other() -> None:
    named = Table("Other", TABLE.columns, order="days", name="other")
    assert named.view(ROWS, {"sort": "-days"}).shown[0][0] == "zid"
    assert named.view(ROWS, {"other-sort": "-days"}).shown[0][0] == "Žal"


def test_the_export_holds_every_kept_row_not_only_the_page() -> None:
    view = TABLE.view(ROWS, {"export": "csv", "sign": "plus"})
    assert view.wants_export
    rows = list(csv.reader(StringIO(view.csv())))
    assert rows[0] == ["Name", "Days", "Note"]
    assert len(rows) == 5
    answer = view.export("tasks")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer["Content-Disposition"] == 'attachment; filename="tasks.csv"'


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "  =1", "\r=1"])
def test_no_typed_cell_becomes_a_formula(typed: str) -> None:
    """A spreadsheet that runs a candidate's name is an attack on whoever opens it."""
    assert plain_cell(typed).startswith("'")


@given(st.text())
def test_a_cell_never_begins_like_a_formula(typed: str) -> None:
    assert not plain_cell(typed).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


def test_numbers_stay_numbers() -> None:
    assert [plain_cell(value) for value in (-1, Decimal("-0.5"), None, date(2007, 9, 13), True)] == [
        "-1", "-0.5", "", "2007-09-13", "True",
    ]  # fmt: skip


def test_cells_show_numbers_with_the_true_minus() -> None:
    cells = TABLE.view([("a", -1)], {}).body[0]["cells"]
    assert [cell["html"] for cell in cells] == ["a", "−1", "n"]
