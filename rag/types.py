"""What crosses the stages of answering: Query, Hit, Found, Statement, Citation, Answer. Frozen data only."""

from dataclasses import dataclass
from enum import StrEnum

from index.types import Clause, Directive, Reference, Span


class Want(StrEnum):
    """What kind of thing the question asks for."""

    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    QUANTITY = "quantity"
    PERSON = "person"
    BODY = "body"
    REFERENCE = "reference"
    PLACE = "place"
    YES_NO = "yes_no"
    PURPOSE = "purpose"
    CONDITION = "condition"
    TASK = "task"
    LIST = "list"
    TEXT = "text"


class Facet(StrEnum):
    """A field of the document itself that the question asks for, when it is not about what the document says."""

    SIGNER = "signer"
    CAPACITY = "capacity"
    DATE = "date"
    ISSUER = "issuer"
    SUBJECT = "subject"
    ADDRESSEES = "addressees"
    RECIPIENTS = "recipients"
    NUMBER = "number"
    KIND = "kind"
    PLACE = "place"
    URGENCY = "urgency"
    SECRECY = "secrecy"
    COUNT = "count"
    LISTING = "listing"


class Reason(StrEnum):
    """Why there is no answer."""

    EMPTY = "empty"
    NO_DOCUMENT = "no_document"
    NO_NAME = "no_name"
    NOT_STATED = "not_stated"
    OUT_OF_ARCHIVE = "out_of_archive"
    NOT_A_QUESTION = "not_a_question"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which documents a question is about.

    ``directives``: ids in the archive, or ``None`` for all. ``references``: documents named in the question that the archive only
    mentions. ``names``: the words of the question that set the scope. ``unknown``: numbers or names in the question that the
    archive does not hold. ``explicit``: a document was named by number or pointed at. ``named``: the directives issued by the
    places and bodies named; ``signers``: signers named in full; ``by_date``: the document was named by its date and not by its
    number.

    Where ``directives`` is set, a search looks at them, at the documents ``beside`` them (annexes; what the districts of a city
    issued) and at the clauses of others that ``mention`` what is named, given by their ids, and nowhere else. ``favoured``:
    documents that are likely meant, too likely not to come first and not surely enough to leave the others out. ``clauses``: ids
    of the clauses asked for by their address ("khoản 2 Điều 5"), the widest first, then those beneath it. ``near``: of those
    around the answer to the question before.
    """

    directives: tuple[int, ...] | None = None
    references: tuple[Reference, ...] = ()
    names: tuple[str, ...] = ()
    unknown_numbers: tuple[str, ...] = ()
    unknown_names: tuple[str, ...] = ()
    explicit: bool = False
    named: tuple[int, ...] = ()
    signers: tuple[str, ...] = ()
    by_date: bool = False
    beside: tuple[int, ...] = ()
    mention: tuple[int, ...] = ()
    favoured: tuple[int, ...] = ()
    clauses: tuple[int, ...] = ()
    near: tuple[int, ...] = ()


class Repair(StrEnum):
    """What kind of change made the words searched of those typed."""

    KEYBOARD = "keyboard"
    ABBREVIATION = "abbreviation"
    MARKS = "marks"
    SPELLING = "spelling"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the question as typed and as they were read; a follow-up's are the whole question."""

    repair: Repair
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Synonym:
    """``asked``: a phrase of the question; ``written``: what the archive may write for it. Lower case, with marks."""

    asked: str
    written: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A question understood. ``asked`` is what was typed; ``text`` what is searched: NFC, marks restored, follow-up resolved.

    ``changes`` lead from the one to the other. ``marks``: the words are compared with their marks: they were typed
    with them, or had them restored. ``terms`` are the syllables that carry matter, with marks when
    ``marks``, ``pairs`` those that stand next to each other in the question; ``kinds`` the kinds of document named without a
    number; ``units`` what is counted; ``groups`` the sides of a comparison, each with its own scope; ``synonyms``: other words
    for some of its own.
    """

    asked: str
    text: str
    marks: bool
    want: Want
    facets: tuple[Facet, ...]
    scope: Scope
    terms: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...] = ()
    kinds: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    groups: tuple[Scope, ...] = ()
    changes: tuple[Change, ...] = ()
    synonyms: tuple[Synonym, ...] = ()


@dataclass(frozen=True, slots=True)
class Retrieval:
    """The parts of retrieval; one is switched off only to measure what it is worth (:mod:`eval.variants`).

    ``lexical``: BM25; ``dense``: vectors; with neither nothing is found. ``restore``: marks that were not typed; ``repair``:
    keyboard slips, abbreviations and misspellings; ``synonyms``: other words for those of the question; ``scope``: what the
    question names limits the search; ``surroundings``: the clauses around one count with it; ``rank``: what a directive is made
    of and what is asked for order the best; ``fold``: clauses that repeat each other are one hit. ``reranker``: id or folder of
    a cross-encoder, which is an option.
    """

    lexical: bool = True
    dense: bool = True
    restore: bool = True
    repair: bool = True
    synonyms: bool = True
    scope: bool = True
    surroundings: bool = True
    rank: bool = True
    fold: bool = True
    reranker: str | None = None


HYBRID = Retrieval()


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause found: ``score`` in [0, 1] orders the hits of one question; ``dense`` is a cosine, ``lexical`` a BM25.
    ``same``: clauses of other documents that say the same in the same words."""

    clause: Clause
    score: float
    dense: float
    lexical: float
    same: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gives: the clauses, best first, for the question as it was understood.
    ``absent``: documents, places and bodies that the question names and the archive does not hold.
    """

    query: Query
    hits: tuple[Hit, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """The words an answer stands on. ``quote`` equals the source's characters at ``span`` when ``verified``."""

    clause: Clause
    document: str
    address: str
    file: str
    span: Span
    quote: str
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a value that stands nowhere was computed: ``start`` (a day, or with its hour) plus ``length``, as quoted ("06h00 ngày
    24/7/2021", "15 ngày"), give ``result`` ("08/8/2021"); with ``of_length`` the days are quoted. Verified by computing again."""

    start: str
    length: str
    result: str
    of_length: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """One piece of an answer with what it stands on; ``derivation``: where its value is computed of the words cited."""

    text: str
    citations: tuple[Citation, ...]
    derivation: Derivation | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """What a reader should know of how an answer was made, a sentence in each language."""

    vi: str
    en: str

    def message(self, lang: str) -> str:
        """The sentence in ``lang`` (``"vi"`` or ``"en"``)."""
        return self.en if lang == "en" else self.vi


class Basis(StrEnum):
    """What an answer was read from, which tells what its own certainty is worth (:mod:`~rag.answering.picking.confidence`)."""

    FIELD = "field"
    VALUE = "value"
    DECISION = "decision"
    WHO = "who"
    PASSAGE = "passage"
    DOCUMENTS = "documents"
    DUTIES = "duties"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before verification; ``reason`` is set when there is none; ``listed``: each statement is a document.

    ``confidence`` is its maker's own; ``basis`` tells what it is worth; ``verdict``: a question of yes or no is answered so.
    """

    statements: tuple[Statement, ...]
    confidence: float = 0.0
    reason: Reason | None = None
    detail: str = ""
    listed: bool = False
    notice: Notice | None = None
    basis: Basis | None = None
    verdict: bool | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is shown: verified statements, or an abstention with its reason and the nearest documents.

    ``text`` is what a person would say; ``explanation``: why there is no answer; ``dropped``: what failed verification;
    ``question`` as asked, ``searched`` as understood, ``changes`` between; ``notice``: how the answer was made, if not as always.
    """

    question: str
    searched: str
    text: str
    statements: tuple[Statement, ...]
    abstained: bool
    reason: Reason | None
    explanation: str
    confidence: float
    nearest: tuple[Directive, ...]
    hits: tuple[Hit, ...]
    dropped: tuple[str, ...]
    seconds: float
    changes: tuple[Change, ...] = ()
    notice: str = ""

    @property
    def closest(self) -> Clause | None:
        """The clause nearest to a question that no clause answers; ``None`` where the question is no matter of documents."""
        return self.hits[0].clause if self.reason is Reason.NOT_STATED and self.hits else None

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations, each once, in the order of the statements."""
        return tuple(dict.fromkeys(c for s in self.statements for c in s.citations))
