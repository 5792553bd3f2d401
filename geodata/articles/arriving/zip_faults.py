"""What zipfile raises of an archive that is damaged, encrypted, or packed in a way it lacks."""

from __future__ import annotations

from zipfile import BadZipFile

__all__ = ["ZIP_FAULTS"]

# A NotImplementedError, for an unknown way of packing, is a RuntimeError, as is a missing password.
ZIP_FAULTS = (BadZipFile, RuntimeError, ValueError)
