"""
The process that reads one foreign document where none can be confined: ``python -I -m sijill.adapters.readers.alone``.

It keeps a crash away from whoever asked, and that is all.
"""

from __future__ import annotations

import json
import os
import sys

from sijill.adapters.readers._answering import answers, told_of


def main() -> None:
    """Read the request on the first line of the input and the document after it; write the answer."""
    out = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    # Whatever a library prints about a document stays here.
    for standard in (1, 2):
        os.dup2(nothing, standard)
    request = json.loads(sys.stdin.buffer.readline())
    out.write(told_of(answers(request), sys.stdin.buffer.read))
    out.close()


if __name__ == "__main__":
    main()
