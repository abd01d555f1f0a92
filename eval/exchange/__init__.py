"""Question sets and results in the formats of other programs: ``convert`` is the story, a module each for the formats.

``squad`` · ``beir`` · ``alqac`` · ``trec`` (lines), ``trec_qrels``, ``trec_run`` · ``sheets`` our own · ``guess`` which it is
· ``item`` other people's JSON · ``names`` ids and file names · ``units`` gold as documents or clauses · ``files`` on disk.
"""

from dataclasses import dataclass
from importlib import import_module
from types import ModuleType


@dataclass(frozen=True, slots=True)
class Format:
    """``home``: the module that knows it, imported when asked for; ``writes``: what can be exported to it."""

    vi: str
    en: str
    home: str
    writes: frozenset[str] = frozenset({"set"})

    @property
    def module(self) -> ModuleType:
        """Its module."""
        return import_module(self.home)


_BOTH, _RESULT = frozenset({"set", "result"}), frozenset({"result"})
FORMATS = {
    "squad": Format("SQuAD 1.1, 2.0: một tệp JSON", "SQuAD 1.1, 2.0: a JSON file", "eval.exchange.squad"),
    "beir": Format("BEIR: corpus, queries, qrels", "BEIR: corpus, queries, qrels", "eval.exchange.beir"),
    "alqac": Format("ALQAC: luật và câu hỏi", "ALQAC: laws and questions", "eval.exchange.alqac"),
    "trec-qrels": Format("TREC qrels", "TREC qrels", "eval.exchange.trec_qrels", _BOTH),
    "trec-run": Format("TREC run", "a TREC run", "eval.exchange.trec_run", _RESULT),
    "jsonl": Format("câu hỏi JSON, mỗi dòng một câu", "questions as JSON lines", "eval.exchange.sheets"),
    "csv": Format("bảng tính CSV", "a CSV spreadsheet", "eval.exchange.sheets"),
    "xlsx": Format("bảng tính Excel", "an Excel spreadsheet", "eval.exchange.sheets"),
}
