"""The first visit: on the machine that serves, with the code that ``serve`` printed, and only once."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from sijill.web.accounts import first
from sijill.web.accounts.people import NameTaken, UnfitName
from sijill.web.people.access_notes import account, note
from sijill.web.refusals import render_error
from sijill.web.requests import field
from sijill.web.templatetags.sijill import t
from sijill.workspace import Act


def first_visit(request: HttpRequest) -> HttpResponse:
    """Show the form of the first visit, or make the administrator. Raises Http404 to everybody else."""
    if not first.from_this_machine(request.META) or first.has_administrator():
        raise Http404
    name = field(request, "name")
    if request.method != "POST":
        return render(request, "people/first.html", {"name": name})
    try:
        made = first.become_administrator(field(request, "code"), name, _password(request), now=timezone.now())
    except (first.CodeGone, first.WrongCode, NameTaken, UnfitName, ValidationError) as reason:
        refusals = reason.messages if isinstance(reason, ValidationError) else [render_error(reason)]
        return render(request, "people/first.html", {"name": name, "refusals": refusals}, status=400)
    note(request, Act.ADMINISTERED, [account(made, "first_administrator")], by=made.get_username())
    messages.success(request, t("You are the administrator now. Sign in."))
    return redirect("account_login")


def _password(request: HttpRequest) -> str:
    password = str(request.POST.get("password", ""))
    if password != request.POST.get("again", ""):
        raise ValidationError(t("The two passwords differ. Write the same one twice."))
    return password
