"""Opening files and standard input, compressed or not."""

from __future__ import annotations

import gzip
import io
import os
import stat
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol, cast

from quotes.ingest.text import UnreadableError

# News text shrinks to a third, very repetitive exports to a twentieth; gzip's own maximum is
# about 1030:1, that of zstd above 30,000:1.
_BOMB_RATIO = 200
_BOMB_BYTES = 20_000_000


# A frame, or one of the 16 kinds of frames to skip, which some compressors begin with.
_ZSTD = (b"\x28\xb5\x2f\xfd", *(bytes([kind]) + b"\x2a\x4d\x18" for kind in range(0x50, 0x60)))


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Packing(NamedTuple):
    """A way of compression: its name, what its files start with, how they are unpacked."""

    name: str
    magic: tuple[bytes, ...]
    unpack: Callable[[_Readable], _Readable]


def _gunzip(stream: _Readable) -> _Readable:
    return gzip.GzipFile(fileobj=cast(BinaryIO, stream), mode="rb")


PACKINGS = {
    ".gz": Packing("gzip", (b"\x1f\x8b",), _gunzip),
    ".zst": Packing("zstd", _ZSTD, lambda stream: _Unzstd(stream)),
}
"""By suffix."""


def open_file(path: str) -> tuple[BinaryIO, int | None]:
    """The file's bytes as they are, and their number, None where unknown. Raises OSError."""
    file = Path(path).open("rb")  # noqa: SIM115 - the caller closes it
    status = os.fstat(file.fileno())
    return file, status.st_size if stat.S_ISREG(status.st_mode) else None


def from_bytes(data: bytes) -> BinaryIO:
    """A stream of `data`."""
    return cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, io.BytesIO(data))))


def head(stream: BinaryIO) -> bytes:
    """The first bytes of a stream, which stay to be read."""
    return cast(io.BufferedReader, stream).peek(4096)[:4096]


def packing_of(stream: BinaryIO) -> Packing | None:
    """How the stream is compressed, by its first bytes; None where it is not."""
    start = head(stream)
    return next((each for each in PACKINGS.values() if start.startswith(each.magic)), None)


def unpack(stream: BinaryIO, packing: Packing) -> BinaryIO:
    """The decompressed bytes of a stream.

    Reading them raises UnreadableError where the data is broken or cut short, is not compressed
    like that, or swells without end, and OSError where the stream cannot be read.
    """
    if not head(stream).startswith(packing.magic):
        raise UnreadableError(f"is not compressed with {packing.name}, as its name says")
    return cast(BinaryIO, io.BufferedReader(_Unpacked(stream, packing), 1 << 16))


class _Unpacked(io.RawIOBase):
    """A compressed stream that refuses to swell without end."""

    def __init__(self, stream: BinaryIO, packing: Packing) -> None:
        self._name = packing.name
        self._packed = _Counted(stream)
        self._unpacked = packing.unpack(self._packed)
        self._produced = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._unpacked.read(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise UnreadableError(f"is broken {self._name} ({error}); fetch it again") from error
        buffer[: len(data)] = data
        self._produced += len(data)
        if self._produced > _BOMB_BYTES and self._produced > _BOMB_RATIO * self._packed.count:
            raise UnreadableError(
                "swells more than any text when decompressed; it is not read further"
            )
        return len(data)


class _Counted:
    """Counts what is read of a stream that may not be able to tell its position, such as a pipe."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.count += len(data)
        return data


class _Unzstd:
    """Decompresses zstd, frame after frame.

    The library's own reader takes a file that was cut short for one that has ended. Reading raises
    EOFError for it, and where the data is broken.
    """

    # A few bytes of zstd can stand for a block of 128 KiB: so many at a time swell to 16 MB at most.
    _PIECE = 512
    # The most that decoders must support (RFC 8878 recommends 8 MB; `zstd -19` and more need this).
    _WINDOW = 1 << 27

    def __init__(self, stream: _Readable) -> None:
        # Slow to import, and few files need it.
        import zstandard

        self._error = zstandard.ZstdError
        self._library = zstandard.ZstdDecompressor(max_window_size=self._WINDOW)
        self._stream = stream
        self._frame = self._library.decompressobj()
        self._inside = False  # a frame that has begun and not ended
        self._rest = io.BytesIO()  # what is decompressed already

    def read(self, size: int, /) -> bytes:
        while not (data := self._rest.read(size)):
            piece = self._stream.read(self._PIECE)
            if not piece:
                if self._inside:
                    raise EOFError("it ends within a frame")
                return b""
            try:
                self._rest = io.BytesIO(self._decompress(piece))
            except self._error as error:
                raise EOFError(str(error)) from error
        return data

    def _decompress(self, piece: bytes) -> bytes:
        pieces = []
        while piece:
            pieces.append(self._frame.decompress(piece))
            self._inside = not self._frame.eof
            piece = self._frame.unused_data if self._frame.eof else b""
            if self._frame.eof:
                self._frame = self._library.decompressobj()
        return b"".join(pieces)
