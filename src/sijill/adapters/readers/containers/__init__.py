"""Readers of what holds files and has no words of its own: archives, mailboxes."""
