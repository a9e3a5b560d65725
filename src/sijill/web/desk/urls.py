"""The addresses of the desk; a test walks them by role."""

from django.urls import path

from sijill.web.desk import auditing, browsing, published
from sijill.web.desk.pages import (
    about,
    add,
    audit,
    dashboard,
    enter,
    home,
    item,
    queue,
    record,
    reports,
    review,
    search,
    toll,
    trace,
)

urlpatterns = [
    *published.urlpatterns,
    *auditing.urlpatterns,
    *browsing.urlpatterns,
    *dashboard.urlpatterns,
    path("", home.home, name="home"),
    path("queue/", queue.queue, name="queue"),
    path("queue/next/", queue.next_claim, name="next"),
    path("queue/<str:claim>/", review.review, name="review"),
    path("queue/<str:claim>/judge/", review.judge, name="judge"),
    path("undo/<str:judgement>/", review.undo, name="undo"),
    path("records/<str:subject>/", record.record, name="record"),
    path("records/<str:subject>/withdraw/", record.withdraw_value, name="withdraw_value"),
    path("documents/", item.items, name="items"),
    path("documents/<str:sha256>/", item.item, name="item"),
    path("tolls/", toll.toll, name="toll"),
    path("tolls/trace/", trace.trace, name="trace"),
    path("search/", search.search, name="search"),
    path("add/", add.add, name="add"),
    path("enter/", enter.enter, name="enter"),
    path("reports/", reports.reports, name="reports"),
    path("reports/publish/", reports.publish, name="publish"),
    path("reports/<str:publication>/withdraw/", reports.withdraw, name="withdraw"),
    path("reports/<str:publication>/<str:name>", reports.file, name="report_file"),
    path("audit/", audit.audit, name="audit"),
    path("about/", about.about, name="about"),
]
