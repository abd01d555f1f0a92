"""The general table of syllables (``index/data/syllables.npz``, shipped): how it is made, and how well marks come back.

articles.py   the texts of law it is counted from, and the few that are held out
make.py       ``python -m eval.syllables make PHAPDIEN``: counts, prunes, writes the table
measure.py    ``python -m eval.syllables measure PHAPDIEN``: share of syllables right on text the table has not seen
questions.txt ways of asking, written by hand, which texts of law lack; a new one is a line there
"""
