"""Classes: making and deleting one, its code, its members."""

from datetime import UTC, datetime

from flask import abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from accounts import access, classrooms, moments, people
from accounts import classes_bp as bp
from accounts.classrooms import LastTeacher, NoTeacher
from accounts.data_forms import ForgetForm
from accounts.forms import ClassForm, Form, NicknameForm, TeacherForm
from accounts.models import Classroom, Part, Role
from db import db

LAST = "A class needs a teacher. Add another teacher first; then you can leave."

bp.add_app_template_filter(classrooms.told_code, "class_code")
bp.add_app_template_filter(lambda at, zone: moments.told(at, zone, now=datetime.now(UTC)), "moment")


@bp.get("/classes")
@access.account_required
def index() -> ResponseReturnValue:
    user = access.person()
    mine = classrooms.of(user)
    every = classrooms.every() if user.role is Role.KEEPER else [row.classroom for row in mine]
    taught = [row.classroom for row in mine if row.part is Part.TEACHER]
    return render_template(
        "classes/index.html",
        user=user,
        classes=every,
        taught={classroom.id for classroom in taught},
        joined={row.classroom_id for row in mine},
        sizes=classrooms.sizes([classroom.id for classroom in every]),
    )


@bp.route("/classes/new", methods=["GET", "POST"])
@access.teacher_required
def new() -> ResponseReturnValue:
    form = ClassForm(time_zone=current_app.config.get("TIME_ZONE", "UTC"))
    if not form.validate_on_submit():
        return _page("classes/new.html", form)
    made = classrooms.create(access.person(), name=form.name.data, time_zone=form.time_zone.data, now=datetime.now(UTC))
    db.session.commit()
    flash("The class is made. Give your students its code.", "success")
    return redirect(url_for(".members", classroom_id=made.id))


@bp.get("/classes/<id:classroom_id>/members")
@access.account_required
def members(classroom_id: int) -> ResponseReturnValue:
    return _members_page(access.classroom_for_teacher(classroom_id), TeacherForm(formdata=None))


@bp.route("/classes/<id:classroom_id>/settings", methods=["GET", "POST"])
@access.account_required
def settings(classroom_id: int) -> ResponseReturnValue:
    classroom = access.classroom_for_teacher(classroom_id)
    form = ClassForm(obj=classroom)
    if not form.validate_on_submit():
        return _page("classes/settings.html", form, classroom=classroom)
    classroom.name, classroom.time_zone = form.name.data, form.time_zone.data
    db.session.commit()
    flash("Saved.", "success")
    return redirect(url_for("assignments.classroom", classroom_id=classroom.id))


@bp.route("/classes/<id:classroom_id>/delete", methods=["GET", "POST"])
@access.account_required
def delete(classroom_id: int) -> ResponseReturnValue:
    classroom, form = access.classroom_for_teacher(classroom_id), ForgetForm()
    if not form.validate_on_submit():
        return _page("classes/delete.html", form, classroom=classroom, loses=classrooms.loses(classroom))
    name = classroom.name
    classrooms.delete(classroom)
    db.session.commit()
    flash(f"The class “{name}” is deleted.", "success")
    return redirect(url_for(".index"))


@bp.post("/classes/<id:classroom_id>/code/<any(renew, close, open):step>")
@access.account_required
def change_code(classroom_id: int, step: str) -> ResponseReturnValue:
    classroom = access.classroom_for_teacher(classroom_id)
    if step == "renew":
        classrooms.renew_code(classroom)
    else:
        classroom.is_open = step == "open"
    db.session.commit()
    said = {
        "renew": "The class has a new code. The old one lets nobody in.",
        "close": "Nobody can join now. Those who are in the class stay.",
        "open": "Students can join again.",
    }[step]
    flash(said, "success")
    return redirect(url_for(".members", classroom_id=classroom.id))


@bp.post("/classes/<id:classroom_id>/teachers")
@access.account_required
def add_teacher(classroom_id: int) -> ResponseReturnValue:
    classroom, form = access.classroom_for_teacher(classroom_id), TeacherForm()
    if not form.validate_on_submit():
        return _members_page(classroom, form)
    try:
        made = classrooms.add_teacher(classroom, form.teacher.data, now=datetime.now(UTC))
    except NoTeacher:
        form.teacher.errors = ["No teacher has this name. Ask how they sign in, and check the spelling."]
        return _members_page(classroom, form)
    db.session.commit()
    flash(f"{made.name} teaches this class with you.", "success")
    return redirect(url_for(".members", classroom_id=classroom.id))


# -- one member


@bp.route("/classes/<id:classroom_id>/members/<id:user_id>", methods=["GET", "POST"])
@access.account_required
def member(classroom_id: int, user_id: int) -> ResponseReturnValue:
    classroom = access.classroom_for_teacher(classroom_id)
    found = access.member_of(classroom, user_id)
    form = NicknameForm(obj=found)
    if not form.validate_on_submit():
        may_reset = classrooms.may_reset(found)
        return _page("classes/member.html", form, classroom=classroom, member=found, may_reset=may_reset)
    classrooms.call(found, form.nickname.data or "")
    db.session.commit()
    flash(f"The class calls them {found.name}.", "success")
    return redirect(url_for(".members", classroom_id=classroom_id))


@bp.post("/classes/<id:classroom_id>/members/<id:user_id>/password")
@access.account_required
def reset_password(classroom_id: int, user_id: int) -> ResponseReturnValue:
    """The answer is the one page that shows the password."""
    classroom = access.classroom_for_teacher(classroom_id)
    found = access.member_of(classroom, user_id)
    if not classrooms.may_reset(found):
        abort(403, "You can give a new password to students of your class only, not to teachers.")
    password = people.reset_password(found.user)
    db.session.commit()
    return render_template("classes/password.html", classroom=classroom, member=found, password=password)


@bp.post("/classes/<id:classroom_id>/members/<id:user_id>/remove")
@access.account_required
def remove(classroom_id: int, user_id: int) -> ResponseReturnValue:
    classroom = access.classroom_for_teacher(classroom_id)
    found = access.member_of(classroom, user_id)
    name = found.name
    try:
        classrooms.remove(found)
    except LastTeacher:
        flash(LAST, "error")
        return redirect(url_for(".members", classroom_id=classroom_id))
    db.session.commit()
    flash(f"{name} is not in the class any more.", "success")
    return redirect(url_for(".members", classroom_id=classroom_id))


@bp.route("/classes/<id:classroom_id>/me", methods=["GET", "POST"])
@access.account_required
def me(classroom_id: int) -> ResponseReturnValue:
    """What the person here is in the class: their name in it, and the way out."""
    mine = access.own_membership(classroom_id)
    form = NicknameForm(obj=mine)
    if not form.validate_on_submit():
        return _page("classes/me.html", form, classroom=mine.classroom, mine=mine)
    classrooms.call(mine, form.nickname.data or "")
    db.session.commit()
    flash(f"In this class you are {mine.name}.", "success")
    return redirect(url_for("assignments.classroom", classroom_id=classroom_id))


@bp.post("/classes/<id:classroom_id>/leave")
@access.account_required
def leave(classroom_id: int) -> ResponseReturnValue:
    mine = access.own_membership(classroom_id)
    try:
        classrooms.remove(mine)
    except LastTeacher:
        flash(LAST, "error")
        return redirect(url_for(".me", classroom_id=classroom_id))
    db.session.commit()
    flash("You are not in the class any more. Your words and results are still yours.", "success")
    return redirect(url_for(".index"))


def _members_page(classroom: Classroom, form: TeacherForm) -> ResponseReturnValue:
    link = url_for(".join_by_code", code=classroom.code, _external=True)
    return _page(
        "classes/members.html",
        form,
        classroom=classroom,
        link=link,
        teachers=classrooms.members(classroom, Part.TEACHER),
        students=classrooms.members(classroom, Part.STUDENT),
        act=Form(formdata=None),
    )


def _page(template: str, form: FlaskForm, **shown: object) -> ResponseReturnValue:
    return render_template(template, form=form, **shown), 422 if form.is_submitted() else 200
