"""Long documents, and what was made of them."""

from flask import Flask
from sqlalchemy import select

from accounts import people
from db import db
from lessons.collecting import making
from lessons.collection_models import Collection, CollectionPart, Job
from lessons.importing import Source

PARAGRAPHS = (
    "Asthma is a disease of the lungs. It makes breathing difficult, and it can begin at any age. Many people with "
    "asthma have a cough at night. The airways of the lungs become narrow, and the muscles around them become tight.",
    "Asthma can be made worse by triggers such as pollen, smoke and dust. Cold air and hard exercise can also cause an "
    "asthma attack in some people. It helps to write down what happened before an attack, so that you can avoid it.",
    "Symptoms such as wheezing, coughing and chest pain are signs of an attack. If the lips turn blue, call an "
    "ambulance at once. Stay with the person, help them to sit up, and give them their inhaler.",
    "Most people use medicines such as steroids, antihistamines and painkillers under the care of a doctor. An inhaler "
    "brings the medicine straight to the lungs. Regular exercise and a balanced diet can help prevent asthma attacks.",
)
CHAPTERS = ("What asthma is", "Signs of asthma", "Living with asthma", "Asthma at work", "Asthma in children")


def document(chapters: int = 3, *, title: str = "Asthma: a Guide", rounds: int = 4) -> str:
    """A Markdown document of so many chapters of 153 words a round."""
    body = [f"## {CHAPTERS[number]}\n\n" + "\n\n".join(PARAGRAPHS * rounds) for number in range(chapters)]
    return "\n\n".join([f"# {title}", *body])


def add_collection(app: Flask, owner: str, text: str = "", **told: str) -> str:
    """A collection of that teacher whose parts wait; its address."""
    with app.app_context():
        source = Source(text or document(), markdown=True)
        made = making.begin(source, owner=people.find(owner), **told)
        db.session.commit()
        return f"/desk/collections/{made.id}"


def make(app: Flask) -> None:
    """All that waits, as the worker of a server would make it."""
    with app.app_context():
        while making.work(worker="test"):
            pass


def ready_collection(app: Flask, owner: str, text: str = "") -> str:
    address = add_collection(app, owner, text)
    make(app)
    return address


def parts(app: Flask) -> list[tuple[str, str]]:
    """Title and state of the parts of every collection, in order."""
    with app.app_context():
        rows = db.session.scalars(
            select(CollectionPart).order_by(CollectionPart.collection_id, CollectionPart.position)
        )
        return [(part.title, part.state.value) for part in rows]


def state(app: Flask) -> str:
    """Of the only job."""
    with app.app_context():
        return db.session.scalars(select(Job)).one().state.value


def titles(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Collection.title)))
