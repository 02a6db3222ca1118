import { expressions, make, templates } from './case.ts'

const UNDEFINED = `
  missing
  missing.a
  missing.a.b["c"]
  missing ~ "x"
  missing|default("d")
  missing.a|default("d")
  missing is defined
  missing == 1
  missing + 1
  missing|length
  missing|list
  missing|upper
  missing or "x"
  not missing
  "x" if missing else "y"
  missing in l
  1 in missing
  d.none_such
  d.none_such.a
  thing.nope.a
  l[9].a
  missing()
  missing.a()
  missing|join(",")
  [missing]
  missing|first
  1 if no
  (1 if no).x
  (1 if no) ~ "x"
  -missing
  missing < 1
  missing[1:]
  missing|string
  missing|d(1)
  missing|tojson
  {missing: 1}
  range(missing)
`

const BLOCKS = `
<ul>
  {% for i in [1, 2] %}
  <li>{{ i }}</li>
  {% endfor %}
</ul>
  {# comment #}
  {%+ if yes %}a{% endif +%}
  {% raw %} {{ }} {% endraw %}
end
`

const LINES = `
# for i in [1, 2]:
  * {{ i }}  ## a comment
# endfor
# if x == [5,
#   5][0]
yes
# endif
## whole line
  # set q = 3
{{ q }}## end
a # b
# set z = 1 ## trailing
{{ z }}
`

export const SETTINGS = [
  ...expressions(UNDEFINED, { undefined: 'strict' }),
  ...expressions(UNDEFINED, { undefined: 'chainable' }),
  ...templates(
    `
    {% for i in missing %}{% endfor %}
    {% if missing %}{% endif %}
    {% set a = missing %}ok
    {% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}
    {% for i in l %}{{ loop.previtem }}{% endfor %}
    {% if no %}{% set a = 1 %}{% endif %}{{ a }}
  `,
    { undefined: 'strict' },
  ),
  make(BLOCKS),
  make(BLOCKS, { syntax: { trimBlocks: true } }),
  make(BLOCKS, { syntax: { lstripBlocks: true } }),
  make(BLOCKS, { syntax: { trimBlocks: true, lstripBlocks: true } }),
  make(BLOCKS, { syntax: { keepTrailingNewline: true } }),
  make('a\n\n', { syntax: { keepTrailingNewline: true } }),
  make('  {{ x }}\n  {% if yes %}\n\t {%- if yes %}b{% endif %}{% endif %}\n', {
    syntax: { lstripBlocks: true },
  }),
  make('{% if yes %}\n\na{% endif %}\n b {# c #}\n d', { syntax: { trimBlocks: true } }),
  make('{{ x }}\n{{ y }}\n', { syntax: { trimBlocks: true } }),
  make('{% raw %}\na\n{% endraw %}\nb', { syntax: { trimBlocks: true, lstripBlocks: true } }),
  make(LINES, { syntax: { lineStatementPrefix: '#', lineCommentPrefix: '##' } }),
  make('% for i in l:\n{{ i }}\n% endfor', { syntax: { lineStatementPrefix: '%' } }),
  make('% for i in l\n\n\n{{ i }}\n% endfor\nend', { syntax: { lineStatementPrefix: '%' } }),
  make('%for i in l\n{{ i }}%%c\n%endfor', { syntax: { lineStatementPrefix: '%', lineCommentPrefix: '%%' } }),
  make('a // b\nc{{ x }} // d', { syntax: { lineCommentPrefix: '//' } }),
  make('<% if yes %><%= x %><% endif %><%# c %>{{ x }}', {
    syntax: {
      blockStart: '<%',
      blockEnd: '%>',
      variableStart: '<%=',
      variableEnd: '%>',
      commentStart: '<%#',
      commentEnd: '%>',
    },
  }),
  make('${ x } {{ x }} ${x}{% if yes %}a{% endif %}', { syntax: { variableStart: '${', variableEnd: '}' } }),
  make('${ {"a": 1}["a"] }', { syntax: { variableStart: '${', variableEnd: '}' } }),
  make('[[ l[0] ]][% if l[0] %]y[% endif %]', {
    syntax: { variableStart: '[[', variableEnd: ']]', blockStart: '[%', blockEnd: '%]' },
  }),
]
