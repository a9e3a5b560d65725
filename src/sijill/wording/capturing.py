"""Why a page was not captured, and what does not fit in what others captured."""

from __future__ import annotations

from collections.abc import Mapping

from sijill.values import message

FAILED: Mapping[str, str] = {
    "unreachable": message("FAILED: the address cannot be reached; nothing was sealed. The attempt is recorded."),
    "login": message(
        "FAILED: a login seems to stand before the page; nothing was sealed. The attempt is recorded. If this is the "
        "page that you seek, repeat it with --anyway."
    ),
    "gone": message(
        "FAILED: the page or post is gone, or was never there; nothing was sealed. The attempt is recorded."
    ),
    "notice": message(
        "FAILED: the page seems to be a notice that something is gone; nothing was sealed. The attempt is recorded. If "
        "this is the page that you seek, repeat it with --anyway."
    ),
    "refused": message("FAILED: the server refused the page; nothing was sealed. The attempt is recorded."),
    "cut": message("FAILED: a film on the page did not come whole; nothing was sealed. The attempt is recorded."),
    "broken": message(
        "FAILED: the capture broke off on this machine; nothing was sealed. The attempt is recorded; try again."
    ),
}
"""Why a capture failed, by its code."""

PROBLEMS: Mapping[str, str] = {
    "no_index": message("its index is missing ({what})"),
    "no_package": message("its list of files is missing ({what})"),
    "missing": message("a file that it lists is not in it: {what}"),
    "hash": message("a file has another digest than it says: {what}"),
    "digest": message("an answer in it has another digest than it says: {what}"),
    "no_hash": message("no digest is given for {what}, so nothing vouches for it"),
    "unreadable": message("it cannot be read ({what})"),
    "anchor": message("the words of claim {what} are not where it says; it is not proposed"),
    "judged": message("claim {what} was judged here before; it is not proposed again"),
    "chain": message("its log does not hold: {what}"),
    "destroyed": message("{what} is not taken in and nothing of it was kept; two persons may readmit it"),
}
"""What does not fit what an archive says of itself, by its code."""
