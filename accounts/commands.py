"""`flask user …`"""

import click
from flask.cli import AppGroup

from accounts import bp, people
from accounts.models import Role
from db import db

users = AppGroup("user", help="People with accounts.")
bp.cli.add_command(users)


@users.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.LEARNER.value)
def add(name: str, role: str) -> None:
    """Make an account for NAME and print its one-time password."""
    if not 2 <= len(people.login_of(name)) <= 80 or len(name) > 80 or not name.isprintable():
        raise click.BadParameter("a name has 2 to 80 characters", param_hint="NAME")
    password = people.temporary_password()
    try:
        people.add_user(name, password=password, role=Role(role), temporary=True)
    except people.NameTaken as error:
        raise click.ClickException(f"somebody is called {error} already") from error
    db.session.commit()
    click.echo(f"{name.strip()} ({role}) can sign in with this password, and must then choose another:")
    click.echo(password)
