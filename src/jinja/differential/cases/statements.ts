import { make, templates } from './case.ts'

export const STATEMENTS = [
  ...templates(`
    {% if x %}a{% endif %}
    {% if empty %}a{% else %}b{% endif %}
    {% if no %}a{% elif x == 5 %}b{% elif yes %}c{% else %}d{% endif %}
    {% if no %}a{% elif no %}b{% endif %}|
    {% if [] %}a{% else %}b{% endif %}{% if {} %}a{% else %}b{% endif %}{% if () %}a{% else %}b{% endif %}
    {% if 0.0 %}a{% else %}b{% endif %}{% if "0" %}a{% else %}b{% endif %}{% if none %}a{% else %}b{% endif %}
    {% if missing %}a{% else %}b{% endif %}
    {% if x, %}a{% endif %}
    {% if x: %}a{% endif %}
    {% if not x %}a{% else: %}b{% endif %}
    {% if x and y and l %}a{% endif %}
    {% if x > 3 and (empty or s) %}a{% endif %}
    {% if x %}{% if y %}a{% else %}b{% endif %}c{% endif %}
    {% if x|none_such %}a{% endif %}
    {% if no %}{{ x|none_such }}{% else %}ok{% endif %}
    {% if yes %}{{ x|none_such }}{% else %}ok{% endif %}
    {% if no %}{{ x is none_such }}{% else %}ok{% endif %}
    {% for i in l %}{{ i }},{% endfor %}
    {% for i in [] %}a{% else %}none{% endfor %}
    {% for i in l %}{{ i }}{% else %}none{% endfor %}
    {% for i in missing %}a{% else %}none{% endfor %}
    {% for i in none %}a{% endfor %}
    {% for i in 5 %}a{% endfor %}
    {% for c in s %}{{ c }}.{% endfor %}
    {% for c in uni %}{{ c }}.{% endfor %}
    {% for k in d %}{{ k }},{% endfor %}
    {% for k, v in mixed.items() %}{{ k }}={{ v }},{% endfor %}
    {% for k, v in pairs %}{{ k }}={{ v }},{% endfor %}
    {% for (k, v) in pairs %}{{ k }}={{ v }},{% endfor %}
    {% for a, (b, c) in [(1, (2, 3))] %}{{ a }}{{ b }}{{ c }}{% endfor %}
    {% for [a, b] in pairs %}{{ a }}{% endfor %}
    {% for a, b in l %}{{ a }}{% endfor %}
    {% for a, b, c in pairs %}{{ a }}{% endfor %}
    {% for a in pairs %}{{ a }}{% endfor %}
    {% for a, in [(1,), (2,)] %}{{ a }}{% endfor %}
    {% for i in range(3) %}{{ i }}{% endfor %}
    {% for i in 1, 2, 3 %}{{ i }}{% endfor %}
    {% for i in l if i > 1 %}{{ i }},{% endfor %}
    {% for i in l if i > 100 %}{{ i }}{% else %}none{% endfor %}
    {% for i in l if i > 1 %}{{ loop.index }}/{{ loop.length }}:{{ i }},{% endfor %}
    {% for k, v in pairs if v > 1 %}{{ k }}{% endfor %}
    {% for i in l if i > x %}{{ i }}{% endfor %}{% for i in l if i < x %}{{ i }}{% endfor %}
    {% for i in l if missing %}{{ i }}{% else %}e{% endfor %}
    {% for i in l if loop.first %}{{ i }}{% endfor %}
    {% for i in l %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }};{% endfor %}
    {% for i in l %}{{ loop.previtem }}<{{ i }}>{{ loop.nextitem }};{% endfor %}
    {% for i in l %}{{ loop.previtem is defined }}{{ loop.nextitem is defined }};{% endfor %}
    {% for i in [none, none] %}{{ loop.previtem }}{{ loop.nextitem }};{% endfor %}
    {% for i in l %}{{ loop.cycle("odd", "even") }} {% endfor %}
    {% for i in l %}{{ loop.cycle() }}{% endfor %}
    {% for i in [1, 1, 2, 2, 1] %}{% if loop.changed(i) %}{{ i }}{% endif %}{% endfor %}
    {% for i in [1, 1, 2] %}{{ loop.changed() }}{{ loop.changed(i, 1) }};{% endfor %}
    {% for i in l %}{{ loop.depth }}{{ loop.depth0 }}{% endfor %}
    {% for i in l %}{{ loop }}{% endfor %}
    {% for i in l %}{{ loop|length }}{% endfor %}
    {% for i in l %}{{ loop.nope }}{{ loop["index"] }}{% endfor %}
    {% for i in l %}{{ loop(l) }}{% endfor %}
    {% for i in range(4)|map("string") %}{{ loop.last }}{{ loop.length }}{{ i }};{% endfor %}
    {% for i in l|select("gt", 1) %}{{ loop.index }}{% if not loop.last %},{% endif %}{% endfor %}
    {% for i in l|select("gt", 1) %}{{ loop.revindex }}:{{ i }};{% endfor %}
    {% for i in "ab" %}{% for j in "cd" %}{{ loop.index }}{{ i }}{{ j }}{% endfor %}{{ loop.index }};{% endfor %}
    {% for i in "ab" %}{% set outer = loop %}{% for j in "cd" %}{{ outer.index }}{{ loop.index }} {% endfor %}{% endfor %}
    {% for i in "ab" %}{% for j in "cd" if loop.first %}{{ i }}{{ j }}{% endfor %}{% endfor %}
    {% for i in "ab" %}{% for j in [] %}{% else %}{{ loop.index }}{% endfor %}{% endfor %}
    {% for i in "ab" %}{% for j in range(loop.index) %}{{ j }}{% endfor %}{% endfor %}
    {% for i in l %}{% if i == 1 %}{% continue %}{% endif %}{{ i }}{% endfor %}
    {% for i in l %}{% if i == 1 %}{% break %}{% endif %}{{ i }}{% endfor %}
    {% for i in l %}{% break %}{% else %}else{% endfor %}
    {% for i in l %}{% continue %}{% else %}else{% endfor %}
    {% for i in l %}{% if i == 2 %}{% break %}{% endif %}{% else %}else{% endfor %}
    {% for i in l %}{% for j in l %}{% if j == 2 %}{% break %}{% endif %}{{ j }}{% endfor %};{% endfor %}
    {% for i in l %}{{ loop.index }}{% if i == 1 %}{% break %}{% endif %}{% endfor %}
    {% for i in l %}{% filter upper %}a{% if i == 1 %}{% break %}{% endif %}b{% endfilter %}{% endfor %}
    {% for i in l %}{% set q %}a{% if i == 1 %}{% continue %}{% endif %}b{% endset %}{{ q }}{% endfor %}
    {% break %}
    {% continue %}
    {% if x %}{% break %}{% endif %}
    {% for i in l %}{% macro m() %}{% break %}{% endmacro %}{% endfor %}
    {% for n in tree recursive %}{{ n.n }}{% if n.kids %}({{ loop(n.kids) }}){% endif %}{% endfor %}
    {% for n in tree recursive %}{{ loop.depth }}{{ loop.depth0 }}{{ loop.index }}{{ n.n }}{{ loop(n.kids) }}{% endfor %}
    {% for n in tree recursive %}{{ n.n }}{{ loop(n.kids) }}{% else %}.{% endfor %}
    {% for n in tree if n.n != "e" recursive %}{{ n.n }}{{ loop(n.kids) }}{% endfor %}
    {% for n in tree recursive %}[{{ n.n }}{% if n.kids %}{{ loop(n.kids)|upper }}{% endif %}]{% endfor %}
    {% for n in tree recursive %}{{ loop(1, 2) }}{% endfor %}
    {% for n in tree recursive %}{% set v = n.n %}{{ loop(n.kids) }}{{ v }}{% endfor %}
    {% for n in tree recursive %}{{ n.n }}{% for k in n.kids %}{{ loop.index }}{% endfor %}{% endfor %}
    {% for i in l %}{% do l.append(9) if i == 3 %}{{ i }}{% endfor %}
    {% for i in l %}{% if loop.first %}{% do l.append(9) %}{% endif %}{{ i }}{{ loop.last }};{% endfor %}
    {% for k in d %}{% do d.pop("two", 0) %}{% endfor %}
    {% for loop in l %}{{ loop }}{% endfor %}
    {% for i in l %}{% set loop = 1 %}{% endfor %}
    {% for i in l %}{% with loop = 3 %}{{ loop }}{% endwith %}{% endfor %}
    {% for i, i in pairs %}{{ i }}{% endfor %}
    {% for x in x %}{% endfor %}
    {% for l in l %}{{ l }}{% endfor %}{{ l }}
    {% for x in l %}{{ x }}{% endfor %}{{ x }}
    {% for 1 in l %}{% endfor %}
    {% for x.y in l %}{% endfor %}
    {% for x of l %}{% endfor %}
    {% for x in l %}
    {% endfor %}
    {% for x in l %}{% endif %}
    {% for x in l if %}{% endfor %}
    {% for i in l recursive if i %}{% endfor %}
    {% for x in l if x if y %}{{ x }}{% endfor %}
    {% for x in (l if yes else []) %}{{ x }}{% endfor %}
    {% for x in l if yes else [] %}{{ x }}{% endfor %}
    {% for u in users|sort(attribute="age") %}{{ u.name }},{% endfor %}
    {% for age, group in users|groupby("age") %}{{ age }}:{% for u in group %}{{ u.name }}{% endfor %};{% endfor %}
    {% for k, v in d|dictsort %}{{ k }}{{ v }}{% endfor %}
    {% for row in l|batch(2, "-") %}{{ row }}{% endfor %}
    {% for a, b in [("x", "y")] %}{{ loop.index }}{{ a }}{{ b }}{% endfor %}
    {% set a = 1 %}{{ a }}
    {% set a = 1, 2 %}{{ a }}
    {% set a, b = 1, 2 %}{{ a }}{{ b }}
    {% set a, b = pairs %}{{ a }}{{ b }}
    {% set (a, (b, c)) = (1, (2, 3)) %}{{ a }}{{ b }}{{ c }}
    {% set a, b = 1 %}
    {% set a, b = 1, 2, 3 %}
    {% set x = x + 1 %}{{ x }}
    {% set x = x + 1 %}{% set x = x * 2 %}{{ x }}
    {% set a = b %}{{ a }}|
    {% set a = b %}{{ a.c }}
    {% set a %}x{{ x }}{% endset %}{{ a }}{{ a|length }}
    {% set a | upper %}x{{ s }}{% endset %}{{ a }}
    {% set a | length %}abc{% endset %}{{ a + 1 }}
    {% set a %}{% set b = 1 %}{{ b }}{% endset %}{{ a }}{{ b }}
    {% set a %}{% set x = 1 %}{{ x }}{% endset %}{{ a }}{{ x }}
    {% set a, b %}x{% endset %}
    {% set a, b %}xy{% endset %}{{ a }}-{{ b }}
    {% set 1 = 2 %}
    {% set true = 2 %}
    {% set a.b = 2 %}
    {% set x.b = 2 %}
    {% set d.one = 2 %}
    {% set ns = namespace(a=1) %}{% set ns.a = ns.a + 1 %}{{ ns.a }}{{ ns }}
    {% set ns = namespace(n=0) %}{% for i in l %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}
    {% set ns = namespace() %}{% set ns.f %}block{{ x }}{% endset %}{{ ns.f }}
    {% set ns = namespace(a=1) %}{{ ns.b }}{{ ns["a"] }}
    {% set a = [] %}{% do a.append(1) %}{% do a.extend([2, 3]) %}{{ a }}
    {% do x %}{% do 1, 2 %}|
    {% do missing %}|
    {% do missing.x %}|
    {% do %}
    {% set a = [] %}{% set b = a %}{% do b.append(1) %}{{ a }}
    {% with %}{% set a = 1 %}{{ a }}{% endwith %}{{ a }}
    {% with a = 1, b = x %}{{ a }}{{ b }}{% endwith %}{{ a }}
    {% with x = 1, y = x %}{{ x }}{{ y }}{% endwith %}{{ x }}
    {% with a, b = pairs %}{{ a }}{{ b }}{% endwith %}
    {% with a, b = (1, 2) %}{{ a }}{{ b }}{% endwith %}
    {% with (a, b) = (1, 2), c = 3 %}{{ a }}{{ b }}{{ c }}{% endwith %}
    {% with a = 1 %}{% set x = 9 %}{{ x }}{% endwith %}{{ x }}
    {% with a = 1 %}{% with a = 2 %}{{ a }}{% endwith %}{{ a }}{% endwith %}
    {% with a %}{% endwith %}
    {% with a = 1 b = 2 %}{% endwith %}
    {% filter upper %}ab{{ s }}{% endfilter %}
    {% filter upper|replace("A", "-") %}ab{% endfilter %}
    {% filter replace("a", s) %}ab{% endfilter %}
    {% filter length %}ab{% endfilter %}
    {% filter none_such %}ab{% endfilter %}
    {% filter upper %}{% set q = 1 %}{{ q }}{% endfilter %}{{ q }}
    {% filter upper %}{% filter lower %}AbC{% endfilter %}x{% endfilter %}
    {% filter indent(2, true) %}a{% endfilter %}
    {% filter %}a{% endfilter %}
    {% raw %}{{ x }}{% if %}{# #}{% endraw %}
    {%- raw -%}  {{ x }}  {%- endraw -%}  y
    a {%- raw %} b {% endraw -%} c
    {% raw %}{% endraw %}|
    {% raw %}unclosed
    {# comment #}a{#- b -#} c
    {# unclosed
    {# a {{ x }} {% if %} #}|
    {% unknown %}
    {% endif %}
    {% if %}a{% endif %}
    {% if x %}a
    {% else %}
    {% if x %}{% for i in l %}{% endif %}{% endfor %}
    {% if x %}a{% else %}b{% else %}c{% endif %}
    {% 1 %}
    {% %}
    {{ x
    {% if x
    {{ x %}
    {% if x }}
    {% autoescape true %}{{ html }}{{ safe }}{{ x }}{{ none }}{{ "<" }}{% endautoescape %}{{ html }}
    {% autoescape false %}{{ html }}{% endautoescape %}
    {% autoescape yes %}{{ html }}{% endautoescape %}
    {% autoescape no %}{{ html }}{% endautoescape %}
    {% autoescape true %}{{ html|safe }}{{ html|e }}{{ html|escape|escape }}{{ html|forceescape }}{% endautoescape %}
    {% autoescape true %}{{ "<" ~ safe ~ html }}{{ "<" ~ "a" }}{% endautoescape %}
    {% autoescape true %}{{ safe + html }}{{ html + safe }}{% endautoescape %}
    {% autoescape true %}{% set a %}<{{ html }}>{% endset %}{{ a }}{% endautoescape %}
    {% autoescape true %}{% set a = "<" %}{{ a }}{% endautoescape %}
    {% autoescape true %}{% macro m(a) %}<{{ a }}>{% endmacro %}{{ m("<") }}{% endautoescape %}
    {% macro m(a) %}<{{ a }}>{% endmacro %}{% autoescape true %}{{ m("<") }}{% endautoescape %}{{ m("<") }}
    {% autoescape true %}{% macro m(a) %}<{{ a }}>{% endmacro %}{% endautoescape %}{{ m("<") }}
    {% autoescape true %}{% filter upper %}<{{ html }}{% endfilter %}{% endautoescape %}
    {% autoescape true %}{{ [html, safe]|join(",") }}{{ html|replace("b", "<") }}{{ ["<"] }}{% endautoescape %}
    {% autoescape true %}{% autoescape false %}{{ html }}{% endautoescape %}{{ html }}{% endautoescape %}
    {% autoescape true %}{% for c in "<>" %}{{ c }}{{ loop.cycle("<", ">") }}{% endfor %}{% endautoescape %}
    {% autoescape true %}{% for n in tree recursive %}<{{ n.n }}{{ loop(n.kids) }}{% endfor %}{% endautoescape %}
    {% autoescape true %}{% macro m() %}[{{ caller() }}]{% endmacro %}{% call m() %}<{{ html }}{% endcall %}{% endautoescape %}
    {% autoescape true %}{% set x = 1 %}{{ x }}{% endautoescape %}{{ x }}
    {% autoescape true %}{{ html|tojson }}{{ html|upper }}{{ html|length }}{% endautoescape %}
    {% autoescape yes %}{% macro m() %}<{{ html }}{% endmacro %}{{ m() ~ "<" }}{% set z %}<{% endset %}{{ z }}{% endautoescape %}
    {% autoescape yes %}{% for n in tree recursive %}<{{ loop(n.kids) }}{% endfor %}{% endautoescape %}
    {% autoescape 1 %}{{ html }}{% endautoescape %}{% autoescape "" %}{{ html }}{% endautoescape %}
    {{ safe ~ html }}{{ safe + html }}{{ "<" ~ safe }}
    {% autoescape %}{% endautoescape %}
    {% autoescape true %}{{ "%s" % html }}{{ safe % html }}{{ "<%s>"|format(html) }}{% endautoescape %}
  `),
  make('a\n{% if yes %}\nb\n{% endif %}\nc\n'),
  make('a\n{%- if yes -%}\nb\n{%- endif -%}\nc\n'),
  make('a\r\nb\rc\n\n'),
  make('\n'),
  make(''),
  make('\n\n'),
  make('  {{- x }}  {{ y -}}  z'),
  make('{{ "a\nb\r\nc" }}|{{ "a\\\nb" }}'),
  make('{% if yes -%}\n\n  a  \n\n{%- endif %}'),
  make('{#- c -#}\n  a\n{#- c #}\n  b'),
  make('{%+ if yes +%}\n a {%+ endif %}'),
  make('a\u00a0{{- x -}}\u2003b'),
  make('a\x1c{{- x -}}\x85b\ufeff{{- y -}}\ufeffc'),
  make('{{\n x\n }}{%\nif x\n%}a{% endif\n %}'),
  make('{{ {\n"a":\n1} }}'),
]
