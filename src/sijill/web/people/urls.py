"""The addresses of accounts; those of a role are walked by a test, like the desk's."""

from django.urls import path

from sijill.web.people import approvals, confirming, first_run, team

opening = [path("first/", first_run.first_visit, name="first_visit")]
"""Open to nobody in particular: it guards itself."""

urlpatterns = [
    path("accounts/second-factor/", confirming.second_factor_first, name="second_factor_first"),
    path("people/", team.team, name="team"),
    path("people/make/", team.make, name="make_person"),
    path("people/<str:person>/", team.person, name="person"),
    *(path(f"people/<str:person>/{act}/", team.administer, {"act": act}, name=f"person_{act}") for act in team.ACTS),
    path("people/<str:person>/password/", team.password, name="person_password"),
    path("two/", approvals.two, name="two"),
    path("two/ask/", approvals.ask, name="two_ask"),
    path("two/redact/<str:sha256>/", approvals.ask_redaction, name="two_ask_redaction"),
    path("two/<str:number>/approve/", approvals.approve, name="two_approve"),
    path("two/<str:number>/refuse/", approvals.refuse, name="two_refuse"),
    path("two/<str:number>/do/", approvals.carry_out, name="two_do"),
]
