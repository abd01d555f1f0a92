"""Header, addressee, recipient and signature zones into fields: number, kind, issuer, place, date, subject, people.

Each field is the normalised value with the span where it is printed. What is not printed stays ``None``. OCR damage is
repaired in the normalised value only, and only with spellings the same file prints elsewhere.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from index import patterns as p
from index.layout import Look, Unit
from index.split import Zones
from index.text import fold, plain, tokens
from index.truecase import truecase
from index.types import Field, Recipient, Role, Signer, Span

_TRAILING = " \t\n,;.:/*_"
_ABBREVIATED_PLACE = {
    "Q": "Quận",
    "P": "Phường",
    "TP": "Thành phố",
    "H": "Huyện",
    "TX": "Thị xã",
    "TT": "Thị trấn",
    "X": "Xã",
    "T": "Tỉnh",
}
_OWNER = re.compile(r"^\s*CỦA\s+", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?<=[^\s./,])(?<!KT)(?<!TM)(?<!T/M)(?<!T/L)(?<!TL)(?<!TUQ)(?<!PHÓ)(?<!BỘ)(?<!THỨ)(?<!CỤC)(?<!VỤ)\s+(?=(?:Q\.\s*)?(?:PHÓ|CHÁNH|CHỦ\s+TỊCH|CHỦ\s+NHIỆM|BÍ\s+THƯ|BỘ\s+TRƯỞNG|THỨ\s+TRƯỞNG|THỦ\s+TƯỚNG|GIÁM\s+ĐỐC|TỔNG|CỤC\s+TRƯỞNG|TRƯỞNG)\b)"
)
_PERSON_TAIL = re.compile(rf"(?P<name>[{p.UPPER}][{p.LOWER}]+(?:\s+[{p.UPPER}][{p.LOWER}]+){{1,4}})\s*[*_|\s]*$")
_ITEM_CUT = re.compile(r"(?:(?<=[;,.:])|(?<=\))|^)\s*[-–+•]\s*(?=\S)|(?<=;)\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Header:
    """The fields of one directive, as :class:`index.types.Directive` holds them."""

    number: Field | None
    kind: Field | None
    issuer: Field | None
    parent: Field | None
    place: Field | None
    date: Field | None
    subject: Field | None
    addressees: tuple[Field, ...]
    recipients: tuple[Recipient, ...]
    signers: tuple[Signer, ...]


def iso_date(day: str, month: str, year: str) -> str | None:
    """``YYYY-MM-DD``, or ``None`` where no such day exists."""
    days = (
        31,
        29 if int(year) % 4 == 0 and (int(year) % 100 != 0 or int(year) % 400 == 0) else 28,
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    )
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= days[int(month) - 1] and 1900 <= int(year) <= 2100):
        return None
    return f"{int(year):04d}-{int(month):02d}-{int(day):02d}"


def clean_number(printed: str) -> str:
    """A number and symbol without the blanks and asterisks of its print: ``667 - CV/QU`` is ``667-CV/QU``."""
    return re.sub(r"[\s*_]+", "", printed).replace("–", "-")


def kind_of_number(number: str) -> str | None:
    """The kind a symbol names: ``667-CV/QU`` is a Công văn; ``1040/LĐTBXH-NCC``, naming none, is one too."""
    parts = [part for part in re.split(r"[-/]", number)[1:] if not part.isdigit()]
    for part in parts:
        code = re.sub(r"\d+$", "", part)
        if code in p.KINDS:
            return p.KINDS[code]
    return "Công văn" if parts and not number.endswith(("QH", "UBTVQH")) and not re.search(r"QH\d*$", number) else None


class HeaderReader:
    """Reads the fields of one directive of ``text`` (NFC); ``zones`` holds its units."""

    def __init__(self, text: str, zones: Zones) -> None:
        self.text = text
        self.zones = zones
        self.header = zones.of(Role.HEADER)
        units = [unit for unit, _ in zones.units]
        self.start, self.end = units[0].start, units[-1].end

    def read(self) -> Header:
        """All fields."""
        number = self._number()
        place, date = self._place_and_date()
        parent, issuer = self._issuer(number, place)
        return Header(
            number=number,
            kind=self._kind(number),
            issuer=issuer,
            parent=parent,
            place=place,
            date=date,
            subject=self._subject(),
            addressees=self._items(Role.ADDRESSEE, p.ADDRESS_HEAD),
            recipients=tuple(Recipient(f.value, f.span) for f in self._items(Role.RECIPIENT, p.RECIPIENT_HEAD)),
            signers=tuple(self._signers()),
        )

    def _of(self, unit: Unit) -> str:
        return self.text[unit.start : unit.end]

    def _number(self) -> Field | None:
        for unit in self.header:
            match = p.NUMBER_LINE.search(self._of(unit))
            if match:
                start, end = match.span("number")
                return Field(clean_number(match["number"]), Span(unit.start + start, unit.start + end))
        return None

    def _kind(self, number: Field | None) -> Field | None:
        for unit in self.header:
            if unit.look is not Look.KIND:
                continue
            words = plain(self._of(unit))
            for name in p.KIND_NAMES:
                if fold(words).startswith(fold(name)):
                    begin = unit.start + self._of(unit).upper().find(words[:3].upper())
                    return Field(name, Span(begin, begin + len(name)))
        named = kind_of_number(number.value) if number else None
        return Field(named, number.span) if number and named else None

    def _place_and_date(self) -> tuple[Field | None, Field | None]:
        for unit in self.header:
            match = p.PLACE_DATE.search(self._of(unit))
            words = p.DATE_WORDS.search(self._of(unit), match.start("date")) if match else None
            value = iso_date(words["day"], words["month"], words["year"]) if words else None
            if match and value:
                span = Span(unit.start + match.start("place"), unit.start + match.end("place"))
                return Field(_full_place(match["place"]), span), Field(
                    value, Span(unit.start + match.start("date"), unit.start + match.end("date"))
                )
        return None, None

    def _issuer(self, number: Field | None, place: Field | None) -> tuple[Field | None, Field | None]:
        names: list[Unit] = []
        for unit in self.header:
            if unit.look in (Look.KIND, Look.ADDRESS):
                break
            if unit.look is Look.BODY_NAME:
                names.append(unit)
        if names:
            fields = [
                Field(self._repair(truecase(_letters(self._of(u)), self.text), place), Span(u.start, u.end))
                for u in names[:3]
            ]
            return (fields[-2] if len(fields) > 1 else None), self._qualified(fields[-1])
        for unit in self.header:
            owner = re.search(r"\bCỦA\s+(.+)$", self._of(unit)) if unit.look in (Look.CAPITALS, Look.KIND) else None
            if owner:
                span = Span(unit.start + owner.start(1), unit.start + owner.end(1))
                return None, self._qualified(Field(truecase(owner[1], self.text), span))
        for unit in self.zones.of(Role.SIGNATURE):
            authority = p.AUTHORITY.match(self._of(unit))
            if authority and re.match(r"T\s?[/.]?\s?M", authority["form"]) and p.BODY_CAPITAL.match(authority["rest"]):
                return None, self._qualified(
                    Field(truecase(_letters(authority["rest"]), self.text), Span(unit.start, unit.end))
                )
        return None, self._issuer_by_code(number)

    def _issuer_by_code(self, number: Field | None) -> Field | None:
        """The body that the code of the number stands for, where the text itself spells that body out with its name."""
        code = re.split(r"[-/]", number.value)[-1] if number else ""
        body = p.ISSUER_CODES.get(code)
        return self._mentioned(body) if body else None

    def _mentioned(self, body: str) -> Field | None:
        """The name most often given in full in this directive, then in its file, for a body called ``body``."""
        last = body.split()[-1]
        spellings = {body, body.replace("ủy", "uỷ"), body.replace("Ủy", "Uỷ"), body.replace("uỷ", "ủy")}
        pattern = re.compile(
            rf"(?:{'|'.join(map(re.escape, sorted(spellings)))})\s+(?:(?:quận|huyện|phường|xã|thị trấn|thị xã|thành phố|tỉnh)\s+)?{p.NAME_RUN}"
        )
        for start, end in ((self.start, self.end), (0, len(self.text))):
            found: dict[str, list[Span]] = {}
            for match in pattern.finditer(self.text, start, end):
                value = plain(match.group()).rstrip(_TRAILING)
                if value.split()[-1] != last:
                    found.setdefault(value.replace("uỷ", "ủy"), []).append(
                        Span(match.start(), match.start() + len(match.group().rstrip()))
                    )
            if found:
                value = max(found, key=lambda v: len(found[v]))
                return Field(value, found[value][0])
        return None

    def _qualified(self, issuer: Field) -> Field:
        """``Thường trực Quận ủy`` with the name of the district, where the file spells it out."""
        tail = re.search(r"((?:Tỉnh|Thành|Quận|Huyện|Thị|Đảng)\s+[ủu][ỷy])$", issuer.value, re.IGNORECASE)
        named = self._mentioned(tail[1].capitalize()) if tail else None
        if not tail or not named:
            return issuer
        return Field(issuer.value[: tail.start()] + named.value, issuer.span)

    def _repair(self, issuer: str, place: Field | None) -> str:
        """The spelling of the place in the date line wins over an OCR-damaged one in the issuer's name."""
        if not place:
            return issuer
        name = [
            t
            for t in tokens(place.value)
            if t.folded not in ("quan", "phuong", "huyen", "xa", "thanh", "pho", "tinh", "thi", "tran")
        ]
        own = tokens(issuer)
        size = len(name)
        if size and [t.folded for t in own[-size:]] == [t.folded for t in name]:
            return issuer[: own[-size].start] + place.value[name[0].start : name[-1].end]
        return issuer

    def _subject(self) -> Field | None:
        title: list[Unit] = []
        for unit in self.header:
            own = self._of(unit)
            if unit.look is Look.TEXT or (
                unit.look is Look.CAPITALS and title and not _OWNER.match(own) and not p.CAPACITY.match(own)
            ):
                title.append(unit)
            elif unit.look is Look.KIND:
                rest = next((own[m.end() :] for m in [re.match(r"[*_#\s]*[^\W\d_]+\s+[^\W\d_]+", own)] if m), "")
                title = (
                    [unit]
                    if title and title[-1].look is Look.KIND and re.search(r"\bCỦA\b", rest)
                    else [*title, unit][-1:]
                )
            elif unit.look is Look.NUMBER and unit.cell and (inline := re.search(r"V\s?/\s?v\.?\s+", own)):
                return Field(plain(own[inline.end() :]).rstrip(_TRAILING), Span(unit.start + inline.end(), unit.end))
        words = [u for u in title if u.look is not Look.KIND or re.search(r"\bCỦA\b", self._of(u))]
        if any(u.look is not Look.KIND for u in words):
            start, end = words[0].start, words[-1].end
            value = " ".join(
                truecase(self._of(u), self.text) if u.look is not Look.TEXT else plain(self._of(u)) for u in words
            )
            return Field(_without_about(value), Span(start, end))
        for unit in self.header:
            if unit.look is Look.TITLE and len(plain(self._of(unit)).split()) > 3:
                return Field(_without_about(plain(self._of(unit))), Span(unit.start, unit.end))
        return None

    def _items(self, role: Role, head: re.Pattern[str]) -> tuple[Field, ...]:
        found: list[Field] = []
        for unit in self.zones.of(role):
            own = self._of(unit)
            opening = head.match(own)
            begin = opening.end() if opening else 0
            cuts = [begin, *(m.end() for m in _ITEM_CUT.finditer(own, begin))]
            for start, end in zip(cuts, [*cuts[1:], len(own)], strict=True):
                piece = own[start:end]
                lead = len(piece) - len(piece.lstrip(" \t\n-–+•*_:"))
                value = plain(piece[lead:]).rstrip(_TRAILING + "-–+•")
                if value:
                    found.append(
                        Field(
                            value,
                            Span(unit.start + start + lead, unit.start + start + len(piece.rstrip(" \n-–+•"))),
                        )
                    )
        return tuple(found)

    def _signers(self) -> Iterable[Signer]:
        authority: list[str] = []
        capacity: list[str] = []
        begin: int | None = None
        for unit in self.zones.of(Role.SIGNATURE):
            own = self._of(unit)
            name = _PERSON_TAIL.search(p.SIGNED.sub("", own.replace("*", " ")))
            offices = own[: own.find(name["name"])] if name and name["name"] in own else "" if name else own
            offices = "" if p.SIGNED.match(own) else offices
            for line in [
                part
                for raw in re.split(r"\n", offices)
                for part in _OFFICE.split(_letters(raw))
                if part.strip(_TRAILING)
            ]:
                form = p.AUTHORITY.match(line)
                # "KT. BỘ TRƯỞNG" over "BỘ TÀI CHÍNH": whose minister it is.
                whose = authority and not capacity and p.BODY_CAPITAL.match(line) and not p.CAPACITY.match(line)
                (authority if form or whose else capacity).append(
                    f"{form['form'].replace(' ', '')} {truecase(form['rest'], self.text)}"
                    if form
                    else truecase(line, self.text)
                )
                begin = unit.start if begin is None else begin
            if name:
                span = Span(unit.start if begin is None else begin, unit.end)
                yield Signer(name["name"], " ".join(capacity) or None, " ".join(authority) or None, span)
                authority, capacity, begin = [], [], None


def _letters(text: str) -> str:
    return re.sub(r"\s*[-–_=*]{2,}\s*", " ", text).strip(" *_|\n")


def _without_about(subject: str) -> str:
    return p.SUBJECT_HEAD.sub("", subject.strip(' *_"')).strip().rstrip(_TRAILING)


def _full_place(printed: str) -> str:
    place = plain(printed)
    match = re.match(r"^(Q|P|TP|H|TX|TT|X|T)\s?\.\s?(?=\S)", place)
    return f"{_ABBREVIATED_PLACE[match[1]]} {place[match.end() :]}" if match else place
