"""What an answer is worth. Pure.

``match`` when an answer says an accepted string (``numbers``, ``forms``: what is written in several ways; ``around``:
what changes its meaning) · ``squad`` exact match and F1 · ``quoted`` citations word by word · ``marks`` a row, marked ·
``ranking`` by ir-measures · ``calibration`` · ``spent`` seconds and cost · ``definitions`` every measure with what it
means · ``measure`` the list of them, summed over questions · ``python -m eval.measures`` prints ``docs/measures.md``.
"""
