"""The addresses of the pages between records; no person's or source's name stands in one (DESIGN 9)."""

from django.urls import path

from sijill.web.desk.pages import map as map_page
from sijill.web.desk.pages import party, place, responsibility, source

urlpatterns = [
    path("records/<str:subject>/responsibility/", responsibility.responsibility, name="responsibility"),
    path("parties/", party.parties, name="parties"),
    path("parties/<str:slug>/", party.party, name="party"),
    path("places/", place.places, name="places"),
    path("places/<str:key>/", place.place, name="place"),
    path("sources/", source.sources, name="sources"),
    path("sources/<str:key>/", source.source, name="source"),
    path("map/", map_page.map_, name="map"),
]
