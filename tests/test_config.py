"""Settings: flags over variables over defaults; what cannot be read is said."""

from pathlib import Path

import pytest

from index.config import Config, default
from index.errors import InputError


def test_flags_beat_variables_beat_defaults() -> None:
    variables = {"TRICHDAN_PORT": "8000", "TRICHDAN_LANG": "en", "TRICHDAN_HOST": "", "OTHER": "x"}
    config = Config.load({"port": 9000, "top": None}, variables)
    assert (config.port, config.lang, config.host, config.top) == (9000, "en", "127.0.0.1", 10)


def test_paths_may_name_the_home_folder() -> None:
    assert Config.load({}, {"TRICHDAN_ARCHIVE": "~/kho"}).archive == Path("~/kho").expanduser()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "x"),
        ("PORT", "-1"),
        ("TOP", "1.5"),
        ("TOP", "²"),
        ("LANG", "fr"),
    ],
)
def test_a_bad_variable_is_named(name: str, value: str) -> None:
    with pytest.raises(InputError, match=f"TRICHDAN_{name}.*«{value}»"):
        Config.load({}, {f"TRICHDAN_{name}": value})


def test_a_setting_that_does_not_exist() -> None:
    with pytest.raises(TypeError):
        Config.load({"colour": "red"}, {})


def test_defaults_of_help_pages() -> None:
    assert (default("port"), default("top")) == (Config().port, Config().top)


def test_folders_are_the_programs_own() -> None:
    assert Config().cache.name == Config().data.name == "trichdan"
