"""The published JSON Schema says what the loader does."""

import json
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from eval.questions import bundled
from eval.questions.load import BUNDLED
from eval.questions.records import FIELDS, question_of, record_of
from index.errors import InputError

LINE, SET = "questions.schema.json", "set.schema.json"


@cache
def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads((BUNDLED / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", [LINE, SET])
def test_the_schemas_are_schemas(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(validator(name).schema)


def test_the_schema_names_every_field() -> None:
    schema: Any = validator(LINE).schema
    assert set(schema["properties"]) == FIELDS


@pytest.mark.parametrize("name", bundled())
def test_bundled_sets_are_valid(name: str) -> None:
    folder = BUNDLED / name
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    errors = [error.message for line in lines for error in validator(LINE).iter_errors(json.loads(line))]
    errors += [
        error.message for error in validator(SET).iter_errors(json.loads((folder / "set.json").read_text("utf-8")))
    ]
    assert errors == []


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 3)
    | st.sampled_from([1.0, 0.5, 2.0])
    | st.sampled_from(["", " ", "x", "tune"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["file", "quote"]), inner, max_size=2),
    max_leaves=4,
)
GOLD = st.fixed_dictionaries(
    {"file": st.sampled_from(["a.txt", ""]) | JSON, "quote": st.sampled_from(["x", ""]) | JSON},
    optional={"group": JSON, "relevance": JSON},
)
RECORDS = st.fixed_dictionaries(
    {"id": st.just("a") | JSON, "kind": st.just("date") | JSON, "question": st.just("Ai?") | JSON},
    optional={
        "history": st.lists(st.text(max_size=2), max_size=2) | JSON,
        "answers": st.lists(st.lists(st.sampled_from(["x", "\u00a0", ""]), max_size=2), max_size=2) | JSON,
        "gold": st.lists(GOLD, max_size=2) | JSON,
        "answerable": st.booleans() | JSON,
        "split": st.sampled_from(["tune", "held", "Held"]) | JSON,
        "derived": st.booleans() | JSON,
        "status": st.sampled_from(["accepted", "proposed", "rejected", "new"]) | JSON,
        "machine": st.booleans() | JSON,
        "note": st.text(max_size=2) | JSON,
        "other": JSON,
    },
)
GOOD: dict[str, Any] = {"id": "a", "kind": "date", "question": "Ai?"}


@settings(max_examples=400, deadline=None)
@given(RECORDS | JSON)
@example(GOOD | {"answerable": True})
@example(GOOD | {"answerable": True, "answers": None, "gold": None})
@example(GOOD | {"answerable": True, "answers": [], "gold": [{"file": "a", "quote": "", "group": 1.0}]})
@example(GOOD | {"answerable": False, "answers": [["x"]]})
@example(GOOD | {"answerable": False, "answers": None, "gold": None})
@example(GOOD | {"gold": [{"file": "a", "quote": "x", "relevance": True}]})
def test_loader_and_schema_accept_the_same(record: Any) -> None:
    try:
        question = question_of(record)
    except InputError:
        assert not validator(LINE).is_valid(record)
        return
    assert validator(LINE).is_valid(record)
    assert validator(LINE).is_valid(record_of(question))
    assert question_of(record_of(question)) == question


SETS = [
    ({}, True),
    ({"name": "x", "documents": "../x", "obtain": {"vi": "a", "en": "b"}, "mine": 3}, True),
    ({"archive": "../x"}, True),
    ({"archive": "../x", "documents": "y"}, False),
    ({"name": 3}, False),
    ({"obtain": {"vi": "a"}}, False),
    ([], False),
]


@pytest.mark.parametrize(("record", "valid"), SETS)
def test_descriptions_of_sets(record: Any, valid: bool) -> None:
    assert validator(SET).is_valid(record) == valid
