import fc from 'fast-check'
import { expect, test } from 'vitest'
import { digitsText, type Field, type Fields, lineTexts, type Rec, reuseSheet } from '../../kernel/index.ts'
import { recordText } from './record.ts'
import { recordLines } from './record-lines.ts'

function declaredRecordText(record: Rec, fields: Fields): string {
  const lines = recordLines([record], fields)
  const [text] = lineTexts(lines)
  reuseSheet(lines.bytes)
  return text!
}

const field = fc.record<Field>({
  type: fc.constantFrom('string', 'integer', 'number', 'boolean', 'timestamp'),
  role: fc.constant('feature'),
  description: fc.constant(''),
  decimals: fc.option(fc.nat(6), { nil: undefined }) as fc.Arbitrary<number>,
  values: fc.option(fc.array(fc.string({ unit: 'binary' })), { nil: undefined }) as fc.Arbitrary<string[]>,
})
const name = fc.string({ unit: 'binary' }).filter((each) => each !== '__proto__' && !/^\d+$/.test(each))
const fields: fc.Arbitrary<Fields> = fc.dictionary(name, field, { minKeys: 1, noNullPrototype: true })

/** Declared or not: what distortions leave behind may be anything. */
const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.double({ min: 0, max: 1e7 }).map((each) => Math.round(each * 100) / 100),
  fc.integer(),
  fc.bigInt(),
  fc.boolean(),
  fc.constantFrom(null, undefined, -0, Number.NaN, '"', '\\', '\u2028', '\ud800'),
  fc.array(fc.integer()),
)

test('the text is the one that JSON.stringify gives of the fields in their order', () => {
  fc.assert(
    fc.property(
      fields.chain((declared) =>
        fc.tuple(
          fc.constant(declared),
          fc.tuple(
            ...Object.values(declared).map((each) =>
              each.values?.length ? fc.oneof(value, fc.constantFrom(...each.values)) : value,
            ),
          ),
        ),
      ),
      ([declared, values]) => {
        const record: Rec = Object.fromEntries(Object.keys(declared).map((key, i) => [key, values[i]]))
        expect(declaredRecordText(record, declared)).toBe(recordText(record))
      },
    ),
    { numRuns: 500 },
  )
})

test('fields are written in their declared order, missing ones not at all', () => {
  const some: Fields = {
    b: { type: 'integer', role: 'id', description: '' },
    a: { type: 'string', role: 'id', description: '' },
  }
  expect(declaredRecordText({ a: 'x', b: 1 }, some)).toBe('{"b":1,"a":"x"}')
  expect(declaredRecordText({ b: 1 }, some)).toBe('{"b":1}')
  expect(declaredRecordText({ a: 'x' }, some)).toBe('{"a":"x"}')
  expect(declaredRecordText({}, some)).toBe('{}')
})

test('what is written by digits may come as the number or as the text', () => {
  const declared: Fields = {
    id: { type: 'string', role: 'id', description: '', digits: 'item_####"_part_##' },
    n: { type: 'integer', role: 'id', description: '' },
  }
  const text = digitsText('item_####"_part_##')
  fc.assert(
    fc.property(fc.oneof(fc.nat(), fc.nat(2 ** 40)), (value) => {
      const expected = JSON.stringify({ id: text(value), n: 1 })
      expect(declaredRecordText({ id: value, n: 1 }, declared)).toBe(expected)
      expect(declaredRecordText({ id: text(value), n: 1 }, declared)).toBe(expected)
    }),
  )
})

test('long texts make the lines grow', () => {
  const declared: Fields = { text: { type: 'string', role: 'feature', description: '' } }
  const records = [10, 100_000, 70_000, 0, 300_000].map((length) => ({ text: 'ü'.repeat(length) }))
  const lines = recordLines(records, declared)
  expect(lineTexts(lines)).toEqual(records.map((each) => JSON.stringify(each)))
})
