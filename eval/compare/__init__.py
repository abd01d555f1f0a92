"""Is one result really better than another, and where.

``bootstrap`` how far a measure may be off · ``pairs`` two results side by side · ``regression`` the same as a yes or no, for CI.
"""

from eval.compare.bootstrap import Interval, intervals
from eval.compare.pairs import Change, Comparison, Difference, compare
from eval.compare.regression import WATCHED, Verdict, check

__all__ = [
    "WATCHED", "Change", "Comparison", "Difference", "Interval", "Verdict", "check", "compare", "intervals",
]  # fmt: skip
