"""What is packed has the same bytes on every machine, in whatever pieces it comes, and every program can unpack it."""

from __future__ import annotations

import hashlib
import zlib
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from engross.deflate import Packer, deflate
from engross.deflater import DEFLATER

WORDS = "".join(f"The partnership of district {number * number % 977} is heard.\n" for number in range(4_000)).encode()


def test_the_bytes_are_those_of_every_other_machine() -> None:
    packed = deflate(WORDS)
    assert (DEFLATER, len(packed), hashlib.sha256(packed).hexdigest()) == (
        "zlib-ng 2",
        10302,
        "1967b27d5a08f597e0b438c7cef0cf4ffe676f55dec944526dd177d4b231edea",
    )


@given(st.lists(st.integers(0, len(WORDS)), max_size=30))
def test_in_whatever_pieces_a_text_comes_it_is_packed_the_same(cuts: list[int]) -> None:
    ends = sorted({0, *cuts, len(WORDS)})
    packer = Packer()
    for one, other in pairwise(ends):
        packer.add(WORDS[one:other])
    assert (packer.checksum, packer.size, packer.finish()) == (zlib.crc32(WORDS), len(WORDS), deflate(WORDS))


@given(st.binary(max_size=2_000))
def test_every_program_unpacks_it(data: bytes) -> None:
    assert zlib.decompress(deflate(data), -15) == data
