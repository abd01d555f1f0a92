"""How often the program is right: set → run → score → report.

A set (:mod:`eval.data`) is documents and questions with accepted answers and gold quotations. Any system that
turns a question into a :class:`eval.metrics.Reply` can be run over it (:mod:`eval.run`); ours is
:mod:`eval.system`, others are in :mod:`eval.baselines`. :mod:`eval.metrics` says what counts as right,
:mod:`eval.match` when two texts say the same, :mod:`eval.report` what is shown. Nothing here imports ``ui``.
"""
