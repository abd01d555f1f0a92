"""Answers worded by a language model, an option: clauses → prompt → model → sentences → verified statements.

The story is :mod:`rag.generating.generative`. What a model says reaches a reader only after :func:`rag.cite.cite`; for everything
that can go wrong there is the answer the program has without it. Nothing here but the
settings is imported unless a model was named.
"""
