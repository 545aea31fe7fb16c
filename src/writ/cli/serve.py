"""`writ serve`: the site and the worker of its jobs, until it is told to stop."""

from __future__ import annotations

import click

from writ.cli import installed, options
from writ.law.texts import N_, translate

host = click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
port = click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
LOCAL = ("127.0.0.1", "0.0.0.0", "::1")  # noqa: S104 - shown as localhost


@click.command("serve")
@host
@port
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True)
@options.language
def command(host: str, port: int, workers: int, language: str) -> None:
    """Serve the site on http://localhost:PORT and work off its jobs."""
    installed.set_up()
    serve(host, port, workers, language)


def serve(host: str, port: int, workers: int, language: str) -> None:
    """Bring the tables up to date, collect the static files, serve; ends with the status of the site."""
    from writ.web import serving

    installed.migrate()
    serving.collect_static()
    address = f"http://{'localhost' if host in LOCAL else host}:{port}"
    said = translate(N_("Serving on {address} (Ctrl+C ends it)."), language, address=address)
    try:
        status = serving.serve(host, port, workers, on_ready=lambda: click.echo(said))
    except OSError as taken:
        sentence = N_("Port {port} cannot be used: {reason}. Choose another with --port.")
        reason = taken.strerror or str(taken)
        raise click.ClickException(translate(sentence, language, port=port, reason=reason)) from None
    raise SystemExit(status)
