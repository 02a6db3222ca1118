import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CivilTime, Float } from '../value.ts'
import { parseYaml } from './parse.ts'

/** Reads a JSON list of texts, answers each with what PyYAML's safe loader makes of it, types told apart. */
const PYTHON = `
import json, sys, datetime, math, yaml
def show(v):
    if v is None: return 'null'
    if isinstance(v, bool): return 'bool ' + str(v).lower()
    if isinstance(v, int): return 'int ' + str(v)
    if isinstance(v, float):
        return 'float ' + ('nan' if math.isnan(v) else '0x0' if v == 0 else v.hex())
    if isinstance(v, str): return 'str ' + v
    if isinstance(v, datetime.datetime):
        o = v.utcoffset()
        t = v.replace(tzinfo=None).isoformat()
        return 'time ' + t + ('' if o is None else ' ' + str(int(o.total_seconds() // 60)))
    if isinstance(v, datetime.date): return 'date ' + v.isoformat()
    if isinstance(v, list): return [show(x) for x in v]
    if isinstance(v, dict): return {'map': [[show(k), show(x)] for k, x in v.items()]}
    return 'other'
def load(text):
    try: return show(yaml.safe_load(text))
    except Exception: return 'ERROR'
json.dump([load(t) for t in json.load(sys.stdin)], sys.stdout)
`

function python(texts: readonly string[]): unknown[] {
  const env = { ...process.env, PYTHONIOENCODING: 'utf-8' }
  const run = spawnSync('python3', ['-c', PYTHON], { input: JSON.stringify(texts), encoding: 'utf8', env })
  if (run.status !== 0) throw new Error(run.stderr)
  return JSON.parse(run.stdout)
}

const present = spawnSync('python3', ['-c', 'import yaml']).status === 0

function show(value: unknown): unknown {
  if (value === null) return 'null'
  if (typeof value === 'boolean') return `bool ${value}`
  if (typeof value === 'bigint') return `int ${value}`
  if (value instanceof Float) return floatText(value.value)
  if (typeof value === 'number') return Number.isInteger(value) ? `int ${value}` : floatText(value)
  if (typeof value === 'string') return `str ${value}`
  if (value instanceof CivilTime) return timeText(value)
  if (Array.isArray(value)) return value.map(show)
  const entries = value instanceof Map ? [...value] : Object.entries(value as object)
  return { map: entries.map(([key, item]) => [show(key), show(item)]) }
}

function timeText(time: CivilTime): string {
  if (time.dateOnly) return `date ${time}`
  const offset = time.offset === null ? '' : ` ${time.offset}`
  return `time ${new CivilTime({ ...time, offset: null })}${offset}`
}

/** Python's float.hex, to compare all bits. */
function floatText(value: number): string {
  if (Number.isNaN(value)) return 'float nan'
  if (!Number.isFinite(value)) return `float ${value < 0 ? '-' : ''}inf`
  if (value === 0) return 'float 0x0'
  const bits = new DataView(new ArrayBuffer(8))
  bits.setFloat64(0, value)
  const exponent = (bits.getUint16(0) >> 4) & 0x7ff
  const fraction = (bits.getBigUint64(0) & 0xf_ffff_ffff_ffffn).toString(16).padStart(13, '0')
  const power = exponent === 0 ? -1022 : exponent - 1023
  return `float ${value < 0 ? '-' : ''}0x${exponent === 0 ? 0 : 1}.${fraction}p${power < 0 ? '' : '+'}${power}`
}

function ours(text: string): unknown {
  try {
    return show(parseYaml(text, 'x.yml').value)
  } catch {
    return 'ERROR'
  }
}

const SPEC = [
  'yes',
  'No',
  'ON',
  'off',
  'True',
  'FALSE',
  'y',
  'n',
  'Y',
  '~',
  'null',
  'Null',
  'NULL',
  'None',
  '=',
  '<<',
]
const NUMBERS = [
  ...[
    '0',
    '-0',
    '+5',
    '012',
    '-012',
    '0_7',
    '08',
    '0o12',
    '0x1F',
    '0x_',
    '0b1',
    '0b_1',
    '0b',
    '1_000',
    '1__0',
    '_1',
  ],
  ...[
    '1e3',
    '1.0e3',
    '1.0e+3',
    '1.e-2',
    '.5',
    '-.5',
    '5.',
    '._5',
    '.',
    '1_0.5_0',
    '.inf',
    '+.INF',
    '-.Inf',
    '.nan',
  ],
  ...[
    '1:30',
    '01:30',
    '14:30:00',
    '1:60',
    '1:2:3.5',
    '-1:30',
    '0:30.5',
    '190:20:30.15',
    '1:5',
    '9007199254740993',
  ],
  ...[
    '1e-7',
    '1.0e-7',
    '0.1',
    '123456789012345678901234567890',
    '-9007199254740992',
    '00',
    '0.0',
    '-0.0',
    '1.7e+400',
  ],
]
const TIMES = [
  ...[
    '2024-01-01',
    '2024-1-1',
    '2024-02-30',
    '2024-01-01T00:00:00',
    '2024-01-01 1:00:00',
    '2024-1-1 1:00:00',
  ],
  ...[
    '2024-01-01T10:00:00Z',
    '2024-01-01T10:00:00+02:00',
    '2024-01-01 10:00:00 -5',
    '2024-01-01t10:00:00.123456789',
  ],
  ...['2024-01-01 10:00', '2024-01-01T25:00:00', '2024-01-01 10:00:00.5 +05:30', '0000-01-01', '0001-01-01'],
]
const COLLECTIONS = [
  ...[
    'a: 1\na: 2',
    '{a: 1, b}',
    '[a, {b: c}]',
    '- a\n- - b\n  - c',
    '{1: a, 1.0: b}',
    '? a\n: b',
    '"a": \'b\'',
  ],
  ...[
    'a: &x {b: 1}\nc: {<<: *x, b: 2}',
    '- &x {b: 1, c: 2}\n- {<<: [*x, {b: 5, d: 6}]}',
    'a: >\n  x\n  y\n\n  z\n',
  ],
  ...[
    'a: |-\n  x\n',
    'a: |+\n  x\n\n',
    'a: |\n  x',
    'a: x\n b\n',
    "a: 'it''s'",
    'a: "\\x41\\u0042\\n\\/"',
    'a: #c\n',
    'a: b#c',
  ],
  ...[
    '',
    '---\na: 1\n...\n',
    'a: 1\n---\nb: 2',
    'a: b: c',
    'a: [1',
    '{a: [}',
    'a: *x',
    '- a\n b: 1',
    '!x a',
    '[[1]: 2]',
  ],
  ...[
    '{yes: 1, no: 2}',
    'on: 1',
    '2024-01-01: a',
    '~: a',
    '!!str 5',
    '!!int "7"',
    '!!float 1',
    '! 12',
    '{? a : b}',
    'a:\n- b',
  ],
]

test.skipIf(!present)('every scalar and collection is what PyYAML makes of it', () => {
  const scalars = [...SPEC.filter((text) => text !== '=' && text !== '<<'), ...NUMBERS, ...TIMES]
  const texts = [
    ...scalars,
    ...scalars.map((text) => `- ${text}\n- "${text}"\n`),
    ...scalars.map((text) => `{a: ${text}}`),
    ...COLLECTIONS,
  ]
  const expected = python(texts)
  const found = texts.map(ours)
  expect(texts.map((text, i) => [text, found[i]])).toEqual(texts.map((text, i) => [text, expected[i]]))
})

test.skipIf(!present)('any short text of number and date characters is what PyYAML makes of it', () => {
  const unit = fc.constantFrom(...'0123456789012345-+._:eExXbBoaAfTZ '.split(''))
  const shaped = fc.stringMatching(
    /^[-+]?(0|0x|0b|[1-9])[0-9_]{0,4}(:[0-5]?[0-9]){0,2}(\.[0-9_]{0,3})?([eE][-+]?[0-9]{1,2})?$/,
  )
  const dated = fc.stringMatching(
    /^20[0-9]{2}-[01]?[0-9]-[0-3]?[0-9]([Tt ] ?[0-2]?[0-9]:[0-5][0-9]:[0-5][0-9](\.[0-9]{0,8})?( ?(Z|[-+][01]?[0-9](:[0-5][0-9])?))?)?$/,
  )
  const scalar = fc.oneof(shaped, dated, fc.string({ unit, minLength: 1, maxLength: 12 }))
  // A text that starts or ends with a blank, or holds ": ", is no scalar.
  const texts = fc
    .sample(scalar, { numRuns: 4000, seed: 11 })
    .filter((text) => !/^[ \-:.]|[ :]$|: /.test(text))
  const expected = python(texts)
  expect(texts.map((text) => [text, ours(text)])).toEqual(texts.map((text, i) => [text, expected[i]]))
})
