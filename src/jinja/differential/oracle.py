"""Renders templates with the real Jinja2: one JSON request a line in, one JSON answer a line out."""
import json
import sys
from importlib.metadata import version

import jinja2
import markupsafe


class Thing:
    """An object with attributes and nothing else."""

    def __init__(self, attributes):
        self.__dict__.update(attributes)

    def __repr__(self):
        return "<Thing>"


def decode(spec):
    if spec is None or isinstance(spec, (bool, str)):
        return spec
    if isinstance(spec, list):
        return [decode(item) for item in spec]
    (kind, value), = spec.items()
    if kind == "int":
        return int(value)
    if kind == "float":
        return float(value)
    if kind == "tuple":
        return tuple(decode(item) for item in value)
    if kind == "dict":
        return {decode(key): decode(item) for key, item in value}
    if kind == "markup":
        return markupsafe.Markup(value)
    if kind == "thing":
        return Thing({key: decode(item) for key, item in value})
    raise ValueError(kind)


UNDEFINED = {
    "default": jinja2.Undefined,
    "strict": jinja2.StrictUndefined,
    "chainable": jinja2.ChainableUndefined,
}

SYNTAX = {
    "blockStart": "block_start_string",
    "blockEnd": "block_end_string",
    "variableStart": "variable_start_string",
    "variableEnd": "variable_end_string",
    "commentStart": "comment_start_string",
    "commentEnd": "comment_end_string",
    "lineStatementPrefix": "line_statement_prefix",
    "lineCommentPrefix": "line_comment_prefix",
    "trimBlocks": "trim_blocks",
    "lstripBlocks": "lstrip_blocks",
    "keepTrailingNewline": "keep_trailing_newline",
}


ENVIRONMENTS = {}


def environment_of(request):
    """The environment of these templates and settings: most requests share one, and its compiled templates."""
    key = json.dumps([request["templates"], request["undefined"], request["syntax"]])
    environment = ENVIRONMENTS.get(key)
    if environment is None:
        environment = ENVIRONMENTS[key] = jinja2.Environment(
            loader=jinja2.DictLoader(dict(request["templates"])),
            extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
            undefined=UNDEFINED[request["undefined"]],
            **{SYNTAX[key]: value for key, value in request["syntax"].items()},
        )
        environment.globals["g"] = 7
    return environment


def template_of(request):
    environment = environment_of(request)
    environment.loader.mapping["main"] = request["template"]
    # What an import made is kept by the imported template; the next request is to see none of it.
    for template in environment.cache.values():
        template._module = None
    return environment.get_template("main")


def attempt(run):
    try:
        return {"ok": run()}
    except RecursionError:
        return {"error": "RecursionError", "message": ""}
    except Exception as error:
        return {"error": type(error).__name__, "message": str(error)}


def answer(request):
    if "versions" in request:
        return {name: version(name) for name in request["versions"]}
    context = lambda: {key: decode(value) for key, value in request["context"]}
    if "each" not in request:
        return attempt(lambda: template_of(request).render(context()))
    # The template is compiled once and rendered with each of the values; none at all leaves the name undefined.
    compiled = attempt(lambda: template_of(request))
    if "error" in compiled:
        return [compiled] * len(request["values"])
    return [
        attempt(lambda: compiled["ok"].render({**context(), **{request["each"]: decode(item) for item in value}}))
        for value in request["values"]
    ]


for line in sys.stdin:
    sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")
    sys.stdout.flush()
