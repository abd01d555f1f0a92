"""A language model over syllables: which marks are likely on a syllable, given the two before it.

    form.py    a text as a chain of syllables, and how a syllable is spelt in the tables
    count.py   texts → a table of n-gram counts (the general one: ``eval/syllables``; an archive's own: ``index/build.py``)
    table.py   the table itself: packed arrays, saved and loaded without pickle
    model.py   the general table and the archive's own as one model

Used to restore the marks of a question (``rag/question/restore.py``). Nothing here knows about questions.
"""
