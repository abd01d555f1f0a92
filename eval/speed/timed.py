"""Commands timed from the outside: seconds and the most memory, each in a fresh process.

Run as ``python -m eval.speed.timed COMMAND...`` this starts the command and prints what it took. That small process stands
between, because what the system counts for a child holds the memory of the process that started it.
"""

import http.client
import json
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass

from index.errors import InputError

PATIENCE = 300.0
HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Timed:
    """A command that has ended. ``error``: what it wrote to stderr."""

    seconds: float
    megabytes: float | None
    code: int
    error: str


def timed(command: Sequence[str], environ: Mapping[str, str], codes: Sequence[int] = (0,)) -> Timed:
    """Runs ``command`` to its end. Raises ``InputError`` when it exits with none of ``codes``."""
    argv = [sys.executable, "-m", "eval.speed.timed", *command]
    done = subprocess.run(argv, check=True, env=environ, stdout=subprocess.PIPE, encoding="utf-8")
    result = Timed(**json.loads(done.stdout))
    if result.code not in codes:
        raise _failed(command, result.error)
    return result


def until_open(command: Sequence[str], environ: Mapping[str, str]) -> float:
    """Seconds until ``command --port N`` answers HTTP with 200; then it is stopped. Raises ``InputError`` if never."""
    port = _free_port()
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        argv = [*command, "--port", str(port)]
        process = subprocess.Popen(argv, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said)
        try:
            while process.poll() is None and time.perf_counter() - begun < PATIENCE:
                if _answers(port):
                    return time.perf_counter() - begun
                time.sleep(0.01)
        finally:
            _stop(process)
        said.seek(0)
        raise _failed(command, said.read().decode("utf-8", "replace"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _failed(command: Sequence[str], error: str) -> InputError:
    shown, why = " ".join(command), " ".join(error.split())[-300:]
    return InputError(f"Lệnh không chạy được: {shown}: {why}", f"The command failed: {shown}: {why}")


def _run(command: Sequence[str]) -> Timed:
    begun = time.perf_counter()
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    seconds = time.perf_counter() - begun
    return Timed(seconds, _megabytes(), done.returncode, done.stderr.decode("utf-8", "replace"))


def _megabytes() -> float | None:
    """The most memory that the one child of this process has held."""
    with suppress(ImportError):  # not on Windows
        import resource

        units = 2**20 if sys.platform == "darwin" else 2**10
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / units
    return None


if __name__ == "__main__":
    print(json.dumps(asdict(_run(sys.argv[1:]))))
