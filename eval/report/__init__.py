"""A result shown.

``text`` tables for a terminal (``sentence`` its last line) · ``data`` everything a page shows, as plain data ·
``loss`` where a wrong answer was lost ·
``plots`` drawings · ``page`` one HTML file.
"""

from eval.report.text import by_kind, report, side_by_side, table, wrong

__all__ = ["by_kind", "report", "side_by_side", "table", "wrong"]
