"""Question sets: what they hold, how they are read, checked and written.

``types`` what a set is made of · ``records`` a question as JSON · ``lines`` a file of questions · ``load`` a set by name,
folder or file (``about`` its description, ``documents`` its texts) · ``anchor`` gold quotations found in texts ·
``check`` all that is wrong with a set (``evidence``, ``near``, ``same``) · ``sheet`` questions as ``.csv`` and ``.xlsx``
(``columns``, ``cells``, ``tables``, ``workbook``, ``rows``; looked up in the documents: ``resolve``, ``numbers``, ``together``;
to be filled in: ``template``, ``guide``) · ``feedback`` questions made from what a person says of an answer.
"""

from eval.questions.anchor import locate
from eval.questions.load import BUNDLED, bundled, load
from eval.questions.types import EvalSet, Gold, Question, Split, Status
from index.errors import DocumentsAbsent

__all__ = [
    "BUNDLED", "DocumentsAbsent", "EvalSet", "Gold", "Question", "Split", "Status", "bundled", "load", "locate",
]  # fmt: skip
