"""How a page asks for long work, and keeps an upload beside the register until it is sealed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from sijill.web.desk.work.models import Job
from sijill.web.requests import register_of, somebody


def ask_for(request: HttpRequest, kind: str, *, about: str = "", append_id: str = "", **asked: Any) -> Job:
    """Queue a piece of work for whoever asks; the same form sent again asks for nothing new."""
    from sijill.web.desk.work.tasks import work

    name = append_id or register_of(request).new_id()
    person = somebody(request).name
    before = Job.objects.filter(append_id=name, person=person).first()
    if before is not None:
        return before
    job = Job.objects.create(
        kind=kind, person=person, about=about, asked=asked, append_id=name, created_at=timezone.now()
    )
    work.enqueue(job.pk)
    return job


def kept(folder: Path, name: str, chunks: Iterable[bytes]) -> str:
    """Write an upload into a folder, readable by its owner only, and return its path; a broken one leaves nothing."""
    path = folder / f"{name}.upload"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for chunk in chunks:
                file.write(chunk)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return str(path)
