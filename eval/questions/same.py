"""When two questions ask the same."""

import re

from eval.questions.types import Question
from index.text import nfc


def key(question: Question) -> tuple[str, ...]:
    """The words asked, and those before: capitals, punctuation and white space make no other question; marks do."""
    asked = (question.text, *question.history)
    return tuple(" ".join(re.findall(r"\w+", nfc(text).casefold())) or text for text in asked)
