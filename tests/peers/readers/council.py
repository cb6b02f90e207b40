"""Open Raads- en StatenInformatie, checked against the published schema that DVO_TUI_ORI_SCHEMA names."""

from __future__ import annotations

import json
import os
import sys
from importlib.metadata import version
from pathlib import Path

import yaml
from openapi_schema_validator import OAS30Validator

SCHEMAS = {
    "agendapunten": "Agendapunt",
    "natuurlijkePersonen": "NatuurlijkPersoon",
    "aanwezigeDeelnemers": "AanwezigeDeelnemer",
    "spreekfragmenten": "Spreekfragment",
    "besluiten": "Besluit",
}
standard = yaml.load(Path(os.environ["DVO_TUI_ORI_SCHEMA"]).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
content = json.loads(next(Path(sys.argv[1]).glob("*.ori.json")).read_text(encoding="utf-8"))
named = [("Vergadering", content["vergadering"])]
named += [(schema, one) for key, schema in SCHEMAS.items() for one in content[key]]
errors = []
for schema, one in named:
    root = {"$ref": f"#/components/schemas/{schema}", "components": standard["components"]}
    errors += [
        f"{schema}: {'.'.join(map(str, problem.absolute_path))}: {problem.validator}"
        for problem in OAS30Validator(root, format_checker=OAS30Validator.FORMAT_CHECKER).iter_errors(one)
    ]
people = {one["id"]: one["naamNatuurlijkPersoon"]["volledigeNaam"] for one in content["natuurlijkePersonen"]}
speakers = {one["id"]: people[one["natuurlijkPersoon"]["id"]] for one in content["aanwezigeDeelnemers"]}
read = [
    [f"turn at {one['positieNotulen']}", one["tekstSpreekfragment"], speakers[one["aanwezigeDeelnemer"]["id"]]]
    for one in content["spreekfragmenten"]
]
versions = {
    "openapi-schema-validator": version("openapi-schema-validator"),
    standard["info"]["title"]: standard["info"]["version"],
}
json.dump({"versions": versions, "read": read, "error": "; ".join(errors[:3])}, sys.stdout)
