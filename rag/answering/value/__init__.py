"""Answers that are a value: a day, an hour, a length of time, an amount. The story: :mod:`rag.answering.value.typed`."""
