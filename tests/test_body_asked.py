"""Whose document is asked for, among those a sentence names: told by the beginning of the body's name, in whole words."""

import pytest

from rag.answering.documents.told import of_body_asked


@pytest.mark.parametrize(
    ("asked", "told", "owner", "theirs"),
    [
        ("cong van nao cua thuong truc huyen uy dong tra", "chi dao cua thuong truc huyen uy tai", "ubnd xa", True),
        ("cong van nao cua thuong truc huyen uy dong tra", "chi dao cua ban thuong vu tai", "ubnd xa", False),
        ("cong van nao cua thuong truc huyen uy dong tra", "cua thuong truc huyen uy", "thuong truc huyen uy", False),
        ("cong van nao cua so y te", "theo so y te tai", "ubnd xa", False),
        ("cong van nao cua hoi dong thi dua", "hoi dong thi dua huyen", "ubnd xa", True),
        ("cong van nao cua hoi dong thi dua", "hoi dong thi duatinh", "ubnd xa", False),
    ],
)
def test_the_body_is_compared_in_whole_words(asked: str, told: str, owner: str, theirs: bool) -> None:
    assert of_body_asked(asked, told, owner) is theirs
