"""Readers that do what damaged files make real ones do, for :mod:`tests.test_isolate`; the file's bytes say what."""

import os
import subprocess
import sys
import time
from pathlib import Path

import index.formats.isolate
from index.errors import SourceError
from index.formats import worker
from index.formats.choose import Pages
from index.formats.share import threads
from index.formats.sniff import Kind
from index.types import Extract

BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from index.formats import worker; from tests.misbehaving import read_as; worker.read_as = read_as; worker.main()"
)


def read_as(kind: Kind, data: bytes, progress: Pages) -> Extract:
    """Takes the place of :func:`index.formats.choose.read_as` in a worker."""
    what, _, argument = data.decode().rpartition("%PDF-")[2].strip().partition(" ")
    if what == "crash":
        os.abort()
    if what == "leave":
        os._exit(0)
    if what == "hang":
        time.sleep(600)
    if what == "pages":
        for page in range(1, 5):
            time.sleep(float(argument))
            progress(page, 4)
    if what == "hog":
        return Extract("x" * (worker.ADDRESS_SPACE + 2**20), kind.value)
    if what == "bug":
        raise KeyError("reader")
    if what == "refuse":
        raise SourceError("từ chối", "refused")
    if what == "noise":
        print("what a library says on its own", flush=True)
        os.write(1, b"\0" * 100)
    if what == "children":  # as OCR does; the number of the child goes into a file
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        Path(argument).write_text(f"{os.getpid()} {child.pid}")
        time.sleep(600)
    return Extract(f"{what} {os.getpid()} {threads()}", kind.value)


def install() -> None:
    """Lets the workers of this process misbehave."""
    index.formats.isolate._BOOT = BOOT
