"""A large archive to time searches in: real articles of law under made-up letterheads, vectors that cost no encoding.

The clauses, the words and so BM25 are real. Letterheads give every article a number, an issuer, a date and a signer of its
own, as many as a province's archive may hold. Encoding a clause takes 30 ms and all of them hours, so the vectors of the
clauses are random unit vectors: the time of a search is what it would be, what it finds by meaning is not.
"""

import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from filelock import FileLock

from eval.reading.phapdien import Article, articles
from index.archive import Archive, open_archive
from index.build import build
from index.encode import Encoder, Progress, Vectors
from index.errors import ArchiveError
from index.parse import parse
from index.store import SCHEMA_VERSION
from index.types import Source

_PROVINCES = (
    "An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Đắk Lắk", "Điện Biên", "Đồng Nai", "Đồng Tháp", "Gia Lai", "Hà Tĩnh",
    "Hưng Yên", "Khánh Hòa", "Lai Châu", "Lạng Sơn", "Lào Cai", "Lâm Đồng", "Nghệ An", "Ninh Bình", "Phú Thọ", "Quảng Ngãi",
    "Quảng Ninh", "Quảng Trị", "Sơn La", "Tây Ninh", "Thái Nguyên", "Thanh Hóa", "Tuyên Quang", "Vĩnh Long",
)  # fmt: skip
# Issuer and the code that ends its numbers.
_BODIES = (
    ("ỦY BAN NHÂN DÂN TỈNH {}", "UBND"), ("HỘI ĐỒNG NHÂN DÂN TỈNH {}", "HĐND"), ("SỞ Y TẾ TỈNH {}", "SYT"),
    ("SỞ TÀI CHÍNH TỈNH {}", "STC"), ("SỞ XÂY DỰNG TỈNH {}", "SXD"), ("SỞ TƯ PHÁP TỈNH {}", "STP"),
    ("SỞ NỘI VỤ TỈNH {}", "SNV"), ("SỞ CÔNG THƯƠNG TỈNH {}", "SCT"),
)  # fmt: skip
_KINDS = (("QUYẾT ĐỊNH", "QĐ"), ("KẾ HOẠCH", "KH"), ("THÔNG BÁO", "TB"), ("CHỈ THỊ", "CT"), ("BÁO CÁO", "BC"))
_SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương")
_MIDDLE = ("Văn", "Thị", "Đức", "Minh", "Thanh", "Quốc", "Hữu", "Ngọc", "Xuân", "Công", "Đình")
_GIVEN = ("An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Hải", "Hùng", "Lan", "Long", "Mai", "Nam", "Phúc", "Quang", "Sơn",
          "Tâm", "Thắng", "Tuấn", "Vinh")  # fmt: skip
# A folder of ten thousand files is slow on some systems.
_A_FOLDER = 1000


class RandomPassages:
    """An :class:`index.encode.Encoder` that answers for ``queries`` and gives each passage a random vector, always the same."""

    def __init__(self, queries: Encoder) -> None:
        self._queries = queries
        self.fingerprint = f"random/{queries.dimension}"
        self.dimension = queries.dimension

    def queries(self, texts: Sequence[str]) -> Vectors:
        """See :class:`index.encode.Encoder`."""
        return self._queries.queries(texts)

    def passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """See :class:`index.encode.Encoder`."""
        rows = np.empty((len(texts), self.dimension), np.float32)
        for row, text in zip(rows, texts, strict=True):
            seed = int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:8], "big")
            row[:] = np.random.default_rng(seed).standard_normal(self.dimension, np.float32)
        if progress:
            progress("encode", len(texts), len(texts))
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def document(at: int, article: Article) -> str:
    """The ``at``-th directive: ``article`` under a letterhead made up of ``at``."""
    province = _PROVINCES[at % len(_PROVINCES)]
    body, short = _BODIES[at // len(_PROVINCES) % len(_BODIES)]
    number = at // (len(_PROVINCES) * len(_BODIES)) + 1
    title, kind = _KINDS[at % len(_KINDS)]
    date = f"ngày {at % 28 + 1:02} tháng {at % 9 + 3} năm {2010 + at % 15}"
    signer = f"{_SURNAMES[at % len(_SURNAMES)]} {_MIDDLE[at % len(_MIDDLE)]} {_GIVEN[at % len(_GIVEN)]}"
    return (
        f"{body.format(province.upper())}\nSố: {number}/{kind}-{short}\n\n"
        f"{province}, {date}\n\n{title}\nVề {article.heading.partition('. ')[2]}\n\n"
        f"{article.heading}\n\n{article.text}\n\nTM. LÃNH ĐẠO\nCHỦ TỊCH\n\n{signer}\n"
    )


def documents(file: Path, clauses: int) -> Iterator[tuple[str, str]]:
    """Names and texts of as many directives as hold about ``clauses`` clauses."""
    count = 0
    for at, article in enumerate(articles(file)):
        if count >= clauses:
            return
        text = document(at, article)
        count += len(parse(Source("", text, "")).clauses)
        yield f"{at // _A_FOLDER:03}/{at:06}.txt", text


def titles(file: Path, count: int) -> list[str]:
    """The titles of ``count`` articles from all over the file: what people would ask about."""
    chosen = islice(articles(file), 7, None, 97)
    return [article.heading.partition(". ")[2] for article in islice(chosen, count)]


def archive_of(
    file: Path, clauses: int, encoder: Encoder, cache: Path, progress: Progress, note: Callable[[str], None]
) -> Archive:
    """The archive of about ``clauses`` clauses, kept under ``cache``; built when absent or of another version."""
    beginning = "".join(document(at, article) for at, article in enumerate(islice(articles(file), 100)))
    made_of = f"{SCHEMA_VERSION}\0{clauses}\0{file.stat().st_size}\0{beginning}"
    stamp = hashlib.sha256(made_of.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    folder = cache / "eval" / f"scale-{stamp}"
    folder.mkdir(parents=True, exist_ok=True)
    standing = RandomPassages(encoder)
    with FileLock(folder / "made.lock"):
        try:
            return open_archive(folder, standing, cache=cache)
        except ArchiveError:
            note(f"building an archive of about {clauses:,} clauses in {folder} (some minutes, once)")
        sources = folder / "sources"
        try:
            for name, text in documents(file, clauses):
                path = sources / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            build([sources], folder, standing, None, progress)
        finally:
            shutil.rmtree(sources, ignore_errors=True)
        (folder / "vectors.sqlite").unlink(missing_ok=True)  # random ones are made faster than they are looked up
        return open_archive(folder, standing, cache=cache)


def naming(titles: Sequence[str], archive: Archive) -> list[str]:
    """Questions that name a document of ``archive``, by its number, or an article of a law."""
    numbered = [f"{one.kind.value} {one.number.value}" for one in archive.directives if one.number and one.kind]
    step = max(len(numbered) // max(len(titles), 1), 1)
    found = []
    for at, (title, own) in enumerate(zip(titles, numbered[::step], strict=False)):
        named = own if at % 2 else f"Điều {at + 1} Luật số 32/2004/QH11"
        found.append(f"{title} theo {named} thế nào?")
    return found


def about_bodies(titles: Sequence[str]) -> list[str]:
    """Questions that name a body, which has issued hundreds of documents."""
    found = []
    for at, title in enumerate(titles):
        body = _BODIES[at % len(_BODIES)][0].format(_PROVINCES[at % len(_PROVINCES)])
        found.append(
            f"{body.split(' TỈNH ')[0].capitalize()} tỉnh {body.split(' TỈNH ')[1]} quy định gì về {title.lower()}?"
        )
    return found


def asking(titles: Sequence[str]) -> list[str]:
    """Questions for what stands in a document's header: who signed it, when it was issued."""
    forms = ("Ai ký văn bản về {}?", "Văn bản về {} được ban hành ngày nào?", "Cơ quan nào ban hành văn bản về {}?")
    return [forms[at % len(forms)].format(title.lower()) for at, title in enumerate(titles)]
