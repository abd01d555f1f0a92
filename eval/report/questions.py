"""One question of a report: what was asked and answered, why it was lost, and the words of the source, marked. Pure."""

from collections.abc import Iterable
from dataclasses import replace
from statistics import median

from eval.measures.marks import Marks
from eval.report.loss import Stage, steps
from eval.report.passages import LIMIT, Texts, marked
from eval.report.types import Asked, Changed, Passage
from eval.types import Found, Place, Result, Row

# Of a question answered rightly less is shown: characters of each passage.
LIMIT_RIGHT = 300
# Of each place found, beside those cited and gold.
LIMIT_FOUND = 160
FOUND = 5
# Of a question: clauses that hold its gold quotations, and clauses cited.
GOLD = 6
CITED = 8


class Asking:
    """Makes the questions of one result."""

    def __init__(self, result: Result, units: bool) -> None:
        self._texts = Texts(result.texts)
        self._units = units
        self._labels = {found.place.key: found.label for row in result.rows for found in row.reply.ranked}
        # A citation's label names the document as well.
        self._labels |= {cited.place.key: cited.label for row in result.rows for cited in row.reply.cited}

    def asked(self, marks: Marks, stage: Stage | None, changed: Changed | None) -> Asked:
        """The question of ``marks``, lost at ``stage``."""
        row, question, reply = marks.row, marks.row.question, marks.row.reply
        passages = tuple(self._passages(row, LIMIT_RIGHT if marks.right else LIMIT))
        return Asked(
            id=row.id,
            kind=question.kind,
            split=question.split.value,
            text=question.text,
            history=question.history,
            answers=question.answers,
            answerable=question.answerable,
            quotes=tuple(dict.fromkeys(gold.quote for gold in row.gold if gold.quote)),
            note=question.note,
            right=marks.right,
            stage=stage,
            steps=() if marks.right else steps(marks, units=self._units),
            ranks=marks.group_ranks,
            answer=reply.text,
            abstained=reply.abstained,
            reason=reply.reason,
            confidence=reply.confidence,
            seconds=median(row.seconds) if row.seconds else None,
            dropped=reply.dropped,
            passages=passages,
            found=() if marks.right else tuple(self._found(row, passages)),
            more_cited=max(len({cited.place for cited in reply.cited}) - CITED, 0),
            changed=changed,
        )

    def _passages(self, row: Row, limit: int) -> Iterable[Passage]:
        """Where the gold stands, then what else is cited."""
        cited = list(dict.fromkeys(one.place for one in row.reply.cited))
        places = []
        for gold in row.gold:
            # The clause that is cited, if one of those that hold the quotation is; else the archive's own.
            at = next((one for one in cited if any(one.holds(place) for place in gold.places)), None)
            places.append(at or gold.unit or self._texts.around(gold.places[0]) or gold.places[0])
        for place in dict.fromkeys([*places[:GOLD], *cited[:CITED]]):
            yield self._passage(row, place, limit)

    def _found(self, row: Row, above: Iterable[Passage]) -> Iterable[Passage]:
        """The first places found, and the first that holds a gold quotation; without their words if those are ``above``."""
        shown = {(one.file, one.start, one.end) for one in above}
        gold = [place for item in row.gold for place in item.places]
        first = next((at for at, found in enumerate(row.reply.ranked, 1) if _any(found.place, gold)), 0)
        for rank, found in enumerate(row.reply.ranked, 1):
            if rank <= FOUND or rank == first:
                one = self._passage(row, found.place, LIMIT_FOUND, rank, found)
                yield replace(one, pieces=()) if (one.file, one.start, one.end) in shown else one

    def _passage(
        self, row: Row, place: Place, limit: int, rank: int | None = None, found: Found | None = None
    ) -> Passage:
        gold = [at for item in row.gold for at in item.places if item.quote]
        quoted = [one.quoted or one.place for one in row.reply.cited]
        words = self._texts.words(place) or ""
        citing = [one for one in row.reply.cited if one.place == place]
        ranks = (at for at, one in enumerate(row.reply.ranked, 1) if one.place == place)
        return Passage(
            file=place.file,
            start=place.span.start,
            end=place.span.end,
            label=self._labels.get(place.key) or (found.label if found else ""),
            pieces=marked(place, words, gold, quoted, limit),
            gold=_any(place, [at for item in row.gold for at in item.places]),
            cited=bool(citing),
            verified=all(one.verified for one in citing),
            rank=rank or next(ranks, None),
        )


def _any(place: Place, others: Iterable[Place]) -> bool:
    return any(place.holds(other) for other in others)
