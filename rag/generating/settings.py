"""Which language model words the answers. Light: what it needs is imported when the model is opened."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.archive import Archive
from rag.types import HYBRID, Retrieval

if TYPE_CHECKING:
    from rag.generating.generative import Generative


@dataclass(frozen=True, slots=True)
class Model:
    """A language model as it was asked for: ``provider:name``, and the address of its server where it is not the provider's own.

    ``seconds``: how long an answer may take. It pickles, and holds no key.
    """

    name: str
    url: str | None = None
    seconds: float = 60.0

    def answerer(self, archive: Archive, how: Retrieval = HYBRID) -> "Generative":
        """The answerer over ``archive``. Raises ``InputError`` as :func:`rag.generating.model.open_model`; imports for seconds."""
        from rag.generating.generative import Generative
        from rag.generating.limits import Limits
        from rag.generating.model import open_model

        return Generative(archive, open_model(self), Limits.of(self.seconds), how)
