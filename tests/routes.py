"""Every route of the app for each of the people of a small town (`tests.town`), in one table.

Dora is a student of another class, Bo a student of Amina's; Cy teaches another class, Amina owns the lessons and
teaches Bo's class, Kim keeps the site. "in": sent to sign in. The table runs from top to bottom on one database.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Flask

WHO = ("visitor", "Dora", "Bo", "Cy", "Amina", "Kim")

#                                              stranger other member other owner keeper
#                                                       student      teacher
ROUTES = """
GET  /                                                          200 200 200 200 200 200
GET  /?q=asthma&level=B1                                        200 200 200 200 200 200
GET  /favicon.ico                                               200 200 200 200 200 200
GET  /static/css/base.css                                       200 200 200 200 200 200
GET  /account                                                   200 200 200 200 200 200
GET  /account/sign-in                                           200 200 200 200 200 200
GET  /account/new                                               200 200 200 200 200 200
GET  /account/password                                          in  200 200 200 200 200
GET  /account/reading                                           200 200 200 200 200 200
GET  /account/data.zip                                          404 200 200 200 200 200
GET  /account/delete                                            404 200 200 200 200 200
GET  /account/deleted                                           200 200 200 200 200 200
GET  /keeper/                                                   404 404 404 404 404 200
GET  /keeper/people                                             404 404 404 404 404 200
GET  /keeper/people?q=a&page=2                                  404 404 404 404 404 200
GET  /keeper/people/999999                                      404 404 404 404 404 404
GET  /words                                                     200 200 200 200 200 200
GET  /words?state=known&page=2                                  200 200 200 200 200 200
GET  /results                                                   200 200 200 200 200 200
GET  /lessons/<lesson>                                          200 200 200 200 200 200
GET  /lessons/<lesson>/words.json                               200 200 200 200 200 200
GET  /lessons/<lesson>/reader.json                              200 200 200 200 200 200
GET  /lessons/<lesson>/quizzes                                  200 200 200 200 200 200
GET  /lessons/<lesson>/words/<term>/definition.json?sentence=1  200 200 200 200 200 200
GET  /lessons/<lesson>/words/<term>/more                        200 200 200 200 200 200
GET  /lessons/<lesson>/words/999999/more                        404 404 404 404 404 404
GET  /vocabulary                                                200 200 200 200 200 200
GET  /vocabulary?q=asma&field=skin&level=B1&page=2              200 200 200 200 200 200
GET  /vocabulary/asthma                                         302 302 302 302 302 302
GET  /vocabulary/asthma/noun                                    200 200 200 200 200 200
GET  /vocabulary/discharge/noun/leaving-hospital                404 404 404 404 404 404
GET  /vocabulary/xqzzkw                                         404 404 404 404 404 404
GET  /word-parts                                                200 200 200 200 200 200
GET  /word-parts?q=heart                                        200 200 200 200 200 200
GET  /word-parts/cardi-o                                        200 200 200 200 200 200
GET  /word-parts/none                                           404 404 404 404 404 404
GET  /lessons/<draft>/words/<term>/definition.json              404 404 404 404 200 200
GET  /lessons/<draft>/words/<term>/more                         404 404 404 404 200 200
GET  /lessons/<draft>                                           404 404 404 404 200 200
GET  /lessons/<draft>/words.json                                404 404 404 404 200 200
GET  /lessons/<draft>/reader.json                               404 404 404 404 200 200
GET  /lessons/<draft>/quizzes                                   404 404 404 404 200 200
GET  /lessons/<archived>                                        404 404 404 404 200 200
GET  /lessons/no-such-lesson                                    404 404 404 404 404 404
GET  /attempts/<running>                                        404 404 302 404 404 404
GET  /attempts/<running>/1                                      404 404 200 404 404 404
GET  /attempts/<running>/2                                      404 404 200 404 404 404
GET  /attempts/<running>/999                                    404 404 404 404 404 404
GET  /attempts/<running>/result                                 404 404 302 404 404 404
GET  /attempts/<finished>                                       404 404 302 404 404 404
GET  /attempts/<finished>/1                                     404 404 200 404 404 404
GET  /attempts/<finished>/result                                404 404 200 404 404 404
GET  /desk/                                                     in  403 403 200 200 200
GET  /desk/new                                                  in  403 403 200 200 200
GET  /desk/lessons/<draft>                                      in  403 403 404 200 200
GET  /desk/lessons/<lesson>                                     in  403 403 404 200 200
GET  /desk/lessons/<draft>/preview                              in  403 403 404 200 200
GET  /desk/lessons/<draft>/preview?level=C1                     in  403 403 404 200 200
GET  /desk/lessons/<draft>/preview/quizzes                      in  403 403 404 200 200
GET  /desk/lessons/<draft>/preview/reader.json                  in  403 403 404 200 200
GET  /desk/lessons/<draft>/edit                                 in  403 403 404 200 200
GET  /desk/lessons/<draft>/source                               in  403 403 404 200 200
GET  /desk/lessons/<draft>/terms/<term>                         in  403 403 404 200 200
GET  /desk/lessons/<draft>/terms/999999                         in  403 403 404 404 404
GET  /desk/lessons/<draft>/senses/<word>                        in  403 403 404 200 200
GET  /desk/lessons/<draft>/senses/<term>                        in  403 403 404 404 404
GET  /desk/lessons/<draft>/questions/new                        in  403 403 404 200 200
GET  /desk/lessons/<draft>/questions/<item>                     in  403 403 404 200 200
GET  /desk/lessons/<draft>/questions/999999                     in  403 403 404 404 404
GET  /desk/collections/<guide>                                  in  403 403 404 200 200
GET  /desk/collections/<guide>/progress.json                    in  403 403 404 200 200
GET  /desk/collections/<guide>/assign                           in  403 403 404 200 200
GET  /desk/collections/<guide>/delete                           in  403 403 404 200 200
GET  /desk/collections/999999                                   in  403 403 404 404 404
GET  /desk/words/asthma/noun                                    in  403 403 200 200 200
GET  /desk/words/xqzzkw/noun                                    in  403 403 404 404 404
GET  /desk/words/asthma/noun/nothing                            in  403 403 404 404 404
GET  /review                                                    200 200 200 200 200 200
GET  /lessons/<given>                                           404 404 200 404 200 200
GET  /lessons/<given>/quizzes                                   404 404 200 404 200 200
GET  /lessons/<given>/reader.json                               404 404 200 404 200 200
GET  /desk/lessons/<draft>/assign                               in  403 403 404 200 200
GET  /classes                                                   in  200 200 200 200 200
GET  /classes/new                                               in  403 403 200 200 200
GET  /classes/<class>                                           in  404 200 404 200 200
GET  /classes/<class>/members                                   in  404 404 404 200 200
GET  /classes/<class>/members/<bo>                              in  404 404 404 200 200
GET  /classes/<class>/members/999999                            in  404 404 404 404 404
GET  /classes/<class>/settings                                  in  404 404 404 200 200
GET  /classes/<class>/delete                                    in  404 404 404 200 200
GET  /classes/<class>/me                                        in  404 200 404 200 404
GET  /classes/<class>/assignments/new                           in  404 404 404 200 200
GET  /classes/<class>/assignments/<task>                        in  404 404 404 200 200
GET  /classes/<class>/assignments/<task>?student=<bo>           in  404 404 404 200 200
GET  /classes/<class>/assignments/999999                        in  404 404 404 404 404
GET  /classes/<class>/assignments/<task>/edit                   in  404 404 404 200 200
GET  /classes/<class>/assignments/<task>/students.csv           in  404 404 404 200 200
GET  /classes/<class>/assignments/<task>/answers.csv            in  404 404 404 200 200
GET  /classes/<class>/assignments/<task>/words.csv              in  404 404 404 200 200
GET  /classes/<class>/assignments/<task>/questions.csv          in  404 404 404 200 200
GET  /classes/999999                                            in  404 404 404 404 404
GET  /join                                                      200 200 200 200 200 200
GET  /join/<code>                                               200 200 200 200 200 200
GET  /join/none                                                 404 404 404 404 404 404
GET  /keeper/people/<bo>                                        404 404 404 404 404 200
GET  /keeper/people/<bo>/delete                                 404 404 404 404 404 200
GET  /lessons/<lesson>/exports                                  200 200 200 200 200 200
GET  /lessons/<draft>/exports                                   404 404 404 404 200 200
GET  /lessons/<given>/exports                                   404 404 200 404 200 200
GET  /lessons/<lesson>/exports/all-words.csv                    200 200 200 200 200 200
GET  /lessons/<draft>/exports/all-words.csv                     404 404 404 404 200 200
GET  /lessons/<lesson>/exports/questions.csv                    404 404 404 200 200 200
GET  /lessons/<given>/exports/questions.csv                     404 404 404 404 200 200
GET  /lessons/<draft>/exports/questions.csv                     404 404 404 404 200 200
GET  /lessons/<lesson>/print                                    200 200 200 200 200 200
GET  /lessons/<draft>/print                                     404 404 404 404 200 200
GET  /lessons/<lesson>/print/questions                          404 404 404 200 200 200
GET  /lessons/<lesson>/print/key                                404 404 404 200 200 200
GET  /lessons/<given>/print/key                                 404 404 404 404 200 200
GET  /words/learning.csv                                        200 200 200 200 200 200
GET  /lessons/<lesson>/print?paper=letter&level=B1              200 200 200 200 200 200
GET  /lessons/<lesson>/exports/all-words.apkg                   200 200 200 200 200 200
GET  /lessons/<lesson>/exports/learning-words.csv               200 200 200 200 200 200
GET  /lessons/<lesson>/exports/questions.xml                    404 404 404 200 200 200
GET  /lessons/<draft>/exports/key-words.tsv                     404 404 404 404 200 200
GET  /lessons/<draft>/exports/questions.zip                     404 404 404 404 200 200
GET  /lessons/<draft>/print/questions                           404 404 404 404 200 200
GET  /lessons/<draft>/print/key                                 404 404 404 404 200 200
GET  /words/learning.apkg                                       200 200 200 200 200 200
POST /review                                                    302 302 302 302 302 302
POST /review/undo                                               302 302 302 302 302 302
POST /account/sign-in                                           302 302 302 302 302 302
POST /account/new                                               302 302 302 302 302 302
POST /account/password                                          in  302 302 302 302 302
POST /account/sign-out                                          302 302 302 302 302 302
POST /account/reading                                           302 302 302 302 302 302
POST /desk/words/asthma/noun                                    in  403 403 302 302 302
POST /words/<term>                                              302 302 302 302 302 302
POST /words/999999                                              404 404 404 404 404 404
POST /lessons/<lesson>/quizzes/vocabulary                       302 302 302 302 302 302
POST /lessons/<draft>/quizzes/vocabulary                        404 404 404 404 302 302
POST /lessons/<lesson>/quizzes/spelling                         404 404 404 404 404 404
POST /attempts/<running>/2                                      404 404 302 404 404 404
POST /desk/new                                                  in  403 403 302 302 302
POST /desk/new/pasted                                           in  403 403 200 200 200
POST /desk/lessons/<draft>/terms                                in  403 403 404 302 302
POST /desk/lessons/<draft>/terms/<term>                         in  403 403 404 302 302
POST /desk/lessons/<draft>/terms/<term>/remove                  in  403 403 404 302 302
POST /desk/lessons/<draft>/terms/<term>/restore                 in  403 403 404 302 302
POST /desk/lessons/<draft>/key-words                            in  403 403 404 302 302
POST /desk/lessons/<draft>/key-words/<word>/up                  in  403 403 404 302 302
POST /desk/lessons/<draft>/key-words/999999/pin                 in  403 403 404 404 404
POST /desk/lessons/<draft>/key-words/automatic                  in  403 403 404 302 302
POST /desk/lessons/<draft>/senses/<word>                        in  403 403 404 302 302
POST /desk/lessons/<draft>/leftovers/question/<item>/remove     in  403 403 404 404 404
POST /desk/lessons/<draft>/leftovers/term/<term>/keep           in  403 403 404 404 404
POST /desk/lessons/<draft>/questions/<item>/reject              in  403 403 404 302 302
POST /desk/lessons/<draft>/questions/<item>/restore             in  403 403 404 302 302
POST /desk/lessons/<draft>/questions/<item>/approve             in  403 403 404 302 302
POST /desk/lessons/<draft>/questions/new                        in  403 403 404 422 422
POST /desk/lessons/<draft>/questions/<item>                     in  403 403 404 422 422
POST /desk/lessons/<draft>/questions/<item>/versions/1          in  403 403 404 404 404
POST /desk/lessons/<draft>/questions/anew                       in  403 403 404 302 302
POST /desk/lessons/<draft>/questions/999999/reject              in  403 403 404 404 404
POST /desk/lessons/<draft>/edit                                 in  403 403 404 302 302
POST /desk/lessons/<draft>/undo                                 in  403 403 404 302 302
POST /desk/lessons/<draft>/source                               in  403 403 404 302 302
POST /desk/lessons/<draft>/left-out                             in  403 403 404 302 302
POST /desk/lessons/<draft>/publish                              in  403 403 404 302 302
POST /desk/lessons/<draft>/withdraw                             in  403 403 404 302 302
POST /desk/lessons/<draft>/archive                              in  403 403 404 302 302
POST /desk/lessons/<draft>/restore                              in  403 403 404 302 302
POST /desk/collections/<guide>/title                            in  403 403 404 302 302
POST /desk/collections/<guide>/stop                             in  403 403 404 302 302
POST /desk/collections/<guide>/resume                           in  403 403 404 302 302
POST /desk/collections/<guide>/parts/<part>/up                  in  403 403 404 302 302
POST /desk/collections/<guide>/parts/<part>/publish             in  403 403 404 302 302
POST /desk/collections/<guide>/publish                          in  403 403 404 302 302
POST /desk/collections/<guide>/delete                           in  403 403 404 422 422
POST /lessons/<given>/lookups                                   404 404 422 404 404 404
POST /lessons/<draft>/lookups                                   404 404 404 404 404 404
POST /assignments/<task>/read                                   in  404 302 404 404 404
POST /assignments/<task>/finish                                 in  404 302 404 404 404
POST /assignments/999999/read                                   in  404 404 404 404 404
POST /classes/new                                               in  403 403 302 302 302
POST /classes/<class>/settings                                  in  404 404 404 302 302
POST /classes/<class>/code/open                                 in  404 404 404 302 302
POST /classes/<class>/teachers                                  in  404 404 404 302 302
POST /classes/<class>/members/<bo>                              in  404 404 404 302 302
POST /classes/<class>/me                                        in  404 302 404 302 404
POST /classes/<class>/assignments/new                           in  404 404 404 302 302
POST /classes/<class>/assignments/<task>/edit                   in  404 404 404 302 302
POST /classes/<class>/assignments/<task>/withdraw               in  404 404 404 302 302
POST /classes/<class>/assignments/<task>/restore                in  404 404 404 302 302
POST /classes/<class>/members/<eve>/password                    in  404 404 404 200 200
POST /classes/<class>/members/<eve>/remove                      in  404 404 404 302 404
POST /join                                                      302 302 302 302 302 302
POST /classes/<class>/leave                                     in  404 302 404 302 404
POST /join/<code>                                               302 302 302 302 302 302
POST /classes/<class>/code/renew                                in  404 404 404 302 302
POST /classes/<class>/delete                                    in  404 404 404 302 404
POST /keeper/people/<eve>/password                              404 404 404 404 404 200
POST /keeper/people/<eve>/role                                  404 404 404 404 404 302
POST /keeper/people/<eve>/delete                                404 404 404 404 404 422
POST /account/delete                                            404 422 422 422 422 422
"""


@dataclass(frozen=True)
class Row:
    method: str
    url: str
    expected: tuple[str, ...]


def rows_of(table: str) -> list[Row]:
    lines = (line.split() for line in table.split("\n") if line.strip())
    return [Row(method, url, tuple(expected)) for method, url, *expected in lines]


def endpoint_of(app: Flask, method: str, url: str) -> str:
    return app.url_map.bind("localhost").match(urlsplit(url).path, method)[0]


def not_in_table(app: Flask, table: str) -> list[str]:
    """Routes of the app, by method, that the table does not name."""
    named = {(row.method, endpoint_of(app, row.method, re.sub(r"<\w+>", "1", row.url))) for row in rows_of(table)}
    return [
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"})
        if (method, rule.endpoint) not in named
    ]
