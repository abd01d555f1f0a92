"""What :mod:`eval.run` stands on: questions asked and timed (``asking``), by several processes (``pool``), written down as they
are answered (``journal``), and what could have changed an answer (``provenance``)."""
