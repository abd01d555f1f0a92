"""Which piece of text answers, and how surely: weighed by what is learnt from tuning questions (``eval/picking.py``)."""
