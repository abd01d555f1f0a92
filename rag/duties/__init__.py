"""Who must do what, by when, reporting to whom, on which basis: extract → filter. The story is in :mod:`rag.duties.duties`.

``line`` (a clause on one line), ``bodies`` and ``actors`` (who is named),
``deadlines``, ``timetable``, ``reports`` → ``extract`` → ``filter``.
Pure functions of an opened archive; nothing here prints or writes.
"""
