"""Comments on one claim or record, and saying one more."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sijill.actions.comments import NoComment
from sijill.web.accounts.policy import Action
from sijill.web.desk.comments import comments_of
from sijill.web.desk.decision_form import append_id_of
from sijill.web.refusals import render_error
from sijill.web.requests import field, needs, register_of, view_of


@needs(Action.SEE_QUEUE)
def comments(request: HttpRequest, about: str) -> HttpResponse:
    """Show the comments on something that this person sees, and record theirs; a refused one is kept in the form."""
    view, refused = view_of(request), ""
    claim = view.claim(about)
    thing = claim.id if claim else view.record(about).id
    back = reverse("review" if claim else "record", args=[thing])
    if request.method == "POST":
        try:
            register_of(request).records.comment(
                thing, field(request, "text"), audience=view.audience, append_id=append_id_of(request)
            )
        except NoComment as error:
            refused = render_error(error)
        else:
            return redirect(f"{back}#comments")
    typed = field(request, "text") if refused else ""
    shown = {**comments_of(request, thing), "refused": refused, "typed": typed, "claim_id": bool(claim), "back": back}
    return render(request, "desk/comments.html", shown, status=400 if refused else 200)
