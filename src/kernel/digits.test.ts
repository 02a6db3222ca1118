import fc from 'fast-check'
import { expect, test } from 'vitest'
import { digitGroups, digitsText } from './digits.ts'
import { recordSchema } from './record-schema.ts'

test('digits take their places from the right', () => {
  const text = digitsText('item_######_part_#')
  expect([12, 0, 9_999_999, 12_345_678_901].map(text)).toEqual([
    'item_000001_part_2',
    'item_000000_part_0',
    'item_999999_part_9',
    'item_1234567890_part_1',
  ])
  expect(digitsText('#-end')(42)).toBe('42-end')
  expect(digitsText('a####')(7)).toBe('a0007')
})

test('all digits are there, whatever the pattern, and the schema knows the form', () => {
  const pattern = fc
    .array(fc.tuple(fc.constantFrom('', 'a', '_', '.', '"', 'ü'), fc.integer({ min: 1, max: 8 })), {
      minLength: 1,
    })
    .map((parts) => parts.map(([before, width]) => `${before}x${'#'.repeat(width)}`).join(''))
  fc.assert(
    fc.property(pattern, fc.maxSafeInteger(), (digits, signed) => {
      const value = Math.abs(signed)
      const text = digitsText(digits)(value)
      const { groups } = digitGroups(digits)
      const width = groups.reduce((sum, each) => sum + each.width, 0)
      expect(text.replaceAll(/\D/g, '')).toBe(String(value).padStart(width, '0'))
      const schema = recordSchema({ id: { type: 'string', role: 'id', description: 'd', digits } })
      const { pattern: form } = (schema.properties as { id: { pattern: string } }).id
      expect(text).toMatch(new RegExp(form))
    }),
  )
  expect(() => digitsText('none')).toThrow(RangeError)
})
