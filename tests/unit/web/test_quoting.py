"""A quotation in the queue begins and ends with whole words and runs in its own direction."""

from __future__ import annotations

import pytest

from sijill.model import Anchor


@pytest.mark.usefixtures("_django")
@pytest.mark.parametrize(
    ("anchor", "before", "after", "direction"),
    [
        (
            Anchor("ten died", 90, 98, "rday in the town ", " in shelling on the to"),
            "… in the town ",
            " in shelling on the …",
            "ltr",
        ),
        (Anchor("ten died", 4, 12, "Now ", ""), "Now ", "", "ltr"),
        (Anchor("قُتل ثلاثة", 90, 100, "Said there: ", " في القصف عل"), "… there: ", " في القصف …", "rtl"),
        (Anchor("ten died", 90, 98, "unbroken", "unbroken"), "unbroken", "unbroken", "ltr"),
        (Anchor("ten died", 90, 98, "a line\nand one ", "\nnext li"), "… line and one ", "next …", "ltr"),
    ],
)
def test_what_stands_around_a_quotation_is_cut_at_whole_words(anchor, before, after, direction):
    from sijill.web.desk.templatetags import quoting

    assert quoting.before(anchor) == before
    assert quoting.after(anchor).strip() == after.strip()
    assert quoting.direction(anchor) == direction
