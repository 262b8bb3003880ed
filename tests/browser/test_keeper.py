"""The keeper's pages and a person's own data in a real browser, on a phone and on a wide screen, with axe."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect

from accounts import people
from accounts.models import Role
from db import db
from tests.browser.axe import check
from tests.browser.conftest import Opener
from tests.browser.site import PASSWORD, Site, both_sizes


@pytest.fixture
def kim(open_browser: Opener, site: Site) -> Page:
    """The browser of the keeper."""
    with site.database():
        people.add_user("Kim", password=PASSWORD, role=Role.KEEPER)
        db.session.commit()
    page = open_browser()
    site.sign_in(page, "Kim")
    return page


def delete(page: Page, *, button: str) -> None:
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_label("Yes, delete all of it").check()
    page.get_by_role("button", name=button).click()


@both_sizes
def test_bo_takes_everything_along_and_goes(bo: Page, tmp_path: Path) -> None:
    with bo.expect_download() as download:
        bo.get_by_role("link", name="Download everything kept about me").click()
    download.value.save_as(tmp_path / "bo.zip")
    assert {"README.txt", "user_account.json"} <= set(ZipFile(tmp_path / "bo.zip").namelist())
    bo.get_by_role("link", name="Delete my account").click()
    bo.get_by_role("button", name="Delete my account").click()
    expect(bo.get_by_role("alert")).to_contain_text("Type your password.")
    delete(bo, button="Delete my account")
    expect(bo.get_by_role("heading", name="All of it is deleted")).to_be_visible()
    check(bo)


@both_sizes
def test_the_keeper_finds_bo_and_helps(kim: Page, bo: Page) -> None:
    kim.get_by_role("link", name="This site").click()
    expect(kim.get_by_role("heading", name="Storage")).to_be_visible()
    kim.get_by_role("link", name="All people").click()
    kim.get_by_label("Name").fill("bo")
    kim.get_by_role("button", name="Find").click()
    kim.get_by_role("link", name="Bo", exact=True).click()
    kim.get_by_label("Role").select_option("Teacher")
    kim.get_by_role("button", name="Save the role").click()
    expect(kim.get_by_role("status")).to_contain_text("Bo is now a teacher.")
    kim.get_by_role("button", name="Make a temporary password").click()
    expect(kim.get_by_role("heading", name="A password for Bo")).to_be_visible()
    bo.goto("/account")
    expect(bo.get_by_role("link", name="Sign in")).to_be_visible()
    kim.get_by_role("link", name="Back to Bo").click()
    kim.get_by_role("link", name="Delete this account").click()
    delete(kim, button="Delete the account")
    expect(kim.get_by_role("status")).to_contain_text("Bo and everything of theirs is deleted.")


def test_axe_finds_nothing(kim: Page, amina: Page, site: Site) -> None:
    site.add_lesson(owner="Amina")
    for url in ("/keeper/", "/keeper/people", "/keeper/people?q=nobody", "/account/delete"):
        kim.goto(url)
        check(kim)
    kim.goto("/keeper/people?q=amina")
    kim.get_by_role("link", name="Amina", exact=True).click()
    expect(kim.get_by_role("heading", name="Amina")).to_be_visible()
    check(kim)
    kim.get_by_role("link", name="Delete this account").click()
    expect(kim.get_by_role("heading", name="What others use")).to_be_visible()
    kim.get_by_role("button", name="Delete the account").click()
    expect(kim.get_by_role("alert")).to_be_visible()
    check(kim)
    amina.goto("/account/delete")
    check(amina)
