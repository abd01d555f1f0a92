"""A planted regression is caught: the program with a part switched off, against the result kept in the repository."""

from pathlib import Path

import pytest

from eval.compare import check
from eval.evaluate import Options, evaluate, variant_named
from eval.questions import Split, load
from eval.result import read_result
from index.encode import open_encoder
from tests.test_house import ROOT

KEPT = ROOT / "eval" / "results" / "covid19-tune.json.gz"


@pytest.mark.slow
@pytest.mark.parametrize(("variant", "measure"), [("no-bm25", "right-short"), ("no-rank", "nDCG@10")])
def test_a_part_switched_off_does_not_pass(variant: str, measure: str, cache_folder: Path) -> None:
    kept = read_result(KEPT)
    options = Options(variant_named(variant), Split.TUNE, jobs=2)
    worse = evaluate(load("covid19"), options, cache_folder, encoder=open_encoder(None, cache_folder))
    verdict = check(worse, kept)
    assert not verdict.passed
    assert measure in [one.key for one in verdict.worse]
    assert check(kept, kept).passed


def test_the_result_kept_is_of_the_set_as_it_is() -> None:
    """A changed set needs a new result: make eval-keep."""
    questions = {question.id: question for question in load("covid19").select(Split.TUNE)}
    assert {row.id: row.question for row in read_result(KEPT).rows} == questions
