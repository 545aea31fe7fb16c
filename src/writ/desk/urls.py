"""Addresses of the desk itself: the living page of components, and jobs that one waits for."""

from __future__ import annotations

from django.urls import path

from writ.desk import views

app_name = "desk"

urlpatterns = [
    path("components/", views.components, name="components"),
    path("jobs/<uuid:job>/", views.job, name="job"),
]
