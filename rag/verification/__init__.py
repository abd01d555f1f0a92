"""Whether an answer stands on what it cites. Pure: no archive, no file; it is given the clauses, sources and directives.

``verify`` (the story: one citation, one statement) → ``known`` (the texts its words may come from) → ``explain`` (the words laid
onto those texts, stretch after stretch) → ``joints`` (what may stand unsaid between two) and ``edges`` (what a stretch loses
where it is cut); ``words`` reads any text into comparable words, ``signs`` holds the closed lists. The door is :mod:`rag.cite`.
"""
