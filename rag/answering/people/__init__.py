"""Answers that are somebody: a person, an office, a body. The story: :mod:`rag.answering.people.who`."""
