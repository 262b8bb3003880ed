"""Words that name classes of things: "nutrients", "symptoms", "conditions"."""

# Lemmas that name a class and not a thing: as an option beside a member of the class they are neither right nor wrong.
GENERIC = frozenset(
    (
        "disease,disorder,illness,condition,medical condition,chronic condition,neurological condition,mental illness,"
        "heart disease,syndrome,complication,injury,infection,problem,symptom,sign,side effect,pain,ache,"
        "treatment,diagnosis,operation,surgery,procedure,test,medication,medicine,drug,painkiller,tablet,stimulant,"
        "blood pressure medication,supplement,nutrient,mineral,vitamin,electrolyte,food,intake,deficiency,imbalance,"
        "body,organ,tissue,muscle,function,germ,healthcare professional,physical activity"
    ).split(",")
)
# Classes whose members the glossary knows by kind: another term of that kind is an example too, named or not.
CLASS_KINDS: dict[str, frozenset[str]] = {
    name: frozenset(kinds.split())
    for names, kinds in {
        "nutrient mineral vitamin electrolyte salt": "nutrient",
        "medicine medication drug painkiller antibiotic substance stimulant": "drug",
        "symptom sign effect reaction": "symptom",
        "complication problem": "disease symptom",
        "disease illness condition disorder infection injury": "disease",
        "organ part muscle bone joint": "anatomy",
        "test procedure treatment operation scan": "procedure",
    }.items()
    for name in names.split()
}


def kinds_of(phrase: str) -> frozenset[str]:
    """The kinds of the terms that are surely or perhaps members of the class that the phrase names."""
    head = phrase.split()[-1].lower()
    return CLASS_KINDS.get(head) or CLASS_KINDS.get(head.removesuffix("s"), frozenset())


def is_class(word: str) -> bool:
    return bool(kinds_of(word))
