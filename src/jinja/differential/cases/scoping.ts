import { make, templates } from './case.ts'

const LIB = `{% macro hello(a, b='B') %}{{ a }}{{ b }}{{ x }}{{ g }}{% endmacro %}
{%- macro _private() %}p{% endmacro %}
{%- set value = 42 %}{% set _hidden = 1 %}
{%- macro uses(n) %}{{ hello(n) }}{{ value }}{% endmacro %}text{{ x }}`

const FILES = {
  lib: LIB,
  inc: 'inc[{{ x }}{{ a }}{{ i }}{{ g }}]',
  setter: '{% set x = 99 %}{% set new = 1 %}{{ x }}',
  broken: '{% if %}',
  fails: '{{ 1 / 0 }}',
  nested: '{% from "lib" import hello as hi %}{{ hi(1) }}{% macro again(n) %}{{ hi(n) }}{% endmacro %}',
  state: '{% set list = [] %}{% macro add(v) %}{% do list.append(v) %}{{ list }}{% endmacro %}',
  cyclic: '{% include "cyclic" %}',
  chain: '{% import "lib" as lib %}{% macro go() %}{{ lib.value }}{% endmacro %}',
  exports:
    '{% if no %}{% set a = 1 %}{% endif %}{% for i in [1] %}{% set b = 1 %}{% endfor %}{% set c = 3 %}{% import "lib" as lib %}',
  'dir/file': 'dir {{ x }}',
}

export const SCOPING = [
  ...templates(`
    {% if yes %}{% set a = 1 %}{% endif %}{{ a }}
    {% if no %}{% set a = 1 %}{% endif %}{{ a }}|
    {% if no %}{% set x = 1 %}{% endif %}{{ x }}
    {% if no %}{% set x = 1 %}{% else %}{% set x = 2 %}{% endif %}{{ x }}
    {% if no %}{% set x = 1 %}{% elif yes %}{% set x = 3 %}{% endif %}{{ x }}
    {% if no %}{% set a = 1 %}{% elif no %}{% set a = 3 %}{% else %}{% endif %}{{ a }}|
    {% for i in l %}{% set x = i %}{% endfor %}{{ x }}
    {% for i in l %}{{ x }}{% set x = i %}{{ x }}{% endfor %}{{ x }}
    {% for i in l %}{% set a = a|default(0) + i %}{{ a }}{% endfor %}{{ a }}
    {% for i in l %}{% if loop.first %}{% set a = i %}{% endif %}{{ a }}{% endfor %}{{ a }}
    {% set a = 0 %}{% for i in l %}{% set a = a + i %}{{ a }}{% endfor %}{{ a }}
    {% set a = 0 %}{% for i in l %}{% if i == 1 %}{% set a = 9 %}{% endif %}{{ a }}{% endfor %}{{ a }}
    {% for i in l %}{% endfor %}{{ i }}
    {% for i in l %}{% for i in "ab" %}{{ i }}{% endfor %}{{ i }}{% endfor %}
    {% for i in l %}{% for j in l %}{% set q = j %}{% endfor %}{{ q }}{% endfor %}
    {{ a }}{% set a = 1 %}{{ a }}
    {% for i in l %}{{ a }}{% endfor %}{% set a = 1 %}{% for i in l %}{{ a }}{% endfor %}
    {% set a = 1 %}{% if yes %}{% set a = 2 %}{% for i in l %}{% set a = 3 %}{% endfor %}{% endif %}{{ a }}
    {% set a = 1 %}{% with %}{% set a = 2 %}{% endwith %}{{ a }}
    {% set a = 1 %}{% filter upper %}{% set a = 2 %}{% endfilter %}{{ a }}
    {% set x = 1 %}{% for i in l if i > x %}{% set x = 5 %}{{ i }}{{ x }}{% endfor %}
    {% for i in l if i > 1 %}{% set y = i %}{{ y }}{% endfor %}{{ y }}
    {% for i in l %}{% if i == 3 %}{% set a = 1 %}{% else %}{{ a }}.{% endif %}{% endfor %}
    {% macro m() %}m{% endmacro %}{{ m() }}
    {% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}|{{ m(1) }}|{{ m(a=2) }}|{{ m(none) }}
    {% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}
    {% macro m(a) %}{{ a }}{% endmacro %}{{ m(b=1) }}
    {% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, a=1) }}
    {% macro m(a, b=2, c=b) %}{{ a }}{{ b }}{{ c }}{% endmacro %}{{ m(1) }}{{ m(1, 3) }}{{ m(1, c=5) }}
    {% macro m(a, b=c, c=3) %}{{ b }}{{ c }}{% endmacro %}{{ m(1) }}
    {% macro m(a=x) %}{{ a }}{% endmacro %}{{ m() }}
    {% macro m(x=x) %}{{ x }}{% endmacro %}{{ m() }}|
    {% macro m(a=[]) %}{% do a.append(1) %}{{ a }}{% endmacro %}{{ m() }}{{ m() }}
    {% macro m(a, b=1, c) %}{% endmacro %}
    {% macro m(a, a) %}{% endmacro %}
    {% macro m(1) %}{% endmacro %}
    {% macro %}{% endmacro %}
    {% macro m %}{% endmacro %}
    {% macro m(*a) %}{% endmacro %}
    {% macro m(a) %}{{ varargs }}{% endmacro %}{{ m(1, 2, 3) }}{{ m() }}
    {% macro m(a) %}{{ kwargs }}{% endmacro %}{{ m(1, b=2) }}{{ m() }}
    {% macro m(a) %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, b=3, c=4) }}
    {% macro m(varargs) %}{{ varargs }}{% endmacro %}{{ m(1) }}{{ m(1, 2) }}
    {% macro m(kwargs=5) %}{{ kwargs }}{% endmacro %}{{ m() }}{{ m(b=1) }}
    {% macro m() %}{{ x }}{% set x = 9 %}{{ x }}{% endmacro %}{{ m() }}{{ x }}
    {% macro m() %}{% set x = x + 1 %}{{ x }}{% endmacro %}{{ m() }}{{ m() }}{{ x }}
    {% set a = 1 %}{% macro m() %}{{ a }}{% endmacro %}{% set a = 2 %}{{ m() }}
    {% macro m() %}{{ a }}{% endmacro %}{% set a = 2 %}{{ m() }}
    {% macro m() %}{{ a }}{% endmacro %}{{ m() }}|{% set a = 2 %}{{ m() }}
    {{ m() }}{% macro m() %}{% endmacro %}
    {% if no %}{% macro m() %}m{% endmacro %}{% endif %}{{ m is defined }}
    {% if yes %}{% macro m() %}m{% endmacro %}{% endif %}{{ m() }}
    {% for i in l %}{% macro m() %}{{ i }}{% endmacro %}{{ m() }}{% endfor %}
    {% for i in l %}{% macro m() %}{{ loop.index }}{% endmacro %}{{ m() }}{% endfor %}
    {% for i in l %}{% macro m() %}{% endmacro %}{% endfor %}{{ m is defined }}
    {% macro f(n) %}{{ n }}{% if n > 0 %}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(3) }}
    {% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}B{% endmacro %}{{ a() }}
    {% macro a() %}{% macro b() %}B{% endmacro %}{{ b() }}{% endmacro %}{{ a() }}{{ b is defined }}
    {% macro m(a, b=2) %}{% endmacro %}{{ m.name }}{{ m.arguments }}{{ m.catch_kwargs }}{{ m.catch_varargs }}{{ m.caller }}
    {% macro m() %}{{ caller }}{% endmacro %}{{ m.caller }}{{ m() }}
    {% macro m() %}{% endmacro %}{{ m }}{{ m is callable }}{{ m is defined }}{{ m|string|length }}
    {% macro m() %}a{% endmacro %}{{ m()|upper }}{{ m() ~ m() }}{{ m()|length }}{{ m() is string }}
    {% macro m() %}[{{ caller() }}]{% endmacro %}{% call m() %}body{{ x }}{% endcall %}
    {% macro m() %}[{{ caller(1, b=2) }}]{% endmacro %}{% call(a, b) m() %}{{ a }}{{ b }}{% endcall %}
    {% macro m() %}[{{ caller(1) }}]{% endmacro %}{% call(a, b=5) m() %}{{ a }}{{ b }}{% endcall %}
    {% macro m() %}[{{ caller() }}]{% endmacro %}{{ m() }}
    {% macro m() %}[{{ caller }}]{% endmacro %}{{ m() }}
    {% macro m() %}[{{ caller() if caller else "none" }}]{% endmacro %}{{ m() }}{% call m() %}c{% endcall %}
    {% macro m() %}x{% endmacro %}{% call m() %}c{% endcall %}
    {% macro m(caller) %}{{ caller }}{% endmacro %}{{ m(1) }}
    {% macro m(caller=none) %}{{ caller() if caller else "-" }}{% endmacro %}{{ m() }}{% call m() %}c{% endcall %}
    {% macro m() %}{% set caller = 5 %}{{ caller }}{% endmacro %}{{ m() }}
    {% macro m() %}{{ caller() }}{% endmacro %}{% call m(caller=1) %}c{% endcall %}
    {% macro m(a) %}{{ a }}{{ caller() }}{% endmacro %}{% call m("<") %}{% set a = 3 %}{{ a }}{{ x }}{% endcall %}{{ a }}
    {% macro outer() %}({{ caller() }}){% endmacro %}{% macro inner() %}<{{ caller() }}>{% endmacro %}{% call outer() %}{% call inner() %}x{% endcall %}{% endcall %}
    {% macro m(l) %}{% for i in l %}{{ caller(i) }}{% endfor %}{% endmacro %}{% call(i) m([1, 2]) %}<{{ i }}>{% endcall %}
    {% macro m() %}{{ caller() }}{% endmacro %}{% for i in l %}{% call m() %}{{ i }}{{ loop.index }}{% endcall %}{% endfor %}
    {% call x %}{% endcall %}
    {% call x() %}{% endcall %}
    {% call range(3) %}{% endcall %}
    {% macro m(a) %}{{ a }}{% endmacro %}{{ l|map(m)|list }}
    {% macro m() %}{{ self }}{% endmacro %}{{ m() is string }}
    {% set m = 1 %}{% macro m() %}{% endmacro %}{{ m is callable }}
    {% macro m(é) %}{{ é }}{% endmacro %}{{ m(é=1) }}{{ m("ü") }}
    {% set é = 1 %}{{ é }}{% set ab = 2 %}{% set a_b = 3 %}{{ ab }}{{ a_b }}
    {% set constructor = 1 %}{{ constructor }}{{ __proto__ }}{{ toString }}{{ hasOwnProperty }}
    {% set __proto__ = 5 %}{{ __proto__ }}
    {% set out = 1 %}{% set at = 2 %}{% set ctx = 3 %}{% set rt = 4 %}{% set vars = 5 %}{{ out }}{{ at }}{{ ctx }}{{ rt }}{{ vars }}
    {% set ns = namespace(f=none) %}{% for i in l %}{% if loop.first %}{% macro m() %}{{ i }}{% endmacro %}{% set ns.f = m %}{% endif %}{% endfor %}{{ ns.f is callable }}
  `),
  ...templates(
    `
    {% include "inc" %}
    {% set a = 1 %}{% include "inc" %}
    {% for i in l %}{% include "inc" %}{% endfor %}
    {% for i in l %}{% set x = i %}{% include "inc" %}{% endfor %}{% include "inc" %}
    {% include "inc" without context %}
    {% include "inc" with context %}
    {% include "missing" %}
    {% include "missing" ignore missing %}|
    {% include "missing" ignore missing with context %}|
    {% include "missing" ignore missing without context %}|
    {% include ["missing", "inc"] %}
    {% include ("missing", "inc") %}
    {% include ["missing", "none"] %}
    {% include ["missing", "none"] ignore missing %}|
    {% include [] %}
    {% include [] ignore missing %}|
    {% include none %}
    {% include undefined_name %}
    {% include undefined_name ignore missing %}
    {% include 5 %}
    {% include "in" ~ "c" %}
    {% set which = "inc" %}{% include which %}
    {% include "broken" %}
    {% include "broken" ignore missing %}
    {% include "fails" %}
    {% include "fails" ignore missing %}
    {% include "setter" %}{{ x }}{{ new }}
    {% include "cyclic" %}
    {% include "dir/file" %}
    {% include "../inc" %}
    {% filter upper %}{% include "inc" %}{% endfilter %}
    {% macro m(a) %}{% include "inc" %}{% endmacro %}{{ m(3) }}
    {% macro m(a) %}{% set x = 0 %}{% include "inc" %}{% endmacro %}{{ m(3) }}
    {% with a = 4 %}{% include "inc" %}{% endwith %}
    {% if no %}{% set a = 1 %}{% endif %}{% include "inc" %}
    {% import "lib" as lib %}{{ lib.hello(1) }}{{ lib.value }}{{ lib._hidden }}{{ lib.none }}
    {% import "lib" as lib %}{{ lib.uses(2) }}{{ lib }}
    {% import "lib" as lib with context %}{{ lib.hello(1) }}{{ lib }}
    {% set x = 3 %}{% import "lib" as lib with context %}{{ lib.hello(1) }}
    {% import "lib" as lib without context %}{{ lib.hello(1, b=2) }}
    {% import "lib" as lib %}{{ lib._private() }}
    {% import "lib" as lib %}{{ lib.value.real }}{{ lib["value"] }}{{ lib.__name__ }}
    {% from "lib" import hello %}{{ hello(1) }}
    {% from "lib" import hello, value %}{{ hello(value) }}
    {% from "lib" import hello as hi, value as v %}{{ hi(v) }}{{ hello is defined }}
    {% from "lib" import hello with context %}{{ hello(1) }}
    {% from "lib" import hello, value with context %}{{ hello(1) }}
    {% from "lib" import hello, value without context %}{{ hello(1) }}
    {% from "lib" import none_such %}{{ none_such is defined }}
    {% from "lib" import none_such %}{{ none_such() }}
    {% from "lib" import _private %}
    {% from "lib" import %}
    {% from "lib" import hello, %}{{ hello(1) }}
    {% from "lib" import hello value %}
    {% from "missing" import a %}
    {% from none import a %}
    {% from "broken" import a %}
    {% from "fails" import a %}
    {% from "nested" import again, hi %}{{ again(3) }}{{ hi is defined }}
    {% from "exports" import a, b, c, lib %}{{ a is defined }}{{ b is defined }}{{ c }}{{ lib is defined }}
    {% import "chain" as chain %}{{ chain.go() }}{{ chain.lib is defined }}
    {% for i in l %}{% from "lib" import hello %}{{ hello(i) }}{% endfor %}{{ hello is defined }}
    {% macro m() %}{% from "lib" import hello %}{{ hello(1) }}{% endmacro %}{{ m() }}
    {% if yes %}{% from "lib" import hello %}{% endif %}{{ hello(1) }}
    {% from "state" import add %}{{ add(1) }}{{ add(2) }}{% from "state" import add as add2 %}{{ add2(3) }}
    {% from "state" import add with context %}{{ add(1) }}{% from "state" import add as add2 with context %}{{ add2(3) }}
    {% import "lib" as x %}{{ x.value }}
    {% import "lib" %}
    {% from "lib" import hello %}{% call hello(1) %}{% endcall %}
    {% set t = "lib" %}{% from t import value %}{{ value }}
    {% import "lib" as true %}
  `,
    { templates: FILES },
  ),
  make('{% include "child" %}', {
    templates: {
      child: '{% extends "base" %}{% block a %}A{{ x }}{{ super() }}{% endblock %}',
      base: '[{% block a %}a{% endblock %}]',
    },
  }),
]
