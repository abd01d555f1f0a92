"""Other RAG programs, run over the same sets with the same encoder. They need the extra ``baselines``.

python -m eval.baselines.langchain_rag covid19 --beside
"""
