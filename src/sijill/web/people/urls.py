"""The addresses of accounts; those of a role are walked by a test, like the desk's."""

from django.urls import path

from sijill.web.people import first, team, two

opening = [path("first/", first.first_visit, name="first_visit")]
"""Open to nobody in particular: it guards itself."""

urlpatterns = [
    path("people/", team.team, name="team"),
    path("people/make/", team.make, name="make_person"),
    path("people/<str:person>/", team.person, name="person"),
    path("people/<str:person>/role/", team.role, name="person_role"),
    path("people/<str:person>/close/", team.close, name="person_close"),
    path("people/<str:person>/open/", team.reopen, name="person_open"),
    path("people/<str:person>/factor/", team.factor, name="person_factor"),
    path("people/<str:person>/sessions/", team.sessions, name="person_sessions"),
    path("people/<str:person>/password/", team.password, name="person_password"),
    path("two/", two.two, name="two"),
    path("two/ask/", two.ask, name="two_ask"),
    path("two/<str:number>/approve/", two.approve, name="two_approve"),
    path("two/<str:number>/refuse/", two.refuse, name="two_refuse"),
    path("two/<str:number>/do/", two.carry_out, name="two_do"),
]
