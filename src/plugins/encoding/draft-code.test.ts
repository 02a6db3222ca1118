import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Field,
  type Fields,
  LineWriter,
  lineTexts,
  literal,
  NO_ROOM,
  putLiteral,
  type Rec,
  reuseSheet,
} from '../../kernel/index.ts'
import { draftCode } from './draft-code.ts'
import { recordText } from './record.ts'

/** What a draft is written as, and what the record of the same values is. */
function both(fields: Fields, draft: Rec, texts: Rec): [written: string, expected: string] {
  const { put, room } = draftCode(fields, '}\n')
  const lines = new LineWriter().write(1, (sheet, at, size) =>
    at + room > size ? NO_ROOM : put(sheet, at, draft, size - room),
  )
  const [written] = lineTexts(lines)
  reuseSheet(lines.bytes)
  return [written!, recordText(texts)]
}

interface Member {
  readonly field: Field
  readonly draft: unknown
  readonly text: unknown
}

const about = { role: 'feature', description: '' } as const
const member = (field: Field, draft: unknown, text = draft): Member => ({ field, draft, text })

const chosen = fc
  .tuple(
    fc.uniqueArray(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 40 }),
    fc.nat(),
    fc.boolean(),
  )
  .map(([values, n, place]) => {
    const index = n % values.length
    return member({ ...about, type: 'string', values }, place ? index : values[index], values[index])
  })
const simple = fc.oneof(
  fc.boolean().map((value) => member({ ...about, type: 'boolean' }, value)),
  fc.integer().map((value) => member({ ...about, type: 'integer' }, value)),
  fc.nat(1e6).map((value) => member({ ...about, type: 'number', decimals: 2 }, value / 100)),
  fc.option(fc.double()).map((value) => member({ ...about, type: 'number', nullable: true }, value)),
  fc.string({ unit: 'binary' }).map((value) => member({ ...about, type: 'string' }, value)),
)
/** Not what the field says. */
const odd = fc
  .tuple(
    fc.constantFrom('integer' as const, 'boolean' as const, 'number' as const),
    fc.constantFrom('x', null, Number.NaN),
  )
  .map(([type, value]) => member({ ...about, type }, value))

test('drafts are written as the records that they become', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(chosen, chosen, simple, odd), { minLength: 1, maxLength: 12 }),
      (members) => {
        const of = (value: (each: Member) => unknown) =>
          Object.fromEntries(members.map((each, i) => [`f${i}`, value(each)]))
        const [written, expected] = both(
          of(({ field }) => field) as Fields,
          of(({ draft }) => draft),
          of(({ text }) => text),
        )
        expect(written).toBe(expected)
      },
    ),
    { numRuns: 1_000 },
  )
})

test('every combination of neighbours has its own text', () => {
  const letters = ['a', 'b', 'c']
  const fields: Fields = {
    x: { ...about, type: 'string', values: letters },
    y: { ...about, type: 'boolean' },
    only: { ...about, type: 'string', values: ['é'] },
    z: { ...about, type: 'string', values: letters.map((each) => each.repeat(20)) },
    id: { ...about, type: 'string', digits: 'i##_#' },
  }
  for (let x = 0; x < 3; x++)
    for (const y of [false, true])
      for (let z = 0; z < 3; z++) {
        const texts = { x: letters[x], y, only: 'é', z: letters[z]!.repeat(20), id: 'i12_3' }
        const [written, expected] = both(fields, { x, y, only: 'é', z, id: 123 }, texts)
        expect(written).toBe(expected)
      }
})

test('a place beyond the last value is no value', () => {
  const fields: Fields = {
    id: { ...about, type: 'integer' },
    x: { ...about, type: 'string', values: ['a', 'b'] },
    y: { ...about, type: 'string', values: ['c', 'd'] },
  }
  for (const x of [2, -1, 0.5]) {
    const [written, expected] = both(fields, { id: 1, x, y: 1 }, { id: 1, y: 'd' })
    expect(written).toBe(expected)
  }
})

test('a record without fields is what stands behind them', () => {
  expect(both({}, {}, {})).toEqual(['{}', '{}'])
  const { put, room } = draftCode({}, ',"_timestamp":"')
  const lines = new LineWriter().write(1, (sheet, at, size) =>
    at + room > size ? NO_ROOM : putLiteral(sheet, put(sheet, at, {}, size - room), literal('"}\n')),
  )
  expect([...lineTexts(lines)]).toEqual(['{"_timestamp":""}'])
  reuseSheet(lines.bytes)
})

test('an only value may be given by its place, and the record is still looked at once', () => {
  const fields: Fields = { only: { ...about, type: 'string', values: ['EUR'] } }
  for (const given of [0, 'EUR']) {
    let looks = 0
    const draft = {
      get only() {
        looks++
        return given
      },
    }
    const [written, expected] = both(fields, draft, { only: 'EUR' })
    expect(written).toBe(expected)
    expect(looks).toBe(1)
  }
})
