"""Readers of mails: their words without their headers, and their attachments."""
