"""What stands around the questions in a package for Canvas: its list of files, and the settings of the quiz."""

from lxml import etree
from lxml.etree import SubElement, _Element

NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
CONTENT = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"
META = "assessment_meta.xml"


def tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def manifest(ident: str) -> _Element:
    """The list of files. Names of resources are what the files refer to each other by."""
    root = etree.Element(f"{{{CONTENT}}}manifest", identifier=f"{ident}_manifest", nsmap={None: CONTENT})
    metadata = SubElement(root, f"{{{CONTENT}}}metadata")
    SubElement(metadata, f"{{{CONTENT}}}schema").text = "IMS Content"
    SubElement(metadata, f"{{{CONTENT}}}schemaversion").text = "1.1.3"
    SubElement(root, f"{{{CONTENT}}}organizations")
    resources = SubElement(root, f"{{{CONTENT}}}resources")
    quiz = SubElement(resources, f"{{{CONTENT}}}resource", identifier=ident, type="imsqti_xmlv1p2")
    SubElement(quiz, f"{{{CONTENT}}}file", href=f"{ident}/{ident}.xml")
    SubElement(quiz, f"{{{CONTENT}}}dependency", identifierref=f"{ident}_meta")
    settings = SubElement(
        resources,
        f"{{{CONTENT}}}resource",
        identifier=f"{ident}_meta",
        type="associatedcontent/imscc_xmlv1p1/learning-application-resource",
        href=f"{ident}/{META}",
    )
    SubElement(settings, f"{{{CONTENT}}}file", href=f"{ident}/{META}")
    return root


def meta(ident: str, title: str, *, points: int) -> _Element:
    """The settings of the quiz: for practice, answers in any order, not published until the teacher does."""
    root = etree.Element(f"{{{CANVAS}}}quiz", identifier=ident, nsmap={None: CANVAS})
    for name, text in (
        ("title", title),
        ("description", ""),
        ("shuffle_answers", "false"),
        ("scoring_policy", "keep_highest"),
        ("quiz_type", "practice_quiz"),
        ("points_possible", f"{points:.1f}"),
        ("show_correct_answers", "true"),
        ("allowed_attempts", "-1"),
        ("one_question_at_a_time", "false"),
        ("available", "false"),
    ):
        SubElement(root, f"{{{CANVAS}}}{name}").text = text
    return root
