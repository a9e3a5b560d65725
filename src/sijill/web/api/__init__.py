"""The register's readings and proposals for programs, under ``/api/v1``: a person's token, never a session."""
