"""How often the program is right: set → run → score → compare → report.

``questions/`` a set: documents, and questions with accepted answers and gold quotations · ``systems/`` what can be asked
(ours, others) · ``run`` asks, ``result`` keeps what came · ``measures/`` what it is worth · ``report`` what is shown.
Apart from that road: ``reading/`` (how well documents are read), ``speed/`` (seconds and memory), ``vectors`` (those that
travel with a set). Nothing here imports ``ui``.
"""
