"""Renders expressions with the real Jinja2: one JSON string a line in, one JSON answer a line out."""
import datetime
import json
import sys
import zoneinfo
from importlib.metadata import version

import jinja2

environment = jinja2.Environment()
environment.globals.update(
    {name: getattr(__builtins__, name) for name in sys.argv[1].split(",")},
    datetime=datetime,
    zone=zoneinfo.ZoneInfo,
)

print(json.dumps(version("markupsafe")))

for line in sys.stdin:
    try:
        answer = {"ok": environment.from_string("{{ " + json.loads(line) + " }}").render()}
    except Exception as error:
        answer = {"error": type(error).__name__}
    sys.stdout.write(json.dumps(answer) + "\n")
