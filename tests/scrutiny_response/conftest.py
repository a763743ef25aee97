"""Templates are kept while the software's tests run, as they are where it is installed: each is compiled once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engross.word import kept


@pytest.fixture(scope="package", autouse=True)
def _as_where_it_is_installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What was kept is what was compiled (tests/engross/word/test_kept.py); to compile anew takes a fifth of the time.

    Processes that a test begins know nothing of it, unless they are forked.
    """
    folder = tmp_path_factory.mktemp("kept")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept, "installation", lambda: b"the software under test")
        patch.setattr(kept, "folder", lambda: folder)
        yield
