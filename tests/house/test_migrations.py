"""The tables are what the models say: no model changes without its migration."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import connection


@pytest.mark.django_db
def test_no_model_has_changed_without_a_migration() -> None:
    """A model ahead of its migration works on one machine and fails on the next."""
    answer = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1, stdout=answer)
    except SystemExit:
        pytest.fail(answer.getvalue())


@pytest.mark.django_db
def test_every_migration_is_applied_and_every_table_made() -> None:
    """The test database is made by the migrations, not beside them."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


def test_the_settings_pass_the_checks_of_django_and_its_libraries() -> None:
    assert [str(message) for message in run_checks(include_deployment_checks=False)] == []
