"""Questions proposed from an archive's own fields, duties and clauses, for a person to accept or reject.

``types`` what the stages hand on · ``words`` clause text made ready · ``forms`` dates and amounts as a person writes
them · ``bodies`` who is named · ``naming`` what a question calls a document · ``header`` ``cited`` ``duties``
``values`` ``terms`` ``rows`` one source of questions each · ``absent`` questions without an answer · ``check`` what is
thrown away · ``choose`` which are kept · ``propose`` the whole.

Nothing of ``rag/`` is used: a set made with the answerer's own patterns would measure nothing.
"""

# The kinds of questions that can be proposed, as in the bundled sets.
KINDS = (
    "date", "number", "person", "org", "meta", "ref", "task", "list", "condition", "definition", "table",
    "followup", "nodia", "none",
)  # fmt: skip
