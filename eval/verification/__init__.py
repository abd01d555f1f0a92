"""How well verification tells true answers from corrupted ones: ``python -m eval.verification``.

``cases`` (statements with what they cite, written by hand or said by the program) → ``corrupt`` (what is made of the true
ones, by rule, the same every time) → ``measure``. Each case belongs to one half: rules of :mod:`rag.verification` were written
looking at the half ``write`` and never at the half ``held``.
"""
