import fc from 'fast-check'
import { expect, test } from 'vitest'
import { batchOf } from '../../../test/plugin-context.ts'
import { jsonArray, knownJson } from './json-array.ts'

test('writes what joining the texts would', () => {
  const value = fc.oneof(
    fc.json(),
    fc.string({ unit: 'grapheme' }).map((text) => JSON.stringify(text)),
  )
  fc.assert(
    fc.property(fc.array(value, { maxLength: 50 }), (values) => {
      expect(Buffer.from(jsonArray(values)).toString()).toBe(`[${values.join(', ')}]`)
    }),
  )
})

test('has room for texts that are longer in UTF-8 than they look, wherever they stand', () => {
  for (const [ascii, wide] of [
    [0, 9],
    [9, 1],
    [1, 9],
    [40, 3],
  ] as const) {
    const values = [...Array<string>(ascii).fill('"a"'), ...Array<string>(wide).fill('"日本語日本語"'), '1']
    expect(Buffer.from(jsonArray(values)).toString()).toBe(`[${values.join(', ')}]`)
  }
})

test('only events that are all vouched for are taken as they are', () => {
  const batch = batchOf(['{}', '1'])
  expect(knownJson(batch)).toBeUndefined()
  expect(knownJson({ ...batch, forms: ['json', undefined] })).toBeUndefined()
  expect(knownJson({ ...batch, forms: ['json', 'json'] })).toBe(batch.events)
})
