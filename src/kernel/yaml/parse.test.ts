import { expect, test } from 'vitest'
import { ProblemsError, renderProblem } from '../errors.ts'
import { CivilTime, Float } from '../value.ts'
import { parseYaml } from './parse.ts'

const value = (text: string) => parseYaml(text, 'x.yml').value

function problems(text: string): string[] {
  try {
    parseYaml(text, 'x.yml')
  } catch (error) {
    if (error instanceof ProblemsError) return error.problems.map(renderProblem)
    throw error
  }
  return []
}

const date = (fields: ConstructorParameters<typeof CivilTime>[0]) => new CivilTime(fields)
const day = { year: 2024, month: 1, day: 1 }

test.each<[string, unknown]>([
  ...['yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE'].map((t): [string, unknown] => [t, true]),
  ...['no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'].map((t): [string, unknown] => [
    t,
    false,
  ]),
  ...['y', 'n', 'Y', 'N', 'yEs', 'None', '1e3', '1.0e3', '0o12', '08', '0:30', '08:30', '-.5', '"yes"'].map(
    (t): [string, unknown] => [t, t.replaceAll('"', '')],
  ),
  ...['~', 'null', 'Null', 'NULL', ''].map((t): [string, unknown] => [t, null]),
  ['2024-01-01', date({ ...day, dateOnly: true })],
  ['2024-1-1', '2024-1-1'],
  ['2024-01-01T00:00:00', date(day)],
  ['2024-01-01 1:00:00', date({ ...day, hour: 1 })],
  ['2024-1-1t1:00:00Z', date({ ...day, hour: 1, offset: 0 })],
  ['2024-01-01T00:00:00.25+02:00', date({ ...day, microsecond: 250_000, offset: 120 })],
  ['2024-01-01 00:00:00 -5', date({ ...day, offset: -300 })],
  ['14:30:00', 52200],
  ['14:30', 870],
  ['1:30', 90],
  ['-1:30', -90],
  ['1:30.5', 90.5],
  ['012', 10],
  ['0x1F', 31],
  ['0b101', 5],
  ['1_000', 1000],
  ['+5', 5],
  ['-0', 0],
  ['9007199254740993', 9007199254740993n],
  ['1.0e+3', new Float(1000)],
  ['1.5e+0', 1.5],
  ['.5', 0.5],
  ['5.', new Float(5)],
  ['-.inf', Number.NEGATIVE_INFINITY],
  ['.nan', Number.NaN],
  ['!!str 12', '12'],
  ['!!int "12"', 12],
  ['!!float 3', new Float(3)],
])('%s is what YAML 1.1 says', (text, expected) => {
  expect(value(`a: ${text}`)).toStrictEqual({ a: expected })
})

test('collections, merge keys and aliases', () => {
  const text = ['base: &b {x: 1, y: 2}', 'one: {<<: *b, y: 3}', 'two:', '  <<: [{x: 5}, *b]', '"<<": 7'].join(
    '\n',
  )
  expect(value(text)).toStrictEqual({
    base: { x: 1, y: 2 },
    one: { x: 1, y: 3 },
    two: { x: 5, y: 2 },
    '<<': 7,
  })
})

test('keys that are no texts make a Map, and __proto__ is a key like any other', () => {
  expect(value('{200: ok, 404: lost}')).toStrictEqual(
    new Map<unknown, unknown>([
      [200, 'ok'],
      [404, 'lost'],
    ]),
  )
  const odd = value('__proto__: {x: 1}') as object
  expect(Object.getPrototypeOf(odd)).toBe(Object.prototype)
  expect(Object.keys(odd)).toEqual(['__proto__'])
})

test('the last of two equal keys counts, with a warning that names the place', () => {
  const file = parseYaml('a: 1\nb: 2\na: 3\n', 'x.yml')
  expect(file.value).toEqual({ a: 3, b: 2 })
  expect(file.warnings.map(renderProblem)).toEqual([
    'x.yml:3:1: E_YAML_DUPLICATE the key "a" is written twice; the last one counts (remove one of them)',
  ])
})

test('byte order marks, carriage returns and a missing last line break', () => {
  expect(value('\uFEFFa: 1\r\nb: |\r\n  x\r\n  y\r\n')).toEqual({ a: 1, b: 'x\ny\n' })
  expect(value('a: |\n  x')).toEqual({ a: 'x' })
  expect([value(''), value('# nothing\n')]).toEqual([null, null])
})

test('places are told for values, keys and what is missing', () => {
  const text = '\uFEFFinput:\r\n  - cron:\r\n      count: 5\r\n  - stdout:\r\nend: [1, {x: 2}]\r\n'
  const file = parseYaml(text, 'x.yml')
  const place = (path: (string | number)[], onKey?: boolean) => {
    const { line, column } = file.locate(path, onKey)
    return `${line}:${column}`
  }
  expect(place([])).toBe('1:1')
  expect(place(['input', 0, 'cron', 'count'])).toBe('3:14')
  expect(place(['input', 0, 'cron', 'count'], true)).toBe('3:7')
  expect(place(['input', 0, 'cron', 'expression'])).toBe('2:5')
  expect(place(['input', 1, 'stdout'])).toBe('4:5')
  expect(place(['end', 1, 'x'])).toBe('5:14')
})

test.each([
  ['a: b: c', 'x.yml:1:4: E_YAML_SYNTAX'],
  ['a:\n\tb: 1', 'x.yml:2:1: E_YAML_SYNTAX'],
  ['a: "x', 'x.yml:1:6: E_YAML_SYNTAX'],
  ['a: [1, 2', 'x.yml:1:9: E_YAML_SYNTAX'],
  ['a: {{ x }}', 'x.yml:1:5: E_YAML_KEY'],
  ['a: 1\n---\nb: 2', 'x.yml:3:1: E_YAML_DOCUMENTS'],
  ['a: *b', 'x.yml:1:4: E_YAML_ALIAS'],
  ['a: &a [*a]', 'x.yml:1:8: E_YAML_ALIAS'],
  ['a: !x 1', 'x.yml:1:7: E_YAML_TAG'],
  ['a: !!python/name:os.system x', 'x.yml:1:28: E_YAML_TAG'],
  ['a: 2024-02-30', 'x.yml:1:4: E_YAML_VALUE'],
  ['a: 1\n<<: 5', 'x.yml:2:5: E_YAML_MERGE'],
  ['a: \u0000', 'x.yml:1:4: E_YAML_CHARACTER'],
])('%j is refused with its place', (text, start) => {
  expect(problems(text)[0]).toContain(start)
})

test.each(['[', '{a: ', '- ', '? '])('100,000 times %j is refused, not a crash', (text) => {
  expect(problems(text.repeat(100_000)).map((line) => line.split(' ')[1])).toEqual(['E_YAML_DEPTH'])
})

test('all problems come at once, one a line', () => {
  expect(problems('a: @x\nb: 1\nc: `y\nd: *q\n').map((line) => line.slice(0, 9))).toEqual([
    'x.yml:1:4',
    'x.yml:3:4',
  ])
  expect(problems('a: *p\nb: !x 1\nc: 2024-13-01\n')).toHaveLength(3)
})

test('a file that multiplies itself is stopped early', () => {
  const rows = Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}]`)
  expect(problems(`a0: &a0 [x]\n${rows.join('\n')}`)).toEqual([
    expect.stringContaining('E_YAML_ALIAS the aliases of this file stand for more than 100000 values'),
  ])
})
