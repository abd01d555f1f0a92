"""From a question to a verified answer: question → analyse → retrieve → answer → cite.

The story is told in :mod:`rag.ask`. Imports ``index`` only.
"""
