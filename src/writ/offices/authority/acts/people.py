"""People in posts, and their accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from writ.law.findings import Finding
from writ.law.texts import N_
from writ.offices.authority.acts.door import OpenAct, Publicity, official_act
from writ.offices.authority.models import Account, AccountHolder, Holding, Person, Post
from writ.offices.authority.models.rows import CODE, NAME
from writ.offices.authority.queries import holds_at
from writ.offices.authority.rules import check_interval, check_lengths, check_seats


@dataclass(frozen=True, slots=True)
class PersonSeated:
    """A person in a post, from a moment on. `subject` is the post's code."""

    subject: str
    person: UUID
    from_at: datetime


@dataclass(frozen=True, slots=True)
class HoldingEnded:
    """A post left at a moment. `subject` is the post's code."""

    subject: str
    person: UUID
    until_at: datetime


@dataclass(frozen=True, slots=True)
class AccountOpened:
    """A way in for a person. The account's name is sealed."""

    subject: str


@dataclass(frozen=True, slots=True)
class AccountClosed:
    """A way in that is shut from now on."""

    subject: str


@official_act(
    "authority.seat_person",
    needs="authority.seat",
    title=N_("Seat a person in a post"),
    public=Publicity("at once", N_("A person was seated in the post {subject}.")),
)
def seat_person(
    act: OpenAct, *, post: str, person: UUID, name: str = "", from_at: datetime | None = None
) -> PersonSeated:
    """Put a person in a post. A person not known yet is entered under `name`, which the record keeps sealed."""
    row = _post(act, post)
    start = from_at or act.at
    act.refuse(*check_interval(start, None, act.at))
    if not Person.objects.filter(id=person).exists():
        if not name.strip():
            act.refuse(Finding("A-120"))
        act.refuse(*check_lengths(NAME, name))
        act.seal("name", name)
        Person.objects.create(id=person, name=name, act_id=act.id)
    seat_in(act, person, row, start)
    return PersonSeated(post, person, start)


def seat_in(act: OpenAct, person: UUID, post: Post, start: datetime) -> None:
    """Write the holding; refuse where every seat is taken, or this person sits there already."""
    holders = Holding.objects.filter(holds_at(start), post=post).values_list("person", flat=True)
    act.refuse(*check_seats(post.code, post.seats, person, list(holders)))
    Holding.objects.create(person_id=person, post=post, from_at=start, act_id=act.id)


@official_act(
    "authority.end_holding",
    needs="authority.seat",
    title=N_("End a person's post"),
    public=Publicity("at once", N_("A person left the post {subject}.")),
)
def end_holding(act: OpenAct, *, post: str, person: UUID, until_at: datetime | None = None) -> HoldingEnded:
    """Let a person leave a post, at once or at a moment to come."""
    end = until_at or act.at
    row = Holding.objects.filter(post=_post(act, post), person=person, until_at__isnull=True).first()
    if row is None:
        act.refuse(Finding("A-128", {"post": post}))
    else:
        act.refuse(*check_interval(row.from_at, end, act.at))
        row.until_at, row.ended_by_id = end, act.id
        row.save(update_fields=["until_at", "ended_by"])
    return HoldingEnded(post, person, end)


@official_act("authority.open_account", needs="authority.seat", title=N_("Open an account"))
def open_account(act: OpenAct, *, person: UUID, account: str) -> AccountOpened:
    """Give a person a way in. It opens with the first password, which is no part of any act."""
    if not Person.objects.filter(id=person).exists():
        act.refuse(Finding("A-129"))
    act.seal("account", account)
    sign_up(act, person, account)
    return AccountOpened(str(person))


def sign_up(act: OpenAct, person: UUID, account: str) -> None:
    """Write account and link; refuse a name that is taken."""
    act.refuse(*check_lengths(CODE, account))
    if Account.objects.filter(name=account).exists():
        act.refuse(Finding("A-130", {"account": account}))
    row = Account(name=account)
    row.set_unusable_password()
    row.save()
    AccountHolder.objects.create(account=row, person_id=person, from_at=act.at, act_id=act.id)


@official_act("authority.close_account", needs="authority.seat", title=N_("Close an account"))
def close_account(act: OpenAct, *, person: UUID) -> AccountClosed:
    """Shut every way in that a person has, at once."""
    rows = AccountHolder.objects.filter(person=person, until_at__isnull=True)
    if not rows.update(until_at=act.at, ended_by=act.id):
        act.refuse(Finding("A-131"))
    return AccountClosed(str(person))


def _post(act: OpenAct, code: str) -> Post:
    row = Post.objects.filter(code=code).first()
    if row is None:
        act.refuse(Finding("A-119", {"code": code}))
    assert row is not None
    return row
