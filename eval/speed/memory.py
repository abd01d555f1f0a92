"""The memory of this process."""

from pathlib import Path


def megabytes(which: str) -> float | None:
    """What Linux tells under ``which``, in MB: ``VmRSS``, held now, files that are mapped included; ``VmHWM``, the most ever held.

    ``getrusage`` would count that of the process which started this one, too. ``None`` on another system.
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith(f"{which}:"))) / 1024
