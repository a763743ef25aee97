"""What is packed has the same bytes on every machine, in whatever pieces it comes, and every program can unpack it."""

from __future__ import annotations

import hashlib
import zlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engross.deflate import SHORT, Packer, deflate
from engross.deflater import DEFLATER

WORDS = "".join(f"The partnership of district {number * number % 977} is heard.\n" for number in range(4_000)).encode()


@pytest.mark.parametrize(
    ("size", "packed_size", "hash_"),
    [
        (len(WORDS), 10302, "1967b27d5a08f597e0b438c7cef0cf4ffe676f55dec944526dd177d4b231edea"),
        (SHORT - 1, 4073, "963e3354ed4b80c970ca205ffd0574ac7cb1deed0ba0cc0b024c1c227d6a1f2b"),
    ],
)
def test_the_bytes_are_those_of_every_other_machine(size: int, packed_size: int, hash_: str) -> None:
    packed = deflate(WORDS[:size])
    assert (DEFLATER, len(packed), hashlib.sha256(packed).hexdigest()) == (
        "libdeflate 1 and zlib-ng 2",
        packed_size,
        hash_,
    )


@given(
    st.lists(st.integers(0, len(WORDS)), max_size=30),
    st.sampled_from([0, 1, SHORT - 1, SHORT, SHORT + 1, len(WORDS)]),
)
def test_in_whatever_pieces_a_text_comes_it_is_packed_the_same(cuts: list[int], size: int) -> None:
    text = WORDS[:size]
    packer = Packer()
    for one, other in pairwise(sorted({0, *(min(cut, size) for cut in cuts), size})):
        packer.add(text[one:other])
    assert (packer.checksum, packer.size, packer.finish()) == (zlib.crc32(text), size, deflate(text))


@given(st.binary(max_size=2_000))
def test_every_program_unpacks_it(data: bytes) -> None:
    assert zlib.decompress(deflate(data), -15) == data
