"""Whether work grows with its text or with the text's square: compared within one run, never with a clock's number of seconds."""

import gc
import time
from collections.abc import Callable

TIMES = 4
# Four times the text takes four times as long, sixteen if squared. A machine at other work at the wrong moment: once more.
SQUARED = 8
TRIES = 6
# Below this the clock tells nothing.
NOTHING = 0.02


def grows_with_the_text(work: Callable[[int], object], small: int) -> None:
    """Fails if ``work(4 * small)`` takes more than eight times as long as ``work(small)`` each time it is tried."""
    told = []
    for _ in range(TRIES):
        before = min(_seconds(work, small) for _ in range(3))
        after = _seconds(work, TIMES * small)
        if after < SQUARED * before + NOTHING:
            return
        told.append(f"{before:.3f} s, then {after:.3f} s")
    raise AssertionError(f"{small:,} and {TIMES * small:,}: {'; '.join(told)}")


def _seconds(work: Callable[[int], object], size: int) -> float:
    gc.disable()  # a collection walks what all other tests have left in memory: up to a second that is none of the work's
    try:
        begun = time.process_time()
        work(size)
        return time.process_time() - begun
    finally:
        gc.enable()
