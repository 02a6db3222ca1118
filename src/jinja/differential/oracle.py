"""Renders templates with the real Jinja2: one JSON request a line in, one JSON answer a line out."""
import json
import sys

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


def render(request):
    environment = jinja2.Environment(
        loader=jinja2.DictLoader({**request["templates"], "main": request["template"]}),
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
        undefined=UNDEFINED[request["undefined"]],
        **{SYNTAX[key]: value for key, value in request["syntax"].items()},
    )
    environment.globals["g"] = 7
    template = environment.get_template("main")
    return template.render({key: decode(value) for key, value in request["context"]})


for line in sys.stdin:
    try:
        answer = {"ok": render(json.loads(line))}
    except RecursionError:
        answer = {"error": "RecursionError", "message": ""}
    except Exception as error:
        answer = {"error": type(error).__name__, "message": str(error)}
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
