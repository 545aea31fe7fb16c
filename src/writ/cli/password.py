"""`writ password`: gives an account its password, asked for on the terminal and never shown."""

from __future__ import annotations

import click

from writ.cli import installed, options
from writ.law.texts import N_, translate


@click.command("password")
@click.argument("name")
@options.language
def command(name: str, language: str) -> None:
    """Give the account NAME a password."""
    installed.open_installation(language)
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from writ.offices.authority.acts import give_password

    password = click.prompt(translate(N_("Password"), language), hide_input=True, confirmation_prompt=True)
    try:
        validate_password(password)
        give_password(name, password)
    except ValidationError as weak:
        raise click.ClickException(" ".join(weak.messages)) from None
    except LookupError:
        sentence = N_("There is no account {name}.")
        raise click.ClickException(translate(sentence, language, name=name)) from None
    click.echo(translate(N_("The account {name} has its password."), language, name=name))
