"""The sets that programs are compared on: ours, and XQuAD-vi where its file lies beside the checkout."""

import hashlib
from pathlib import Path

from eval.exchange.files import write_set
from eval.exchange.squad import read_set
from eval.questions import EvalSet, Split, load
from eval.running.provenance import ROOT, code
from index.errors import InputError

XQUAD = "xquad-vi"
# Not part of this repository: the benchmark is read where the project keeps its shared files.
XQUAD_FILE = ROOT.parent / "shared" / "benchmarks" / "xquad-vi" / "xquad.vi.json"
_FROM = "XQuAD, Vietnamese (Artetxe et al. 2020), CC BY-SA 4.0, https://github.com/google-deepmind/xquad"


def open_set(name: str, cache: Path, xquad: Path = XQUAD_FILE) -> EvalSet:
    """The set ``name``; ``xquad-vi`` is imported from ``xquad`` into ``cache`` first.

    Raises ``InputError`` as :func:`eval.questions.load`, and saying where to get XQuAD when it is not there.
    """
    return load(str(_xquad(xquad, cache))) if name == XQUAD and not Path(name).exists() else load(name)


def _xquad(file: Path, cache: Path) -> Path:
    if not file.is_file():
        raise InputError(
            f"Không có «{file}». Hãy tải xquad.vi.json từ https://github.com/google-deepmind/xquad, "
            f"rồi: trichdan eval import xquad.vi.json {XQUAD} và chạy lại lệnh này.",
            f'There is no "{file}". Download xquad.vi.json from https://github.com/google-deepmind/xquad, '
            f"then: trichdan eval import xquad.vi.json {XQUAD}, and run this command again.",
        )
    digest = hashlib.sha256(file.read_bytes() + code(["eval/exchange"]).encode()).hexdigest()[:12]
    folder = cache / "eval" / "imported" / digest / XQUAD
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        write_set(read_set(file, Split.HELD), folder, _FROM)
    return folder
