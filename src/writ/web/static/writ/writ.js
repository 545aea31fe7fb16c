"use strict";
// Everything here is a convenience: each page works without it.

// A print button does nothing without a script, so it only appears with one.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// After a refused form the first thing read is what to correct.
document.getElementById("errors")?.focus();

// A fragment asked for after the session ended would come back as the sign-in page: go there instead of showing it inside.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, pathInfo } = event.detail;
  if (new URL(xhr.responseURL).pathname !== new URL(pathInfo.requestPath, location.href).pathname) {
    event.detail.shouldSwap = false;
    location.reload();
  }
});

// A form sent twice by a double click is sent once; its key would stop the second one anyway.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
  } else {
    form.dataset.sent = "yes";
  }
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
