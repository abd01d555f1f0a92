"""Answers without a language model: the words of the clauses found that answer the question (``extract``)."""
