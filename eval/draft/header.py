"""Questions about what is printed around a directive's text: number, date, who issued, signed and receives it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from eval.draft import bodies
from eval.draft.forms import date_rows
from eval.draft.types import Answers, Document, Seed, Tells
from eval.questions import Gold
from index.text import Aligned, plain
from index.types import Directive, Field, Relation, Signer, Span

# A list of more receivers is no question but a copy of the page.
_MOST = 5
# Characters between place and date on one line.
_GAP = 6
_SUBJECT_WORDS = (4, 24)
_REPORTED = re.compile(r"^(?:để )?(?:báo cáo|b/c)$")
_ON_BEHALF = {"KT": "thay", "TM": "thay mặt", "T/M": "thay mặt", "TL": "theo lệnh của", "T/L": "theo lệnh của"}
_WAYS: dict[str, tuple[str, ...]] = {
    "issued": (
        "{doc} được ban hành ngày nào?", "{doc} ban hành khi nào?", "{doc} đề ngày bao nhiêu?",
        "Ngày ban hành của {doc} là ngày nào?",
    ),
    "own number": (
        "Số, ký hiệu của {doc} là gì?", "{doc} mang số, ký hiệu nào?", "{doc} có số hiệu là gì?", "Cho hỏi số của {doc}?",
    ),
    "issuer": ("Cơ quan nào ban hành {doc}?", "{doc} do ai ban hành?", "{doc} là văn bản của cơ quan nào?"),
    "place": ("{doc} được ký ở đâu?", "{doc} được ban hành tại đâu?"),
    "own kind": ("Văn bản số {number} thuộc loại văn bản nào?", "{number} là loại văn bản gì?"),
    "subject": ("{doc} về việc gì?", "Trích yếu của {doc} là gì?", "{doc} nói về nội dung gì?"),
    "in force": (
        "{doc} có hiệu lực từ ngày nào?", "{doc} bắt đầu có hiệu lực khi nào?", "Từ khi nào thì {doc} có hiệu lực?",
    ),
    "signer": ("Ai ký {doc}?", "{doc} do ai ký?", "Người ký {doc} là ai?"),
    "signers": ("Những ai ký {doc}?", "{doc} do những ai ký?"),
    "capacity": (
        "{name} ký {doc} với chức vụ gì?", "Khi ký {doc}, {name} giữ chức vụ gì?", "Chức vụ của {name}, người ký {doc}, là gì?",
    ),
    "authority": ("{name} ký {way} ai ở {doc}?", "{doc} được {name} ký {way} ai?"),
    "addressee": ("{doc} gửi cơ quan nào?", "{doc} được gửi đến cơ quan nào?", "{doc} kính gửi cơ quan nào?"),
    "addressees": ("{doc} gửi những cơ quan nào?", "{doc} được gửi đến những cơ quan nào?", "{doc} kính gửi những ai?"),
    "recipient": ("{doc} được gửi cho ai để báo cáo?", "Nơi nhận {doc} để báo cáo là ai?"),
}  # fmt: skip


def header_seeds(document: Document) -> Iterator[Seed]:
    """Every question the header, the addressees and the signatures of ``document`` answer."""
    yield from _printed(document)
    yield from _in_force(document)
    yield from _signed(document)
    yield from _received(document)


def _printed(document: Document) -> Iterator[Seed]:
    it = document.directive
    line = _line(it)
    if it.date and line:
        yield _seed(
            document, "date", "issued", date_rows(it.date.value), line, {Tells.DATE}, _dated_elsewhere(document)
        )
    if it.number:
        yield _seed(document, "meta", "own number", ((it.number.value,),), it.number, {Tells.NUMBER})
    if it.issuer:
        yield _seed(document, "org", "issuer", _all_of(it.issuer.value), it.issuer, {Tells.ISSUER})
    if it.place and line:
        yield _seed(document, "meta", "place", ((it.place.value,),), line, {Tells.ISSUER})
    if it.kind and it.number and not document.merged:
        seed = _seed(document, "meta", "own kind", ((it.kind.value,),), it.kind, set())
        yield replace(seed, patterns=tuple(way.replace("{number}", it.number.value) for way in seed.patterns))
    if it.subject and _SUBJECT_WORDS[0] <= len(it.subject.value.split()) <= _SUBJECT_WORDS[1]:
        yield _seed(document, "meta", "subject", ((plain(it.subject.value),),), it.subject, {Tells.SUBJECT})


def _in_force(document: Document) -> Iterator[Seed]:
    effective, date = document.directive.effective, document.directive.date
    if not effective or document.merged:
        return
    seed = _seed(document, "date", "in force", date_rows(effective.value), effective, set())
    printed = " ".join(seed.gold[0].quote.split())
    if date and printed.endswith(
        "ngày ký"
    ):  # the day itself is printed in the header, and may have to be counted from it
        gold = (replace(seed.gold[0], group=1), Gold(document.directive.file, _words(document, date.span), 2))
        later = re.search(r"sau \d+", printed) is not None
        answers = seed.answers if later else (*seed.answers, ("ngày ký",))
        seed = replace(seed, answers=answers, gold=gold, hides=frozenset({Tells.DATE}), derived=later)
    yield seed


def _signed(document: Document) -> Iterator[Seed]:
    signers = document.directive.signers
    if not signers:
        return
    gold = tuple(_name_of(document, signer) for signer in signers)
    kind, topic = ("person", "signer") if len(signers) == 1 else ("list", "signers")
    names = tuple(signer.name for signer in signers)
    yield Seed(kind, topic, document.directive.id, _WAYS[topic], (names,), gold)
    for signer in signers:
        if signer.capacity and not re.search("[;,]", signer.capacity):
            yield _by_name(_seed(document, "person", "capacity", ((signer.capacity,),), signer, set()), signer)
        short, _, whom = (signer.authority or "").partition(" ")
        way = _ON_BEHALF.get(short)
        if way and whom and not {"KT", "TL"} & set(whom.split()):
            seed = _by_name(_seed(document, "person", "authority", ((whom,),), signer, {Tells.ISSUER}), signer)
            yield replace(seed, patterns=tuple(pattern.replace("{way}", way) for pattern in seed.patterns))


def _by_name(seed: Seed, signer: Signer) -> Seed:
    return replace(seed, patterns=tuple(pattern.replace("{name}", signer.name) for pattern in seed.patterns))


def _received(document: Document) -> Iterator[Seed]:
    it = document.directive
    addressees = [field for field in it.addressees if _plain_name(field.value)]
    if addressees and len(addressees) == len(it.addressees) <= _MOST:
        every = Span(addressees[0].span.start, addressees[-1].span.end)
        gold = (Gold(it.file, _words(document, every).strip(" ;,.*")),)
        kind, topic = ("org", "addressee") if len(addressees) == 1 else ("list", "addressees")
        yield Seed(kind, topic, it.id, _WAYS[topic], (tuple(plain(field.value) for field in addressees),), gold)
    informed = [recipient for recipient in it.recipients if _REPORTED.match(recipient.purpose or "")]
    if len(informed) == 1:
        name = plain(informed[0].value).split("(")[0].strip(" ;,-")
        if _plain_name(name):
            yield _seed(document, "org", "recipient", ((name,),), informed[0], set())


def _line(it: Directive) -> Field | None:
    """The line "Hà Nội, ngày …": place and date together, where they are printed so; else the date, else the place."""
    place, date = it.place, it.date
    if place and date and 0 <= date.span.start - place.span.end <= _GAP:
        return Field(date.value, Span(place.span.start, date.span.end))
    return date or place


def _plain_name(value: str) -> bool:
    return bodies.begins_with_name(plain(value)) and len(value.split()) >= 2 and ":" not in value


def _all_of(issuer: str) -> Answers:
    return (tuple(part.strip() for part in plain(issuer).split(";")),)


def _dated_elsewhere(document: Document) -> tuple[Gold, ...]:
    """Places in the same source where the document gives its own date again."""
    it = document.directive
    assert it.date
    own = [
        reference for reference in document.references
        if reference.target == it.id and reference.date == it.date.value and reference.file == it.file
        and reference.relation is not Relation.COPIES
    ]  # fmt: skip
    return tuple(Gold(it.file, words) for r in own[:3] if "\n" not in (words := _words(document, r.span)))


def _words(document: Document, span: Span) -> str:
    return Aligned(document.text[span.start : span.end]).text.strip()


def _name_of(document: Document, signer: Signer) -> Gold:
    printed = _words(document, signer.span)
    return Gold(document.directive.file, signer.name if signer.name in printed else printed)


def _seed(
    document: Document, kind: str, topic: str, rows: Answers, field: Field | Signer, hides: set[Tells], more: tuple[Gold, ...] = ()
) -> Seed:  # fmt: skip
    first = Gold(document.directive.file, _words(document, field.span).strip(" ;,*"))
    return Seed(kind, topic, document.directive.id, _WAYS[topic], rows, (first, *more), hides=frozenset(hides))
