import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonForHtml } from '../../filters/json.ts'
import type { Value } from '../types.ts'
import { Cells } from './cells.ts'

class Row extends Cells {
  readonly columns = new Map<string, number>()

  override get typeName(): string {
    return 'Row'
  }
}

const cell = fc.oneof(
  fc.string(),
  fc.constantFrom<Value>('a"b', 'a\\b', "it's", '<b>', 'é', '\n', 7, null, true),
)

test('a cell is harmless when JSON for HTML writes it as it is, whenever one asks', () => {
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 31 }), (items) => {
      const row = new Row(items)
      for (const _ of ['first', 'again']) {
        for (const [i, item] of items.entries()) {
          expect(row.isHarmless(i)).toBe(typeof item === 'string' && jsonForHtml(item) === `"${item}"`)
        }
      }
    }),
  )
})

test('cells that stand too far behind are not vouched for', () => {
  const row = new Row(Array.from({ length: 40 }, () => 'x'))
  expect(row.isHarmless(30)).toBe(true)
  for (let i = 31; i < 40; i++) expect(row.isHarmless(i)).toBe(false)
})
