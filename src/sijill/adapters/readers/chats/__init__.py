"""Readers of exported chats: every message with who sent it and when."""
