"""From files to a searchable archive: file → read → parse → clauses → encode → store.

The story is told in :mod:`index.build`. Nothing here imports ``rag``, ``eval`` or ``ui``.
"""
