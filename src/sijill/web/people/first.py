"""The first visit: on the machine that serves, with the code that ``serve`` printed, and only once."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from sijill.adapters.sql import Act
from sijill.values import SijillError
from sijill.web.accounts import first
from sijill.web.accounts.people import NameTaken, UnfitName
from sijill.web.people.noted import account, note
from sijill.web.refusals import said
from sijill.web.requests import field
from sijill.web.templatetags.sijill import t


def first_visit(request: HttpRequest) -> HttpResponse:
    """Show the form of the first visit, or make the administrator. Raises Http404 to everybody else."""
    if not first.from_this_machine(request.META) or first.has_administrator():
        raise Http404
    shown: dict[str, object] = {"name": field(request, "name")}
    if request.method != "POST":
        return render(request, "people/first.html", shown)
    try:
        return _made(request)
    except ValidationError as weak:
        shown["refusals"] = weak.messages
    except (first.CodeGone, first.WrongCode, NameTaken, UnfitName) as reason:
        shown["refusals"] = [said(reason)]
    except Differ:
        shown["refusals"] = [t("The two passwords differ. Write the same one twice.")]
    return render(request, "people/first.html", shown, status=400)


class Differ(SijillError):
    """Two passwords that should be one."""


def _made(request: HttpRequest) -> HttpResponse:
    password = request.POST.get("password", "")
    if password != request.POST.get("again", ""):
        raise Differ("the two passwords differ")
    made = first.become_administrator(field(request, "code"), field(request, "name"), password, now=timezone.now())
    note(request, Act.ADMINISTERED, [account(made, "first_administrator")], by=made.get_username())
    messages.success(request, t("You are the administrator now. Sign in."))
    return redirect("account_login")
