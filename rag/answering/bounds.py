"""Whether a number asked about keeps to the bound or range a clause sets (``không quá 05 người``)."""

import re

from index.text import fold
from rag import values

_CONFIRM = re.compile(r"dung khong|phai khong|co phai|co dung")


def within_bound(question: str, text: str) -> bool | None:
    """Whether a number asked about keeps to the bound or range the text sets for the same unit; ``None``: no such bound."""
    for asked in values.quantities(question):
        number, unit = _number_and_unit(asked.text)
        if number is not None and re.match(r"(?:quá|hơn|trên)\s", asked.text):
            number += 1  # "quá 5 người" is six and more
        if number is not None and asked.text.startswith("dưới "):
            number -= 1
        for stated in values.quantities(text):
            bound, same = _number_and_unit(stated.text)
            before = fold(text[max(0, stated.start - 40) : stated.start] + stated.text)
            if number is None or bound is None:
                continue
            if between := re.match(r"tu (\d+) (?:den|toi) (duoi )?(\d+) (\w+)", fold(stated.text)):
                if between[4] == unit and int(between[1]) <= number < int(between[3]) + (not between[2]):
                    return True
                continue
            # "chỉ cần 50.000 là đủ": the unit stands elsewhere in the question.
            if not same or (unit != same and not (unit in ("la", "thi", "") and same in fold(question).split())):
                continue
            if re.search(r"khong (?:\w+ ){0,3}qua|toi da|khong vuot", before):
                return number <= bound
            if re.search(r"it nhat|toi thieu|khong duoi", before):
                return number >= bound
            if re.search(r"\btren \S+ \w+$", fold(stated.text)) and number <= bound and _CONFIRM.search(fold(question)):
                return False
            if "tro len" in fold(stated.text) and number >= bound:
                return True
    return None


def beyond(question: str, text: str) -> bool:
    """Whether the text rules on another range than the number asked about lies in ("trẻ 4 tuổi", "từ 5 đến dưới 12 tuổi")."""
    for asked in values.quantities(question):
        number, unit = _number_and_unit(asked.text)
        for stated in values.quantities(text):
            said = fold(stated.text)
            if number is not None and unit and re.match(r"tu \d", said) and re.search(rf"\b{re.escape(unit)}\b", said):
                return True
    return False


def _number_and_unit(text: str) -> tuple[float | None, str]:
    match = re.search(r"(\d[\d.]*)\s?([^\W\d_]+)?", text)
    return (float(match[1].replace(".", "")), fold(match[2] or "")) if match else (None, "")
