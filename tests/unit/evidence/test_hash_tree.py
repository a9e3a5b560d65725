"""The hash tree over sealed items: every leaf leads to the root, and nothing else does."""

from __future__ import annotations

import hashlib

import pytest

from sijill.evidence import hash_tree


def leaves(number: int) -> list[str]:
    """Return the leaves of invented items."""
    return [hash_tree.leaf(f"{one:064x}", f"{one * 7:064x}") for one in range(number)]


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 7, 8, 9, 16, 33])
def test_every_leaf_leads_to_the_root_and_to_no_other(number):
    made = leaves(number)

    for index, one in enumerate(made):
        steps = hash_tree.path(made, index)
        assert hash_tree.climb(one, steps) == hash_tree.root(made)
        assert hash_tree.climb(hash_tree.leaf("f" * 64, "0" * 64), steps) != hash_tree.root(made)
        assert len(steps) <= (number - 1).bit_length()


def test_a_leaf_is_what_sha256sum_says_of_its_text():
    text = hash_tree.leaf_text("a" * 64, "b" * 64)

    assert hash_tree.leaf("a" * 64, "b" * 64) == hashlib.sha256(text.encode()).hexdigest()
    assert text.splitlines()[1:] == ["a" * 64, "b" * 64]


def test_order_and_number_of_items_change_the_root():
    made = leaves(6)

    assert len({hash_tree.root(made), hash_tree.root(made[::-1]), hash_tree.root(made[:5])}) == 3
    with pytest.raises(IndexError):
        hash_tree.path(made, 6)
