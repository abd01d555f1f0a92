"""How well clauses are found: ours, ours with each part switched off, and plain systems on the same encoder, side by side, on
questions typed in four ways. ``python -m eval.finding SET…`` (``make finding``).

``sets`` what is asked, and how it is typed · ``systems`` what is measured (``plain`` and ``bm25``: the plain ones) ·
``opened`` a set with everything a system needs · ``results`` every system asked, and what it found kept · ``marks`` what that
is worth · ``targets`` what must be reached · ``table`` all as Markdown.
"""
