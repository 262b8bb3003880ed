"""Signing up, in and out."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_user, logout_user

from accounts import access, bp, people
from accounts.forms import Form, NewPasswordForm, ReadingForm, RegisterForm, SignInForm
from accounts.learning import LANGUAGES
from accounts.models import Role
from db import db

UNKNOWN = "No account has this name and password. Check both and try again."


@bp.get("/account")
def account() -> ResponseReturnValue:
    here = access.reader()
    return render_template(
        "accounts/account.html",
        user=access.signed_in(),
        language=LANGUAGES.get(here.first_language or "") if here else None,
        level=here.level if here else None,
        has_data=here is not None,
        sign_out_form=Form(),
    )


@bp.route("/account/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("accounts/sign_in.html", form=form), 422 if form.is_submitted() else 200
    user = access.checked_password(form.password, form.name.data, otherwise=UNKNOWN)
    if user is None:
        return render_template("accounts/sign_in.html", form=form), 422
    guest = access.reader()
    if guest is not None and guest.is_guest:
        people.join(guest, user)
    db.session.commit()
    login_user(user, remember=True)
    target = access.safe_next(request.args.get("next"), otherwise=url_for("accounts.account"))
    return redirect(url_for(".change_password", next=target) if user.password_is_temporary else target)


@bp.route("/account/new", methods=["GET", "POST"])
def register() -> ResponseReturnValue:
    form = RegisterForm()
    if not form.validate_on_submit():
        return render_template("accounts/register.html", form=form), 422 if form.is_submitted() else 200
    here = access.reader()
    try:
        if here is not None and here.is_guest:
            people.name_account(here, form.name.data, password=form.password.data)
            user = here
        else:
            user = people.add_user(form.name.data, password=form.password.data, role=Role.LEARNER)
    except people.NameTaken:
        db.session.rollback()
        form.name.errors = ["Somebody has this name already. Choose another."]
        return render_template("accounts/register.html", form=form), 422
    db.session.commit()
    login_user(user, remember=True)
    flash("Your account is ready. What you did in this browser is in it.", "success")
    return redirect(access.safe_next(request.args.get("next"), otherwise=url_for("accounts.account")))


@bp.route("/account/password", methods=["GET", "POST"])
@access.account_required
def change_password() -> ResponseReturnValue:
    form, user = NewPasswordForm(), access.person()
    if not form.validate_on_submit():
        page = render_template("accounts/password.html", form=form, user=user)
        return page, 422 if form.is_submitted() else 200
    if people.is_password_of(user, form.password.data):
        form.password.errors = ["This is the password you have now. Choose another."]
        return render_template("accounts/password.html", form=form, user=user), 422
    people.set_password(user, form.password.data)
    db.session.commit()
    login_user(user, remember=True)
    flash("Your password is changed.", "success")
    return redirect(access.safe_next(request.args.get("next"), otherwise=url_for("accounts.account")))


@bp.route("/account/reading", methods=["GET", "POST"])
def reading() -> ResponseReturnValue:
    """First language and level, of an account or of this browser's guest."""
    here = access.reader()
    form = ReadingForm(obj=here)
    if not form.validate_on_submit():
        return render_template("accounts/reading.html", form=form), 422 if form.is_submitted() else 200
    person = access.reader_or_new_guest()
    person.first_language, person.level = form.first_language.data or None, form.level.data or None
    db.session.commit()
    target = access.safe_next(request.args.get("next"), otherwise=url_for(".account"))
    if target == url_for(".account"):  # a lesson has no messages: the next page would show this one
        flash("Saved. Words are explained for you from now on.", "success")
    return redirect(target)


@bp.post("/account/sign-out")
def sign_out() -> ResponseReturnValue:
    logout_user()
    flash("You are signed out.", "info")
    return redirect(url_for("lessons.library"))
