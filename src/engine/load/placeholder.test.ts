import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CivilTime, Float, LoomError, problemsOf, renderProblem } from '../../kernel/index.ts'
import { loadProject, readProject } from './load.ts'
import { pythonText } from './python-text.ts'
import { unwrapRaw } from './raw-block.ts'
import { registry } from './test-definitions.ts'

const PARAMS = {
  x: 'text',
  count: 5,
  one: new Float(1),
  half: 0.5,
  flag: true,
  none: null,
  list: ['a', 1, null],
  map: { k: "it's" },
  items: 'own',
  db: { host: 'h' },
  'a.b': 'flat',
  port: '12345',
}

const project = (lines: readonly string[]) =>
  `input: [{timer: {seconds: 1}}]
event:
  template:
    mode: all
    templates: [{a: {template: a.jinja}}]
    params:
${lines.map((line) => `      ${line.replaceAll('\n', '\n      ')}\n`).join('')}output: [void]
`

const load = (text: string, secrets: Record<string, string> = {}) =>
  loadProject({ text, file: 'g.yml', registry, params: PARAMS, secret: (name) => secrets[name] })

async function params(...lines: string[]): Promise<unknown> {
  const { event } = await load(project(lines), { pw: 'yes: #x' })
  return (event.options as { params: unknown }).params
}

async function problems(work: Promise<unknown>): Promise<string[]> {
  return work.then(
    () => [],
    (error) => problemsOf(error).map(renderProblem),
  )
}

test.each<[string, unknown]>([
  ['${params.x}', 'text'],
  ['${ params.count }', 5],
  ['${\nparams.count\n}', 5],
  ['${params.flag}', true],
  ['${params.none}', null],
  ['${params.one}', new Float(1)],
  ['${params.list}', ['a', 1, null]],
  ['${params.map}', { k: "it's" }],
  ['[${params.x}, {a: ${params.count}}]', ['text', { a: 5 }]],
  ['"${params.flag}"', 'True'],
  ["'${params.none}'", 'None'],
  ['"${params.one}"', '1.0'],
  ['a-${params.count}-${params.half}', 'a-5-0.5'],
  ['"${params.list} ${params.map}"', `['a', 1, None] {'k': "it's"}`],
  ['${params.port}', '12345'],
  ['${params.items}', 'own'],
  ['${params.db.host}', 'h'],
  ['${params.a.b}', 'flat'],
  ['${secrets.pw}', 'yes: #x'],
  ['"<${secrets.pw}>"', '<yes: #x>'],
  ['a # ${params.missing}', 'a'],
  ['a\n# ${params.missing.deep} ${\n', 'a'],
  ['"{{ event }} {% if x %} {# c #}"', '{{ event }} {% if x %} {# c #}'],
  ['"{% raw %}{{ event }} ${params.x}{% endraw %} ${params.x}"', '{{ event }} ${params.x} text'],
  ['|\n  {%- raw %}\n  {{ e }}\n  {% endraw -%}\n', '\n{{ e }}\n'],
])('%s', async (source, value) => {
  expect(await params(`v: ${source}`)).toStrictEqual({ v: value })
})

test('a key takes text, whose dots are no path', async () => {
  expect(await params('${params.a.b}.${params.x}: 1', '"${params.one}": 2')).toEqual({
    'flat.text': 1,
    '1.0': 2,
  })
  const text = project(['a: 1']).replace('timer', '${params.plugin}')
  const read = await loadProject({ text, file: 'g.yml', registry, params: { plugin: 'timer' } })
  expect(read.input[0]?.definition.name).toBe('timer')
})

test('a whole plugin can be a parameter', async () => {
  const text = project(['a: 1']).replace('[void]', '${params.output}')
  const read = await loadProject({ text, file: 'g.yml', registry, params: { output: [{ 'http.url': 'u' }] } })
  expect(read.output[0]?.options).toMatchObject({ url: 'u' })
})

test('everything that is missing is told once, and nothing that follows from it', async () => {
  const text = `input: [{timer: {seconds: "\${params.cuont}", repeat: \${params.none_such}}}]
event: {template: {mode: \${params.none_such}, templates: \${secrets.gone}}}
output:
  - \${params.which}: {}
  - http: {url: \${params.x|upper}, port: \${params["x"]}, formatter: \${params.y}, headers: {a: "\${params.open"}}
  - http: {url: u, headers: {\${params.which}: x}}
`
  expect((await problems(load(text))).map((problem) => problem.slice('g.yml:'.length))).toEqual([
    '1:28: E_PARAM_MISSING the parameter "cuont" was not supplied (did you mean "count"?)',
    expect.stringContaining(
      '1:54: E_PARAM_MISSING the parameter "none_such" was not supplied (supplied: x, count',
    ),
    '2:58: E_SECRET_MISSING there is no secret "gone" (store it, then try again)',
    expect.stringContaining('4:5: E_PARAM_MISSING the parameter "which"'),
    expect.stringContaining('5:17: E_PLACEHOLDER_INVALID ${params.x|upper} is not a placeholder'),
    expect.stringContaining('5:42: E_PLACEHOLDER_INVALID ${params["x"]} is not a placeholder'),
    expect.stringContaining('5:69: E_PARAM_MISSING the parameter "y"'),
    // A second use of a name, in line 6, is not told again, nor is the key that it leaves unknown.
    expect.stringContaining('5:95: E_PLACEHOLDER_INVALID ${params.open is not a placeholder'),
  ])
})

test('a secret store that fails is a problem with a place', async () => {
  const secret = () => {
    throw new LoomError('E_SECRET', 'wrong password', { hint: 'set it' })
  }
  const text = project(['v: ${secrets.pw}'])
  expect(await problems(loadProject({ text, file: 'g.yml', registry, secret }))).toEqual([
    'g.yml:7:10: E_SECRET_UNREADABLE the secret "pw" cannot be read: wrong password (set it)',
  ])
})

test('other ${…} stay, with a warning', async () => {
  const read = await load(project(['v: a ${HOME} b']))
  expect(read.event.options).toMatchObject({ params: { v: 'a ${HOME} b' } })
  expect(read.warnings.map(renderProblem)).toEqual([
    'g.yml:7:10: E_PLACEHOLDER_UNKNOWN ${HOME} is not a placeholder and stays as it is (a parameter is ${params.NAME}, a secret ${secrets.NAME})',
  ])
})

test('errors of YAML show placeholders as they were written, and count lines as the file does', async () => {
  const text = project(['a: ${\n  params.x\n}', '${params.x}: 1', '${params.x}: 2', 'c: !!int "${params.x}"'])
  expect(await problems(load(text))).toEqual([
    expect.stringContaining('g.yml:12:16: E_YAML_VALUE "${params.x}" is not a int'),
  ])
})

test('placeholders of a project given as a value', async () => {
  const value = {
    input: [{ timer: { seconds: '${params.half}' } }],
    event: {
      template: { mode: 'all', templates: [{ a: { template: 'a' } }], params: { v: '<${secrets.pw}>' } },
    },
    output: ['void'],
  }
  const context = { directory: '.', registry, params: PARAMS, secret: async () => 'p' }
  const read = await readProject(value, context)
  expect([read.input[0]?.options, read.event.options]).toMatchObject([
    { seconds: 0.5 },
    { params: { v: '<p>' } },
  ])
  expect(await problems(readProject(value, { ...context, params: {} }))).toEqual([
    expect.stringContaining('E_PARAM_MISSING'),
  ])
})

test('whatever a secret or parameter holds, it stays one text at its place', async () => {
  const text = project([
    'plain: ${secrets.s}',
    '"quoted": "${secrets.s}"',
    'flow: [${params.s}]',
    '? ${params.s}.x',
    ': 1',
  ])
  const hostile = fc.oneof(
    fc.string({ unit: fc.constantFrom(...':#{}[]\'"\\\n\t &*!|>%@`-,$?~0yes'.split('')) }),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('${params.s}', '{% raw %}', '*a', '1:30', 'null', '2024-01-01', '\uFDD0\uFDE0\uFDD1'),
  )
  await fc.assert(
    fc.asyncProperty(hostile, async (s) => {
      const read = await loadProject({ text, file: 'g.yml', registry, params: { s }, secret: () => s })
      const found = (read.event.options as { params: unknown }).params
      expect(found).toEqual({ plain: s, quoted: s, flow: [s], [`${s}.x`]: 1 })
    }),
    { numRuns: 100 },
  )
})

test.each<[unknown, string]>([
  [1e20, '100000000000000000000'],
  [new Float(1e16), '1e+16'],
  [new Float(1e15), '1000000000000000.0'],
  [0.00001, '1e-05'],
  [0.0001, '0.0001'],
  [new Float(-0), '-0.0'],
  [Number.NaN, 'nan'],
  [Number.NEGATIVE_INFINITY, '-inf'],
  [12345678901234567890n, '12345678901234567890'],
  [new CivilTime({ year: 2024, month: 1, day: 2, hour: 3, offset: 60 }), '2024-01-02 03:00:00+01:00'],
  [['it\'s "so"\n\\'], `['it\\'s "so"\\n\\\\']`],
  [new Map([[1, true]]), '{1: True}'],
])('%s is written %s, as Python does', (value, text) => {
  expect(pythonText(value)).toBe(text)
})

test('raw blocks trim what their dashes say', () => {
  const show = (text: string) => unwrapRaw(text, (part) => part.toUpperCase())
  expect(show('a {%- raw -%} b {%- endraw -%} c')).toBe('AbC')
  expect(show('a {% raw %} b {% endraw %} c {%raw%}d{%endraw%}')).toBe('A  b  C d')
  expect(show('a {% raw %} b')).toBe('A {% RAW %} B')
})

test.each([
  ['${params', ' '],
  ['${params.', '"'],
  ['{% raw %} endraw', '{% raw %}'],
  ['{% endraw', ' '],
  ['${', '${'],
])('%j and 100,000 times %j take no time', async (start, piece) => {
  const value = { input: [start + piece.repeat(100_000)], event: 'template', output: ['void'] }
  const before = process.cpuUsage().user
  await problems(readProject(value, { directory: '.', registry }))
  expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(5)
})
