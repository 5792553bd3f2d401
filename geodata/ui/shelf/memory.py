"""How the C library hands memory back that is no longer used: at once, as far as it can be told."""

from __future__ import annotations

import ctypes
import platform

__all__ = ["hand_memory_back"]

# From glibc's malloc.h.
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
_LARGE = 1 << 20  # bytes
_ARENAS = 2


def hand_memory_back() -> None:
    """Let columns of a table go back to the system when they are dropped; for a server's start.

    glibc keeps freed memory for each of the many threads that Streamlit starts, and ever larger
    pieces of it, which at 200,000 events came to 200 MB after a few visits. Other C
    libraries have no such settings and are left as they are.
    """
    if platform.libc_ver()[0] != "glibc":
        return
    set_option = ctypes.CDLL(None).mallopt
    set_option(_MMAP_THRESHOLD, _LARGE)
    set_option(_TRIM_THRESHOLD, _LARGE)
    set_option(_ARENA_MAX, _ARENAS)
