"""How often the program is right: set → run → score → compare → report.

``questions/`` a set: documents, and questions with accepted answers and gold quotations · ``systems/`` what can be asked
(ours, others) · ``run`` asks any system, ``evaluate`` ours with everything around (``variants``, ``running/``) ·
``result`` keeps what came (``types``) · ``measures/`` what it is worth, ``judge`` what a language model thinks of it ·
``compare/`` two results, and whether one is worse · ``report/`` tables and the page · ``leaderboard`` all results in ``results/``.

Making sets: ``sets/`` those that come with the program · ``exchange/`` other programs' formats · ``draft/`` questions
proposed from an archive. Apart from that road: ``beside/`` other programs in one table · ``finding/`` how well clauses are
found, however a question is typed (``typing``) · ``generating/`` what a language
model adds and is kept from · ``reading/`` how well documents are read · ``speed/`` seconds and memory ·
``duties``, ``verification/`` those two measured · ``screen`` what these show on stderr · ``vectors`` those that travel with a set.

Learning, from tuning questions only, the weights in ``rag/data`` (``tuning``, ``linear``): ``ranking`` of clauses, ``picking`` of
the piece that answers and how surely, ``deciding`` of Có and Không, ``confidence`` as it is shown. Nothing here imports ``ui``.
"""
