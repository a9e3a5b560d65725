"""What an action is about to seal is written down first, also by the second action of a process."""

from __future__ import annotations

from sijill.adapters.files import Begun


def test_what_the_second_action_of_a_killed_process_had_begun_is_known(tmp_path):
    killed = Begun(tmp_path)
    killed.begin()
    killed.seal("a" * 64)
    killed.begin()
    killed.seal("b" * 64)
    killed._note.close()  # its lock goes with the process

    assert list(Begun(tmp_path).left()) == ["b" * 64]
    assert list(tmp_path.iterdir()) == []
