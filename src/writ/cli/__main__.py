"""The command `writ`: each command is a module of its own and loads only when it is called."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = {
    "calendar": "writ.cli.calendar",
    "check": "writ.cli.check",
    "clock": "writ.cli.clock",
    "decide": "writ.cli.decide",
    "demo": "writ.cli.demo",
    "forecast": "writ.cli.forecast",
    "load": "writ.cli.load",
    "new": "writ.cli.new",
    "plan": "writ.cli.plan",
    "password": "writ.cli.password",
    "replay": "writ.cli.replay",
    "serve": "writ.cli.serve",
}
"""Every command and the module that holds it, under the name `command`."""


class Commands(click.Group):
    """The commands by name, each imported when it is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name]).command
        return command


@click.command(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}
)
@click.version_option(package_name="writ-elections", prog_name="writ", message="%(prog)s %(version)s")
def main() -> None:
    """Run an election from the call to the certified result: on schedule, on the record, recomputable by anyone."""


if __name__ == "__main__":
    main()
