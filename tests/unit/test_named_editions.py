"""What a word on the command line is taken for: the id of an edition, or a path."""

import pytest

from aiprocure.cli.named_editions import is_folder, is_path


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "not-there"])
def test_a_name_that_no_folder_can_have_is_no_folder(name: str) -> None:
    assert not is_folder(name)
    assert not is_path(name)
    assert is_path(f"{name}.json")
