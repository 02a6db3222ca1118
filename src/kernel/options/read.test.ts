import { expect, test } from 'vitest'
import * as z from 'zod'
import { CivilTime, Float } from '../value.ts'
import { optionRows } from './describe.ts'
import { filePath, moment, tags } from './fields.ts'
import { readOptions } from './read.ts'

const schema = z.strictObject({
  count: z.int().min(1).describe('How many.'),
  rate: z.number().default(1),
  bare: z.boolean().optional(),
  start: moment().nullable().default(null),
  path: filePath().optional(),
  list: z.array(z.int()).optional(),
  inner: z.strictObject({ deep: z.int() }).optional(),
  tags: tags(),
})

const read = (raw: unknown) => readOptions(schema, raw)

test.each([
  [{ count: '10' }, 10],
  [{ count: ' 1_000 ' }, 1000],
  [{ count: '10.0' }, 10],
  [{ count: true }, 1],
  [{ count: new Float(3) }, 3],
])('%j is an int as existing projects write it', (raw, count) => {
  expect(read(raw)).toMatchObject({ ok: true, value: { count } })
})

test.each(['1e3', '0x10', 10.5, null, '', [], {}])('%j is no int', (count) => {
  expect(read({ count })).toMatchObject({
    ok: false,
    problems: [{ code: 'E_OPTION_INVALID', path: ['count'] }],
  })
})

test('floats, booleans and moments are lax too', () => {
  const start = new CivilTime({ year: 2024, month: 1, day: 2, dateOnly: true })
  expect(read({ count: 1, rate: '1e3', bare: 'Yes', start, list: ['1', 2] })).toMatchObject({
    ok: true,
    value: { rate: 1000, bare: true, start: '2024-01-02', list: [1, 2], tags: [] },
  })
  expect(read({ count: 1, bare: 2 })).toMatchObject({ ok: false })
  expect(read({ count: 1, path: 7 })).toMatchObject({ ok: false })
})

test('all problems come at once, with paths and suggestions', () => {
  const result = read({ coutn: 1, rate: 'x', inner: { deep: 1, depe: 2 } })
  expect(result.ok ? [] : result.problems).toEqual([
    expect.objectContaining({ code: 'E_OPTION_MISSING', path: ['count'] }),
    expect.objectContaining({ code: 'E_OPTION_INVALID', path: ['rate'] }),
    expect.objectContaining({
      code: 'E_OPTION_UNKNOWN',
      path: ['inner', 'depe'],
      hint: 'did you mean "deep"?',
    }),
    expect.objectContaining({ code: 'E_OPTION_UNKNOWN', path: ['coutn'], hint: 'did you mean "count"?' }),
  ])
})

test('a missing choice is missing, not wrong', () => {
  const mode = z.strictObject({ mode: z.enum(['a', 'b']) })
  expect(readOptions(mode, {})).toMatchObject({
    problems: [{ code: 'E_OPTION_MISSING', path: ['mode'], hint: 'expected one of a, b' }],
  })
  expect(readOptions(mode, { mode: null })).toMatchObject({ problems: [{ code: 'E_OPTION_INVALID' }] })
})

test('the option table is read from the schema', () => {
  expect(optionRows(schema).slice(0, 4)).toEqual([
    { name: 'count', type: 'int ≥ 1', required: true, description: 'How many.' },
    { name: 'rate', type: 'float', required: false, default: 1, description: '' },
    { name: 'bare', type: 'boolean', required: false, description: '' },
    { name: 'start', type: 'moment or null', required: false, default: null, description: '' },
  ])
})

test('a value that is nearly one of those allowed is recognised', () => {
  const result = readOptions(z.strictObject({ mode: z.enum(['all', 'any', 'spin']) }), { mode: 'alll' })
  expect(result.ok ? [] : result.problems).toEqual([
    expect.objectContaining({ code: 'E_OPTION_INVALID', hint: 'did you mean "all"?' }),
  ])
})
