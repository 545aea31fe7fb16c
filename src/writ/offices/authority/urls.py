"""Addresses of the authority: choosing a post, what waits, the record."""

from __future__ import annotations

from django.urls import path

from writ.offices.authority.views import posts, record, waiting

app_name = "authority"

urlpatterns = [
    path("post/", posts.choose_post, name="choose_post"),
    path("waiting/", waiting.waiting, name="waiting"),
    path("waiting/<uuid:act>/", waiting.proposal, name="proposal"),
    path("record/", record.record, name="record"),
    path("record/<int:seq>/", record.entry, name="entry"),
    path("record/<int:seq>/bytes/", record.entry_bytes, name="entry_bytes"),
]
