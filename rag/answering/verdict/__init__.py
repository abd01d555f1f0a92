"""Yes or no: :mod:`~rag.answering.verdict.yesno` says it, :mod:`~rag.answering.verdict.judging` decides it."""
