"""The clauses that hold a question's gold quotations, and whether an accepted answer stands in them."""

from collections.abc import Sequence

from eval.measures.match import accepts
from eval.questions.anchor import Texts
from eval.questions.parsed import ParsedSources
from eval.questions.types import Question
from index.text import words
from index.types import Source, Span

_YES_NO = (words("có"), words("không"))


class Evidence:
    """Looks into ``sources``; each is parsed when a quotation of it is first asked for."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.texts = Texts({source.file: source.text for source in sources})
        self.parsed = ParsedSources(sources)
        self._sources = {source.file: source for source in sources}

    def says(self, question: Question) -> bool:
        """Whether the words that hold the quotations of ``question`` say one of its accepted answers.

        A yes or no is never written there, and neither is what is derived.
        """
        if question.derived or not question.answers:
            return True
        rows = [[wanted for wanted in row if not is_yes_or_no(wanted)] for row in question.answers]
        return not all(rows) or accepts(self.words(question), rows)

    def words(self, question: Question) -> str:
        """The clauses that hold the quotations, with their headings and the line of their document, once each."""
        found: dict[str, None] = {}
        for gold in question.gold:
            anchor = self.texts.anchor(gold)
            for file, span in anchor.places if anchor else ():
                found.update(dict.fromkeys(self._around(file, span)))
        return "\n".join(found)

    def _around(self, file: str, span: Span) -> list[str]:
        from index.passages import context

        parsed = self.parsed[file]
        clauses = [clause for clause in parsed.clauses if clause.span.overlaps(span)]
        texts = [context(clause, parsed.directives[clause.directive]) for clause in clauses]
        quoted = self._sources[file].text[span.start : span.end]
        return [*texts, *(clause.text for clause in clauses), quoted]


def is_yes_or_no(answer: str) -> bool:
    """Whether an accepted answer is the word "Có" or "Không", which no document writes for an answer."""
    return words(answer) in _YES_NO
