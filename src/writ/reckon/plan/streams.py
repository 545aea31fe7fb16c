"""Luck: one stream of uniforms for each thing that is drawn, whatever else the plan holds.

A stream is a Philox generator (Salmon and others, 2011) keyed by the seed, the purpose and the stable id of what it
draws for. So adding, removing or reordering tasks changes no other task's draws, and two versions of a plan are
compared run by run. Streams are drawn in whole chunks: the first runs do not depend on how many follow.
"""

from __future__ import annotations

from functools import cached_property
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

CHUNK = 4096
"""Runs drawn at a time. Part of what a seed means: it is never changed without a new `_LAW`."""

_LAW = "writ.plan.1"
_HALF_CELL_BELOW_ONE = np.float32(1.0 - 2.0**-24)


class Stream:
    """Uniforms for one purpose ("duration", "release") of one id, the same for the same seed everywhere.

    Raw bits are taken, not numpy's distributions, because only the bits are promised to stay the same.
    """

    def __init__(self, seed: int, purpose: str, id: str) -> None:  # noqa: A002
        name = f"{_LAW}\0{seed}\0{purpose}\0{id}".encode()
        key = np.frombuffer(blake2b(name, digest_size=16).digest(), dtype="<u8")
        self.key = key.astype(np.uint64)

    @cached_property
    def _bits(self) -> np.random.Philox:
        return np.random.Philox(key=self.key)

    def chunk(self) -> npt.NDArray[np.float32]:
        """The next `CHUNK` uniforms: middles of 2^23 equal cells of (0, 1), so that neither end is ever drawn."""
        words = self._bits.random_raw(CHUNK // 2).astype("<u8", copy=False).view("<u4")
        np.right_shift(words, 9, out=words)
        np.bitwise_or(
            words, 0x3F800000, out=words
        )  # the exponent of 1.0: the bits now spell a float in [1, 2)
        uniforms: npt.NDArray[np.float32] = words.view("<f4")
        return np.subtract(uniforms, _HALF_CELL_BELOW_ONE, out=uniforms)
