"""Answers without a language model: the words of the clauses found that answer the question.

The story is :mod:`~rag.answering.extract`; what it asks of one question is an :class:`~rag.answering.evidence.Evidence`. By what
is asked: ``documents`` (fields, numbers, relations), ``people`` (who), ``value`` (when, how much), ``verdict`` (yes or no),
``passages`` (sentences, lists, comparisons), ``duties``. Which piece answers, and how surely, is weighed in ``picking``.
"""
