"""Question sets: what they hold, how they are read, checked and written.

``types`` what a set is made of · ``records`` a question as JSON · ``load`` a set by name, folder or file ·
``anchor`` gold quotations found in texts.
"""

from eval.questions.anchor import locate
from eval.questions.load import BUNDLED, bundled, load
from eval.questions.types import EvalSet, Gold, Question, Split, Status

__all__ = ["BUNDLED", "EvalSet", "Gold", "Question", "Split", "Status", "bundled", "load", "locate"]
