import fc, { type Arbitrary } from 'fast-check'

/*
 * Random templates, as text. They may fail, but only in the ways that templates fail: no number is so large and
 * no loop so long that one of the two sides would take its time.
 */

type Text = Arbitrary<string>

const oneOf = (...words: readonly string[]): Text => fc.constantFrom(...words)

/** Text from a pattern with holes: ``seq`{{ ${expr} }}` ``. */
function seq(parts: TemplateStringsArray, ...holes: readonly Text[]): Text {
  return fc.tuple(...holes).map((texts) => parts.reduce((all, part, i) => all + texts[i - 1] + part))
}

const joined = (items: Text, separator: string, minLength: number, maxLength: number): Text =>
  fc.array(items, { minLength, maxLength }).map((texts) => texts.join(separator))

const small = fc.integer({ min: -9, max: 99 }).map(String)

const number: Text = fc.oneof(
  { weight: 4, arbitrary: small },
  { weight: 2, arbitrary: fc.integer({ min: -99_999, max: 99_999 }).map((n) => (n / 100).toFixed(2)) },
  { weight: 1, arbitrary: oneOf('1e3', '1.0', '0.5', '1_000', '0x1f', '4294967296', '9007199254740993') },
)

const text: Text = fc
  .array(oneOf('a', 'B', 'c', '1', ' ', '<', '&', 'é', '😀', "\\'", '\\"', '\\n', '\\\\', '%s', ',', '-'), {
    maxLength: 6,
  })
  .map((parts) => `"${parts.join('')}"`)

const variable = oneOf(
  ...[
    'x',
    'y',
    'f',
    'whole',
    's',
    'empty',
    'html',
    'safe',
    'yes',
    'no',
    'nothing',
    'l',
    'words',
    'pairs',
    'd',
  ],
  ...['mixed', 't', 'one', 'users', 'thing', 'uni', 'none_in', 'a', 'b', 'c', 'i', 'k', 'missing', 'ns', 'g'],
)

const attribute = oneOf('one', 'two', 'name', 'age', 'size', 'inner', 'deep', 'kids', 'nope', 'v')

const loopAttribute = oneOf(
  ...['index', 'index0', 'revindex', 'revindex0', 'first', 'last', 'length', 'depth', 'previtem', 'nextitem'],
)

const plainFilter = oneOf(
  ...[
    'upper',
    'lower',
    'title',
    'capitalize',
    'trim',
    'length',
    'first',
    'last',
    'list',
    'string',
    'int',
    'float',
  ],
  ...[
    'abs',
    'sum',
    'min',
    'max',
    'sort',
    'unique|list',
    'reverse|list',
    'join',
    'tojson',
    'e',
    'escape',
    'safe',
  ],
  ...['round', 'count', 'wordcount', 'urlencode', 'dictsort', 'items|list', 'striptags', 'forceescape'],
)

const testName = oneOf(
  ...[
    'defined',
    'undefined',
    'none',
    'string',
    'number',
    'integer',
    'float',
    'boolean',
    'mapping',
    'sequence',
  ],
  ...['iterable', 'odd', 'even', 'upper', 'lower', 'true', 'false', 'escaped', 'callable'],
)

const method = oneOf(
  ...[
    'upper()',
    'lower()',
    'strip()',
    'split()',
    'split("a")',
    'title()',
    'startswith("a")',
    'replace("a", "b")',
  ],
  ...[
    'keys()|list',
    'values()|list',
    'items()|list',
    'get("one")',
    'get("nope", 1)',
    'count("a")',
    'index(1)',
  ],
  ...['isdigit()', 'zfill(5)', 'find("l")', 'copy()', 'pop()', 'join(["p", "q"])', 'center(9)'],
)

const arithmetic = oneOf('+', '-', '/', '//', '%', '~', '+', '-')
const comparison = oneOf('==', '!=', '<', '<=', '>', '>=', 'in', 'not in')

/** Whole templates: of one expression, and of everything. */
interface Grammar {
  readonly expression: Text
  readonly template: Text
}

const { expr, body } = fc.letrec<{
  expr: string
  leaf: string
  stmt: string
  body: string
  loopBody: string
}>((tie) => {
  const expr = tie('expr')
  const filterCall = fc.oneof(
    plainFilter,
    seq`default(${expr})`,
    seq`default(${expr}, true)`,
    seq`join(${text})`,
    seq`replace(${text}, ${text})`,
    seq`round(${oneOf('0', '1', '2')})`,
    seq`map(attribute="${attribute}")|list`,
    seq`map("${oneOf('upper', 'string', 'length', 'int')}")|list`,
    seq`select("${testName}")|list`,
    seq`reject("${testName}")|list`,
    seq`selectattr("${attribute}", "equalto", ${expr})|list`,
    seq`batch(${oneOf('1', '2', '3')})|list`,
    seq`format(${expr})`,
    seq`truncate(${oneOf('3', '5', '10')})`,
    seq`indent(${oneOf('1', '2')})`,
    seq`center(${oneOf('1', '9')})`,
    seq`groupby("${attribute}")`,
  )
  return {
    expr: fc.oneof(
      { maxDepth: 4, depthSize: 'small', withCrossShrink: true },
      { weight: 5, arbitrary: tie('leaf') },
      { weight: 3, arbitrary: seq`${expr} ${arithmetic} ${expr}` },
      { weight: 1, arbitrary: seq`(${expr}) ** ${oneOf('0', '2', '3')}` },
      // Only small factors: text and lists can be multiplied, too.
      { weight: 2, arbitrary: seq`${expr} * ${oneOf('0', '2', '3', '-1', '1.5', 'y')}` },
      { weight: 1, arbitrary: seq`${oneOf('2', '3', 'y')} * ${expr}` },
      { weight: 2, arbitrary: seq`${expr} ${comparison} ${expr}` },
      { weight: 1, arbitrary: seq`${expr} < ${expr} <= ${expr}` },
      { weight: 2, arbitrary: seq`${expr} ${oneOf('and', 'or')} ${expr}` },
      { weight: 1, arbitrary: seq`(not ${expr})` },
      { weight: 1, arbitrary: seq`-${expr}` },
      { weight: 2, arbitrary: seq`(${expr})` },
      { weight: 2, arbitrary: seq`${expr} if ${expr} else ${expr}` },
      { weight: 1, arbitrary: seq`(${expr} if ${expr})` },
      { weight: 1, arbitrary: seq`[${joined(expr, ', ', 0, 3)}]` },
      { weight: 1, arbitrary: seq`(${expr}, ${expr})` },
      { weight: 1, arbitrary: seq`{${oneOf('"k"', '1', 'none')}: ${expr}, "v": ${expr}}` },
      { weight: 4, arbitrary: seq`${expr}|${filterCall}` },
      { weight: 2, arbitrary: seq`${expr} is ${oneOf('', 'not ')}${testName}` },
      { weight: 1, arbitrary: seq`${expr} is ${oneOf('eq', 'ne', 'divisibleby', 'sameas', 'in')}(${expr})` },
      { weight: 2, arbitrary: seq`${variable}.${attribute}` },
      { weight: 1, arbitrary: seq`${variable}["${attribute}"]` },
      { weight: 2, arbitrary: seq`${variable}[${small}]` },
      {
        weight: 2,
        arbitrary: seq`${variable}[${oneOf('', '1', '-2')}:${oneOf('', '2', '-1')}${oneOf('', ':2', ':-1')}]`,
      },
      { weight: 2, arbitrary: seq`${variable}.${method}` },
      { weight: 1, arbitrary: seq`loop.${loopAttribute}` },
      { weight: 1, arbitrary: seq`loop.cycle(${expr}, ${expr})` },
      { weight: 1, arbitrary: seq`loop.changed(${expr})` },
      { weight: 1, arbitrary: seq`range(${oneOf('0', '2', '3')})${oneOf('', '|list')}` },
      { weight: 1, arbitrary: seq`dict(p=${expr}, q=${expr})` },
      { weight: 2, arbitrary: seq`m(${joined(expr, ', ', 0, 2)})` },
      { weight: 1, arbitrary: seq`m(b=${expr})` },
      { weight: 1, arbitrary: seq`${oneOf('lib.twice', 'twice')}(${expr})` },
    ),
    leaf: fc.oneof(
      { weight: 5, arbitrary: variable },
      { weight: 3, arbitrary: number },
      { weight: 3, arbitrary: text },
      { weight: 1, arbitrary: oneOf('true', 'false', 'none', '[]', '{}', '()', '""') },
    ),
    stmt: fc.oneof(
      { maxDepth: 4, depthSize: 'small', withCrossShrink: true },
      { weight: 6, arbitrary: seq`{{ ${expr} }}` },
      { weight: 1, arbitrary: seq`{{- ${expr} -}}` },
      { weight: 4, arbitrary: oneOf('text', ' ', '\n', ' <b> ', '{ ', '}', '%', '#', 'é') },
      { weight: 4, arbitrary: seq`{% set ${oneOf('a', 'b', 'c', 'x', 's')} = ${expr} %}` },
      { weight: 1, arbitrary: seq`{% set a, b = ${expr}, ${expr} %}` },
      { weight: 1, arbitrary: seq`{% set ${oneOf('a', 'b')} %}${tie('body')}{% endset %}` },
      { weight: 1, arbitrary: seq`{% set ns.${oneOf('v', 'w')} = ${expr} %}` },
      { weight: 2, arbitrary: seq`{% if ${expr} %}${tie('body')}{% endif %}` },
      {
        weight: 2,
        arbitrary: seq`{% if ${expr} -%} ${tie('body')}{% elif ${expr} %}${tie('body')}{%- else %}${tie('body')}{% endif %}`,
      },
      { weight: 3, arbitrary: seq`{% for i in ${expr} %}${tie('loopBody')}{% endfor %}` },
      {
        weight: 2,
        arbitrary: seq`{% for i in ${variable} if ${expr} %}${tie('loopBody')}{% else %}${tie('body')}{% endfor %}`,
      },
      {
        weight: 1,
        arbitrary: seq`{% for k, i in ${oneOf('pairs', 'd.items()', 'mixed.items()', 'users|groupby("age")')} %}${tie('loopBody')}{% endfor %}`,
      },
      {
        weight: 1,
        arbitrary: seq`{% for i in tree recursive %}${oneOf('{{ i.n }}', '')}${tie('body')}{{ loop(i.kids) }}{% endfor %}`,
      },
      { weight: 1, arbitrary: seq`{% with a = ${expr}, k = ${expr} %}${tie('body')}{% endwith %}` },
      {
        weight: 1,
        arbitrary: seq`{% filter ${oneOf('upper', 'title', 'trim', 'replace("a", "b")', 'e')} %}${tie('body')}{% endfilter %}`,
      },
      {
        weight: 2,
        arbitrary: seq`{% macro m(${oneOf('', 'a', 'a, b=x', 'a=1, b=a', 'x')}) %}${tie('body')}{% endmacro %}`,
      },
      { weight: 1, arbitrary: seq`{% macro m(a) %}(${tie('body')}{{ caller(${expr}) }}){% endmacro %}` },
      {
        weight: 1,
        arbitrary: seq`{% call(${oneOf('', 'c', 'c=1')}) m(${joined(expr, ', ', 0, 1)}) %}${tie('body')}{% endcall %}`,
      },
      { weight: 1, arbitrary: seq`{% do acc.append(${expr}) %}{{ acc }}` },
      { weight: 1, arbitrary: seq`{% do d.update({"one": ${expr}}) %}` },
      {
        weight: 1,
        arbitrary: seq`{% autoescape ${oneOf('true', 'false', 'yes')} %}${tie('body')}{% endautoescape %}`,
      },
      {
        weight: 1,
        arbitrary: seq`{% include "${oneOf('part', 'sets', 'none')}"${oneOf('', ' ignore missing', ' with context')} %}`,
      },
      { weight: 1, arbitrary: seq`{% from "lib" import twice${oneOf('', ' with context')} %}` },
      { weight: 1, arbitrary: seq`{% import "lib" as lib${oneOf('', ' with context')} %}` },
      {
        weight: 1,
        arbitrary: seq`{% block b${fc.nat({ max: 999_999 }).map(String)}${oneOf('', ' scoped')} %}${tie('body')}{% endblock %}`,
      },
      { weight: 1, arbitrary: oneOf('{# note #}', '{#- note -#}', '{% raw %}{{ x }}{% endraw %}') },
    ),
    loopBody: fc.oneof(
      { weight: 4, arbitrary: tie('body') },
      {
        weight: 1,
        arbitrary: seq`${tie('body')}{% if ${expr} %}{% ${oneOf('break', 'continue')} %}{% endif %}${tie('body')}`,
      },
    ),
    body: joined(tie('stmt'), '', 0, 3),
  }
})

/** Templates that the random ones use. */
export const PARTS: Readonly<Record<string, string>> = {
  part: '<{{ x }}{{ a }}{{ i }}{{ loop }}>',
  sets: '{% set a = "inner" %}{% set x = 0 %}{{ a }}{{ x }}',
  lib: '{% macro twice(v) %}{{ v }}{{ v }}{{ a }}{% endmacro %}{% set seen = [] %}',
}

/** So that most of what the random templates name is there. */
const BEFORE =
  '{% set ns, acc, a, b, c, k = namespace(v=1), [], [2, 1], "b", 4.5, "one" %}{% import "lib" as lib %}' +
  '{% from "lib" import twice %}{% macro m(a=1, b=x) %}[{{ a }}{{ b }}]{% endmacro %}'

export const GRAMMAR: Grammar = {
  expression: expr.map((text) => `${BEFORE}{% for i in words %}{{ ${text} }}{% endfor %}`),
  template: joined(body, '', 1, 3).map((text) => BEFORE + text),
}
