import { make, templates } from './case.ts'

const FILES = {
  base: 'B[{% block a %}base-a{{ x }}{% endblock %}|{% block b %}base-b{% block c %}base-c{% endblock %}{% endblock %}]E',
  middle: '{% extends "base" %}ignored{% block a %}mid({{ super() }}){% endblock %}',
  required: '[{% block r required %}{% endblock %}]',
  scoped: '{% for i in [1, 2] %}{% block item scoped %}{{ i }}{{ loop.index }}{% endblock %}{% endfor %}',
  unscoped: '{% for i in [1, 2] %}{% block item %}{{ i }}{% endblock %}{% endfor %}',
  vars: '{% set v = "parent" %}{{ v }}{% block a %}{{ v }}{% endblock %}',
  selfish: '{% block t %}title{% endblock %}-{{ self.t() }}',
  macros: '{% macro m() %}parent-macro{% endmacro %}{% block a %}{{ m is defined }}{% endblock %}',
  plain: 'plain {{ x }}',
  escaping: '{% autoescape true %}{% block a %}{{ html }}{% endblock %}{% endautoescape %}{{ html }}',
  recursive: '{% extends "recursive" %}',
}

export const INHERITANCE = [
  ...templates(
    `
    {% extends "base" %}
    {% extends "base" %}{% block a %}child{% endblock %}
    {% extends "base" %}{% block b %}child{% endblock %}
    {% extends "base" %}{% block c %}child{{ super() }}{% endblock %}
    {% extends "base" %}{% block a %}<{{ super() }}>{{ super()|upper }}{% endblock %}
    {% extends "middle" %}{% block a %}leaf<{{ super() }}>{{ super.super() }}{% endblock %}
    {% extends "middle" %}{% block a %}{{ super.super.super() }}{% endblock %}
    {% extends "middle" %}{% block a %}{{ super.super.super is defined }}{{ super.super is defined }}{% endblock %}
    {% extends "middle" %}
    {% extends "base" %}{% block nope %}x{% endblock %}text{{ x }}
    {% extends "base" %}text{% set v = 1 %}{% block a %}{{ v }}{% endblock %}
    {% extends "base" %}{% set x = 77 %}
    {% extends "base" %}{% block a %}{% set x = 1 %}{{ x }}{% endblock %}{% block b %}{{ x }}{% endblock %}
    {% extends "base" %}{% macro m() %}M{% endmacro %}{% block a %}{{ m() }}{% endblock %}
    {% extends "base" %}{% if yes %}{% block a %}if{% endblock %}{% endif %}
    {% extends "base" %}{% for i in l %}{% block a %}for{{ i }}{% endblock %}{% endfor %}
    {% extends "base" %}{% for i in l %}{{ i }}{% endfor %}
    {% extends "base" %}{% include "plain" %}
    {% extends "base" %}{% filter upper %}abc{% endfilter %}
    {% extends "base" %}{% macro m() %}[{{ caller() }}]{% endmacro %}{% call m() %}x{% endcall %}
    {% extends "base" %}{% with q = 1 %}{{ q }}{% endwith %}
    {% extends "base" %}{% do l.append(1) %}{% set z %}abc{{ x }}{% endset %}{% block a %}{{ z }}{{ l }}{% endblock %}
    before{% extends "base" %}after
    before{{ x }}{% extends "base" %}after{{ x }}
    {% if yes %}{% extends "base" %}{% endif %}text{% block a %}c{% endblock %}
    {% if no %}{% extends "base" %}{% endif %}text{% block a %}c{{ x }}{% endblock %}
    {% if no %}{% extends "base" %}{% else %}{% extends "plain" %}{% endif %}text
    {% extends "base" %}{% extends "plain" %}
    {% if yes %}{% extends "base" %}{% endif %}{% if yes %}{% extends "plain" %}{% endif %}
    {% if yes %}{% extends "base" %}{% endif %}{% for i in l %}{{ i }}{% endfor %}
    {% for i in l %}{% extends "base" %}{% endfor %}
    {% extends "missing" %}
    {% extends none %}
    {% extends undefined_name %}
    {% extends "ba" ~ "se" %}
    {% set p = "base" %}{% extends p %}
    {% extends "plain" %}{% block a %}x{% endblock %}
    {% extends "recursive" %}
    {% block a %}x{% endblock %}
    {% block a %}x{{ x }}{% endblock a %}
    {% block a %}x{% endblock b %}
    {% block a %}1{% endblock %}{% block a %}2{% endblock %}
    {% block a-b %}x{% endblock %}
    {% block %}x{% endblock %}
    {% block a %}{{ self.a is defined }}{{ self.zzz is defined }}{% endblock %}
    {% block a %}x{% endblock %}{{ self.a() }}{{ self.a()|upper }}
    {% block a %}{{ super is defined }}{% endblock %}
    {% block a %}{{ super() }}{% endblock %}
    {{ super() }}
    {{ self.nope() }}
    {{ self }}
    {% extends "selfish" %}{% block t %}child{{ self.t is defined }}{% endblock %}
    {% extends "required" %}{% block r %}given{% endblock %}
    {% extends "required" %}
    {% include "required" %}
    {% block r required %}x{% endblock %}
    {% block r required %} {# c #} {% endblock %}
    {% block r scoped required %}{% endblock %}
    {% block r required scoped %}{% endblock %}
    {% extends "scoped" %}{% block item %}<{{ i }}{{ loop.index }}>{% endblock %}
    {% extends "scoped" %}{% block item scoped %}<{{ i }}>{{ super() }}{% endblock %}
    {% extends "unscoped" %}{% block item %}<{{ i }}>{% endblock %}
    {% include "scoped" %}{% include "unscoped" %}
    {% extends "vars" %}{% block a %}{{ v }}{{ super() }}{% endblock %}
    {% extends "vars" %}{% set v = "child" %}{% block a %}{{ v }}{% endblock %}
    {% extends "macros" %}{% block a %}{{ m() }}{% endblock %}
    {% extends "escaping" %}{% block a %}{{ html }}{{ super() }}{% endblock %}
    {% set q = 1 %}{% block a %}{{ q }}{% endblock %}{% set q = 2 %}{% block b %}{{ q }}{% endblock %}
    {% for i in l %}{% set q = i %}{% block a scoped %}{{ q }}{{ i }}{% endblock %}{% endfor %}
    {% for i in l %}{% block a %}{{ i }}{{ loop }}{% endblock %}{% endfor %}
    {% macro m(q) %}{% block a scoped %}{{ q }}{% endblock %}{% endmacro %}{{ m(1) }}
    {% filter upper %}{% block a %}abc{% endblock %}{% endfilter %}
    {% set z %}{% block a %}abc{% endblock %}{% endset %}{{ z|upper }}
    {% block a %}{% block b %}{{ x }}{% endblock %}{% endblock %}
    {% block a %}{% set q = 1 %}{% block b %}{{ q }}{% endblock %}{% endblock %}
    {% block a %}{% set q = 1 %}{% block b scoped %}{{ q }}{% endblock %}{% endblock %}
    {% block a %}{% for i in l %}{% set y = i %}{% endfor %}{{ y }}{% endblock %}
    {% block a %}{% macro m() %}{{ self.b() }}{% endmacro %}{{ m() }}{% endblock %}{% block b %}B{% endblock %}
    {% from "base" import x %}{{ x is defined }}
    {% import "middle" as m %}{{ m }}
    {% autoescape true %}{% block a %}{{ html }}{% endblock %}{{ self.a() }}{% endautoescape %}
    {% block a %}{% autoescape true %}{{ html }}{% endautoescape %}{% endblock %}{{ html }}
  `,
    { templates: FILES },
  ),
  make('{% extends "a" %}{% block x %}c{{ super() }}{% endblock %}', {
    templates: {
      a: '{% extends "b" %}{% block x %}a{{ super() }}{% endblock %}{% block y %}ay{% endblock %}',
      b: '{% block x %}b{% block y %}by{% endblock %}{% endblock %}',
    },
  }),
]
