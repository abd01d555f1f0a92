"""What an answer is worth. Pure.

``match`` when two texts say the same (``numbers``: amounts and number words) · ``squad`` exact match and F1 ·
``quoted`` citations word by word · ``marks`` a row, marked · ``ranking`` by ir-measures · ``calibration`` · ``spent``
seconds and cost · ``definitions`` every measure with what it means · ``measure`` the list of them, summed over
questions · ``python -m eval.measures`` prints ``docs/measures.md``.
"""
