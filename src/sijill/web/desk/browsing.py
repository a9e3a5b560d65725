"""The addresses of the pages between records; no name stands in one (DESIGN 9)."""

from django.urls import path

from sijill.web.desk.pages import responsibility

urlpatterns = [
    path("records/<str:subject>/responsibility/", responsibility.responsibility, name="responsibility"),
]
