"""Records on disk instead of in memory: written once, read one at a time by their number.

A record is pickled and compressed. Pickle, because it gives every record back as it was without a
second description of the models; that is safe, since a process reads only what it wrote itself or
what `save` left in a folder of its own user.
"""

from __future__ import annotations

import pickle
import tempfile
import threading
import weakref
import zlib
from array import array
from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import IO

__all__ = ["Archive"]

Record = TypeVar("Record")
# So many records are kept as they were last read: a page asks for the same few again and again.
_KEPT = 64
# Records are small; more effort saves little room and costs time for each of them.
_EFFORT = 3
_OFFSETS = ".offsets"


class Archive(Generic[Record]):
    """Records by their number, in a file that only this process can open; safe for threads.

    The file has no name and vanishes with the process, unless the archive was opened from a folder.
    """

    def __init__(
        self, records: Iterable[Record] = (), *, after: Archive[Record] | None = None
    ) -> None:
        """Take over records; more may follow by `append`.

        Args:
            records: in order.
            after: those of another archive come before these; it must not grow any more.

        """
        self._before = after
        self._first = 0 if after is None else len(after)
        self._take(tempfile.TemporaryFile())  # noqa: SIM115 - lives as long as this
        self._ends = array("Q")  # byte after each record
        self._last: OrderedDict[int, Record] = OrderedDict()
        self._lock = threading.Lock()
        for record in records:
            self.append(record)

    def __len__(self) -> int:
        """Return how many records there are."""
        return self._first + len(self._ends)

    def append(self, record: Record) -> None:
        """Add a record; its number is how many there were."""
        packed = zlib.compress(pickle.dumps(record, pickle.HIGHEST_PROTOCOL), _EFFORT)
        with self._lock:
            start = self._ends[-1] if self._ends else 0
            self._file.seek(start)
            self._file.write(packed)
            self._ends.append(start + len(packed))

    def __getitem__(self, number: int) -> Record:
        """Return a record.

        Raises:
            IndexError: there is no such number.

        """
        with self._lock:
            if number in self._last:
                self._last.move_to_end(number)
                return self._last[number]
        record = self.read(number)
        with self._lock:
            self._last[number] = record
            while len(self._last) > _KEPT:
                self._last.popitem(last=False)
        return record

    def __iter__(self) -> Iterator[Record]:
        """Return all records in order, remembering none of them."""
        return self.pick(range(len(self)))

    def pick(self, numbers: Iterable[int]) -> Iterator[Record]:
        """Return the records of these numbers in their order, remembering none of them."""
        return map(self.read, numbers)

    def save(self, path: Path) -> None:
        """Write the records to a file and, beside it, where each of them ends."""
        with path.open("wb") as file:
            ends = self.copy_to(file)
        path.with_suffix(_OFFSETS).write_bytes(ends.tobytes())

    @classmethod
    def open(cls, path: Path) -> Archive[Record]:
        """Return the records that `save` wrote; the file is read where it lies.

        Raises:
            OSError: there is no such file.

        """
        archive: Archive[Record] = cls()
        archive._file.close()
        archive._take(path.open("rb"))
        archive._ends.frombytes(path.with_suffix(_OFFSETS).read_bytes())
        return archive

    def copy_to(self, file: IO[bytes]) -> array[int]:
        """Write the records, those before them first, and return where each ends."""
        ends = array("Q") if self._before is None else self._before.copy_to(file)
        start = ends[-1] if ends else 0
        with self._lock:
            self._file.seek(0)
            while chunk := self._file.read(1 << 20):
                file.write(chunk)
            ends.extend(start + end for end in self._ends)
        return ends

    def _take(self, file: IO[bytes]) -> None:
        self._file = file
        weakref.finalize(self, file.close)

    def read(self, number: int) -> Record:
        """Return a record without remembering it.

        Raises:
            IndexError: there is no such number.

        """
        if not 0 <= number < len(self):
            raise IndexError(number)
        if self._before is not None and number < self._first:
            return self._before.read(number)
        number -= self._first
        start = self._ends[number - 1] if number else 0
        with self._lock:  # the file has one position for all threads
            self._file.seek(start)
            packed = self._file.read(self._ends[number] - start)
        return cast("Record", pickle.loads(zlib.decompress(packed)))  # noqa: S301 - our own
