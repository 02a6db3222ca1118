import fc from 'fast-check'
import { expect, test } from 'vitest'
import { batchOf } from '../../../test/plugin-context.ts'
import { joined } from './joined.ts'
import { knownJson } from './known-json.ts'

test('writes what joining the texts would, whatever they are', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 40 })
  const frame = fc.oneof(
    text,
    text.map((each) => new TextEncoder().encode(each)),
  )
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 50 }), text, text, text, (frames, before, between, after) => {
      const texts = frames.map((each) => Buffer.from(each as string).toString())
      expect(joined(frames, before, between, after).toString()).toBe(before + texts.join(between) + after)
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
    expect(joined(values, '[', ', ', ']').toString()).toBe(`[${values.join(', ')}]`)
  }
})

test('only events that are all vouched for are taken as they are', () => {
  const batch = batchOf(['{}', '1'])
  expect(knownJson(batch)).toBeUndefined()
  expect(knownJson({ ...batch, forms: ['json', undefined] })).toBeUndefined()
  expect(knownJson({ ...batch, forms: ['json', 'json'] })).toBe(batch.events)
})
