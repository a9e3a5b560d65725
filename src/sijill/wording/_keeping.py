"""What verifying and repairing found and did, by code."""

from __future__ import annotations

from collections.abc import Mapping

from sijill.values import message

FAULTS: Mapping[str, str] = {
    "chain_broken": message(
        "the log is not as it was written from this entry on; restore from a backup whose head you kept"
    ),
    "other_head": message("the head you gave is not on this chain: it was rewritten, cut short, or is another's"),
    "other_log": message(
        "the access log, or a backup made here, names this head and the log never had it: the log was cut or "
        "rewritten, or an older copy stands in its place; restore from the newest backup"
    ),
    "bytes_changed": message("the sealed bytes have changed; restore them from a backup"),
    "bytes_missing": message("the sealed bytes are missing; restore them from a backup"),
    "destroyed_remains": message("this was destroyed by two persons, and is still here"),
    "destruction_unfinished": message("a destruction was begun here and not finished"),
    "reading_changed": message("the reading is not the one that was recorded"),
    "reading_missing": message("the reading is missing"),
    "copy_changed": message("this is not the file that was recorded"),
    "copy_missing": message("the file is missing"),
    "setting_changed": message("this setting changes what is counted, and is not as it was recorded"),
    "table_differs": message("the table does not say what the log says"),
    "guard_changed": message("the guard against changing the log is missing, altered, or of another hand"),
    "strange_table": message("a table of another program stands in the database; look at it, then take it out"),
    "file_broken": message("the database file is broken; keep it, and restore from a backup"),
    "unquoted": message("what was found does not stand in its document where it says"),
    "signature_differs": message("what copies of the document are found by does not fit its words"),
    "words_differ": message("what the document's words are found by does not fit its reading"),
    "access_changed": message("the access log is not as it was written from this line on; keep the file and ask why"),
    "access_cut": message("the access log is not the one whose head the ledger holds at this line: lines were removed"),
    "stamp_unfit": message(
        "the time stamp that is kept does not fit the items, the log or its certificate; have all that is sealed "
        "stamped again with sijill stamp"
    ),
    "unknown_file": message("an unknown file; look at it, then take it out, or add it as a document"),
}
"""Why something is not as it was recorded, with the next step where nothing here repairs it."""

BEYOND: Mapping[str, str] = {
    "cut_end": message(
        "a log that was cut or rewritten whole, together with all that stands beside it: compare with --head, a head "
        "kept elsewhere"
    ),
    "last_lines": message(
        "the last lines of the access log since its head was last recorded, where somebody also mended its numbers"
    ),
    "same_words": message(
        "a number changed in what waits for judgement, beside words that stand as quoted: whoever judges sees both"
    ),
    "accounts": message("accounts altered in desk.sqlite: only whether the file is whole is checked"),
    "uncounted_settings": message("settings that change no count, such as the name of the register"),
}
"""What no check of a register's folder alone can find."""

REPAIRS: Mapping[str, str] = {
    "removed": message("taken away for good, as two persons decided"),
    "read_again": message("read again, as it was recorded"),
    "read_otherwise": message("read again; the reader has changed, so a new reading was recorded beside the old"),
    "rebuilt": message("written anew from the log"),
    "found_again": message("found anew in the reading"),
    "copied_back": message("copied back from what was sealed"),
    "rendered_again": message("rendered again, byte for byte as published"),
    "sealed_again": message("sealed again from a copy whose bytes are the same"),
    "setting_restored": message("put back as it was recorded"),
    "setting_confirmed": message("recorded as it is now"),
    "cannot": message("cannot be repaired here; restore it from a backup"),
    "left": message("left where it is, since nothing here knows it: look at it, then take it out or add it"),
}
"""What repairing did with one fault."""
