"""Header, addressee, recipient and signature zones into fields: number, kind, issuer, place, date, subject, people.

Each field is the normalised value with the span where it is printed. What is not printed stays ``None``. OCR damage is
repaired in the normalised value only, and only with spellings the same file prints elsewhere or where one reading is
possible. Layouts: Nghị định 30/2020/NĐ-CP and what it replaced, Hướng dẫn 36-HD/VPTW of the Party, laws, courts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.parsing import patterns as p
from index.parsing.flat import even, flat
from index.parsing.issuer import enacted_by, issuer_by_code, qualified, read_issuer
from index.parsing.layout import Unit
from index.parsing.letterhead import Piece, has_cues, letterhead, pieces
from index.parsing.looks import Look
from index.parsing.numbers import clean_number, iso_date, kind_of_number
from index.parsing.parts import DATE, DATE_ALONE, DATE_BLANK, MARKS, NUMBER, NUMBER_LEAD, Part, kind_in
from index.parsing.people import addressed, read_foot, read_items
from index.parsing.placenames import full_place
from index.parsing.repair import heal
from index.parsing.signers import opens_signature
from index.parsing.split import Zones
from index.parsing.subject import annex_subject, read_subject
from index.parsing.truecase import truecase
from index.text import plain
from index.types import Field, Recipient, Role, Signer, Span

_SO = re.compile(r"\s*\bso\s*:?\s*(?=\d)")
_OWNER = re.compile(r"\W*cua\s.{2,160}\bso\s*:?\s*\d")
_ADOPTED = re.compile(rf"thong qua\s+(?:vao\s+)?{DATE.pattern}")
_ADOPTS = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Nghị quyết", "Hiến pháp"})
_LAST = 8  # units at the end in which an unseen signature is looked for
_PEOPLE = (Role.RECIPIENT, Role.SIGNATURE)


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
    urgency: Field | None = None
    secrecy: Field | None = None


class HeaderReader:
    """Reads the fields of one directive of ``text`` (NFC); ``zones`` holds its units."""

    def __init__(self, text: str, zones: Zones) -> None:
        self.text = text
        self.zones = zones
        self.start, self.end = zones.units[0][0].start, zones.units[-1][0].end
        self._scope = Span(self.start, self.end)

    def read(self) -> Header:
        """All fields."""
        top = self._letterhead()
        number = self._number(top)
        kind_at = self._title(top)
        kind = self._kind(top, kind_at, number)
        place, date = self._place_and_date(top)
        if date is None and kind and kind.value in _ADOPTS:
            date = self._adopted()
        foot = read_foot(self.text, self._foot())
        parent, issuer = self._issuer(top, number, kind, place, foot.signers)
        return Header(
            number=number,
            kind=kind,
            issuer=issuer,
            parent=parent,
            place=place,
            date=date,
            subject=read_subject(self.text, top, kind_at)
            or (None if top else annex_subject(self.text, self.start, self.end)),
            addressees=self._addressees(top),
            recipients=foot.recipients,
            signers=foot.signers,
            urgency=self._mark(top, Part.URGENCY),
            secrecy=self._mark(top, Part.SECRECY),
        )

    def _of(self, piece: Piece) -> str:
        return self.text[piece.start : piece.end]

    def _letterhead(self) -> list[Piece]:
        """The pieces at the top, and what else the layout took for header further down (a copy slip's date)."""
        header = [unit for unit, role in self.zones.units if role is Role.HEADER]
        if not header and not has_cues(self.text, self.start, self.end):
            return []
        top = letterhead(self.text, self.start, self.end)
        reached = top[-1].end if top else self.start
        for unit in header:
            if unit.start >= reached and unit.look is not Look.TEXT:
                top += pieces(self.text, unit.start, unit.end)
        return top

    def _number(self, top: list[Piece]) -> Field | None:
        for piece in top:
            if piece.part is Part.NUMBER:
                own = even(self._of(piece))
                lead = NUMBER_LEAD.match(flat(own))
                found = NUMBER.match(own, lead.end() if lead else 0) or (None if lead else NUMBER.search(own))
                return self._number_field(piece.start, found) if found else None
        return self._titled_number(top)

    def _number_field(self, start: int, found: re.Match[str]) -> Field:
        digits = found["digits"].translate(str.maketrans("lIOo|", "11001")) if found["digits"][:-1] else found["digits"]
        printed = found["digits"]
        if any(map(str.isdigit, printed)) or len(printed) > 1:
            printed = digits
        end = start + found.end()
        return Field(clean_number(printed + found["symbol"]), Span(start + found.start(), end))

    def _titled_number(self, top: list[Piece]) -> Field | None:
        """The number in the title: "# Nghị định số 63/2010/NĐ-CP về …", "LUẬT / CỦA QUỐC HỘI … SỐ 26/2001/QH10 NGÀY …"."""
        owner = _owner(self.text, top)
        for piece in [*top[:4], *([owner] if owner else [])]:
            own = even(self._of(piece))
            kind = kind_in(own) if piece.part in (Part.HEADING, Part.CAPITALS, Part.KIND) else None
            lead = _SO.search(flat(own)) if piece is owner else _SO.match(flat(own), kind[2]) if kind else None
            if lead and (found := NUMBER.match(own, lead.end())):
                return self._number_field(piece.start, found)
        return None

    def _title(self, top: list[Piece]) -> int | None:
        """Which piece is the kind in the title: below number, motto or date where such a one is there."""
        kinds = [at for at, piece in enumerate(top) if piece.part is Part.KIND]
        frame = [at for at, piece in enumerate(top) if piece.part in (Part.NUMBER, Part.MOTTO, Part.DATE)]
        below = [at for at in kinds if frame and at > frame[0]]
        return next(iter(below or kinds), None)

    def _kind(self, top: list[Piece], title: int | None, number: Field | None) -> Field | None:
        named = kind_of_number(number.value) if number else None
        if title is not None and (found := kind_in(self._of(top[title]))):
            start = top[title].start
            return Field(found[0], Span(start + found[1], start + found[2]))
        letter = any(piece.part in (Part.ABOUT, Part.ADDRESS) for piece in top)
        if number and named and (named != "Công văn" or letter or re.search(r"[-/]CV(?![^\W_])", number.value)):
            return Field(named, number.span)
        for piece in top:
            own = kind_in(self._of(piece)) if piece.part in (Part.HEADING, Part.NUMBER) else None
            if own:
                return Field(own[0], Span(piece.start + own[1], piece.start + own[2]))
        parts = {piece.part: piece for piece in reversed(top)}
        if Part.ABOUT in parts and Part.ADDRESS in parts:
            about = parts[Part.ABOUT]
            return Field("Công văn", Span(about.start, about.end))
        return None

    def _place_and_date(self, top: list[Piece]) -> tuple[Field | None, Field | None]:
        undated: Field | None = None
        for piece in top:
            if piece.part is not Part.DATE:
                continue
            small = flat(self._of(piece))
            found = DATE.search(small)
            value = _date(found) if found else None
            if found and value:
                date = Field(value, Span(piece.start + found.start(), piece.start + found.end()))
                alone = DATE_ALONE.match(small)
                return self._place(piece, alone.end("place") if alone else found.start()), date
            blank = DATE_BLANK.match(small)
            undated = undated or self._place(piece, blank.end("place") if blank else found.start() if found else 0)
        if undated:
            return undated, None
        owner = _owner(self.text, top)
        found = DATE.search(flat(self._of(owner))) if owner else None
        value = _date(found) if found else None
        if owner and found and value:
            return None, Field(value, Span(owner.start + found.start(), owner.start + found.end()))
        return None, None

    def _place(self, piece: Piece, end: int) -> Field | None:
        """The name before the day, which ``end`` characters of ``piece`` hold."""
        printed = even(self._of(piece))[:end]
        name = printed.strip(' \t,.;:(*_"')
        if not name or not name[0].isupper():
            return None
        begin = piece.start + printed.index(name)
        return Field(full_place(heal(plain(name))), Span(begin, begin + len(name)))

    def _adopted(self) -> Field | None:
        """The day a law says it was adopted: "Quốc hội … thông qua ngày 25 tháng 6 năm 2015"."""
        at = self.text.rfind("thông qua ngày", self.start, self.end)
        found = _ADOPTED.match(flat(self.text[at : at + 80])) if at >= 0 else None
        value = _date(found) if found else None
        day = self.text.index("ngày", at) if value else 0
        return Field(value, Span(day, at + found.end())) if found and value else None

    def _issuer(
        self, top: list[Piece], number: Field | None, kind: Field | None, place: Field | None, signers: Sequence[Signer]
    ) -> tuple[Field | None, Field | None]:
        joint = bool(kind and "lien tich" in flat(self.text[kind.span.start : kind.span.end])) or bool(
            number and re.search(r"TTLT|NQLT|LT\b", number.value)
        )
        parent, issuer = read_issuer(self.text, self._scope, top, place, joint)
        if issuer:
            return parent, issuer
        for piece in top:
            owner = (
                re.match(r"\W*CỦA\s+", self._of(piece)) if piece.part in (Part.CAPITALS, Part.BODY, Part.KIND) else None
            )
            if owner:
                whose = re.match(
                    r".+?(?=\s+(?:SỐ|NGÀY|VỀ|NƯỚC\s+CỘNG)\s|$)",
                    self.text[piece.start + owner.end() : piece.end],
                    re.DOTALL,
                )
                span = Span(piece.start + owner.end(), piece.start + owner.end() + (whose.end() if whose else 0))
                return None, qualified(
                    Field(truecase(self.text[span.start : span.end], self.text), span), self.text, self._scope
                )
        for signer in signers:
            # "TM. ỦY BAN NHÂN DÂN" over "KT. CHỦ TỊCH"
            body = re.match(r"T[/.]?M\s+(.+?)(?=\s+(?:KT|TUQ|Q)\b|$)", signer.authority or "")
            if body and p.BODY_CAPITAL.match(body[1].upper()):
                return None, qualified(Field(body[1], signer.span), self.text, self._scope)
        by_code = issuer_by_code(number, self.text, self._scope)
        return None, by_code or (enacted_by(self.text, self._scope) if kind else None)

    def _addressees(self, top: list[Piece]) -> tuple[Field, ...]:
        units = [unit for unit, role in self.zones.units if role is Role.ADDRESSEE]
        if units:
            return read_items(self.text, [Span(unit.start, unit.end) for unit in units], p.ADDRESS_HEAD)
        last = top[-1] if top and top[-1].part is Part.ADDRESS else None
        return read_items(self.text, [addressed(self.text, last.start, self.end)], p.ADDRESS_HEAD) if last else ()

    def _foot(self) -> list[tuple[Unit, Role]]:
        """The units of recipients and signatures, with the offices over a name that begin the first signature."""
        units = self.zones.units
        first = next((at for at, (_, role) in enumerate(units) if role is Role.SIGNATURE), len(units))
        begin = first
        while begin > 0 and units[begin - 1][1] is Role.BODY and opens_signature(self.text, units[begin - 1][0]):
            begin -= 1
        if first == len(units):
            # No zone of signatures was seen: an office among the last lines begins it.
            last = [at for at in range(max(1, first - _LAST), first) if units[at][1] is Role.BODY]
            begin = next((at for at in last if opens_signature(self.text, units[at][0])), first)
        over = [(unit, Role.SIGNATURE if role is Role.BODY else role) for unit, role in units[begin:first]]
        return [pair for pair in [*units[:begin], *over, *units[first:]] if pair[1] in _PEOPLE]

    def _mark(self, top: list[Piece], part: Part) -> Field | None:
        for piece in top:
            if piece.part is part:
                words = " ".join(flat(self._of(piece)).replace("[", " ").replace("]", " ").split()).strip(" .:()-")
                value = MARKS.get(words.rpartition(": ")[2])
                return Field(value, Span(piece.start, piece.end)) if value else None
        return None


def _owner(text: str, top: Sequence[Piece]) -> Piece | None:
    """The line under the title that says whose it is, with number and day: "CỦA CHÍNH PHỦ SỐ 31/2013/NĐ-CP NGÀY …"."""
    for at, piece in enumerate(top):
        if piece.part is Part.KIND:
            return next((one for one in top[at + 1 : at + 3] if _OWNER.match(flat(text[one.start : one.end]))), None)
    return None


def _date(found: re.Match[str]) -> str | None:
    """ISO of what :data:`index.parsing.parts.DATE` found; blanks and letters that OCR put into the digits are undone."""
    parts = (found["day"], found["month"], found["year"]) if found["day"] else (found["d"], found["m"], found["y"])
    day, month, year = (part.replace(" ", "").replace("l", "1").replace("o", "0") for part in parts)
    return iso_date(day, month, year)
