"""The parser: text into directives, their fields, clauses and references (story: ``index/parse.py``). Pure, no library.

lines → units     looks, markers, layout, split, annexes
letterhead, foot  letterhead, cells, parts, flat, header, issuer, subject, people, signers, persons, placenames, repair, truecase
clauses           levels, clauses
other documents   references, mentions, laws, cues, relations, force, carried
shared            patterns, numbers
"""
