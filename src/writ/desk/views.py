"""The desk's own pages: every component in every state, and the progress of one's jobs."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from writ.desk.access import signed_in
from writ.desk.models import JobProgress
from writ.desk.progress import ask_to_stop
from writ.desk.samples import samples


@login_not_required
@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """The living page of components. In a rehearsal anyone may see it; in a real election only who is signed in."""
    if settings.WRIT_CLOCK != "rehearsal" and not request.user.is_authenticated:
        raise Http404
    context = samples(request.GET, request.path)
    if context["table"].wants_export:
        return context["table"].export("components")
    return render(request, "desk/components.html", context)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def job(request: HttpRequest, job: UUID) -> HttpResponse:
    """One's own job: how far it is; a POST asks it to stop. Asked by htmx it gives the fragment alone."""
    row = get_object_or_404(JobProgress, pk=job, owner=str(request.user.pk))
    if request.method == "POST":
        ask_to_stop(row.pk)
        return HttpResponseRedirect(request.path)
    fragment = request.headers.get("HX-Request") == "true"
    return render(request, "desk/job_fragment.html" if fragment else "desk/job.html", {"job": row})
