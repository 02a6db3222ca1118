import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asIs, batchOf, deliver } from '../../../../test/plugin-context.ts'
import { type Failure, zone } from '../../../kernel/index.ts'
import { someRows } from './copy.ts'
import { rowMaker } from './rows.ts'
import type { ColumnKind, Table } from './table.ts'

const COLUMNS: readonly (readonly [string, ColumnKind])[] = [
  ['n', 'plain'],
  ['text', 'plain'],
  ['more', 'json'],
]
const table: Table = {
  name: 't',
  columns: new Map(COLUMNS),
  keys: [],
  denied: { insert: new Set(), select: new Set(), update: new Set() },
  readOnly: false,
}

/** Mostly plain, so that many are made in one go; some with escapes, and halves of surrogate pairs at their ends. */
const text = fc.oneof(
  { weight: 60, arbitrary: fc.string() },
  {
    weight: 1,
    arbitrary: fc.constantFrom('a\tb', '\\', 'a\nb', '\r', '\0', '\ud83d', '\ude00', '\ud83d\ude00é'),
  },
)
const event = fc.record(
  { n: fc.oneof(fc.double(), fc.maxSafeInteger()), text, more: fc.oneof(text, fc.array(text)) },
  { requiredKeys: [] },
)

const rows = (events: readonly Record<string, unknown>[], columns: Record<string, string>) => {
  const failures: Failure[] = []
  const maker = rowMaker({ columns, idColumn: null, plain: true, zone: zone('UTC') })
  const { bytes, frames } = maker.rows(deliver(batchOf(events), asIs), table, failures)
  return { bytes, frames, failed: failures.map(({ frame }) => frame) }
}

test('rows that are made together are those that are made alone, and can be told apart', () => {
  const columns = Object.fromEntries(COLUMNS.map(([name]) => [name, name]))
  fc.assert(
    fc.property(
      fc.array(event, { minLength: 1, maxLength: 200 }),
      fc.nat(),
      fc.nat(),
      (events, one, other) => {
        const made = rows(events, columns)
        const alone = events.map((each) => rows([each], columns))
        const texts = alone.filter(({ frames }) => frames.length > 0).map(({ bytes }) => bytes.toString())
        expect(made.bytes.toString()).toBe(texts.join(''))
        expect(made.failed).toEqual([...alone.keys()].filter((i) => alone[i]!.failed.length > 0))
        expect(made.frames).toEqual([...alone.keys()].filter((i) => alone[i]!.failed.length === 0))
        const [from = 0, end = 0] = [one, other].map((at) => at % (texts.length + 1)).sort((a, b) => a - b)
        expect(someRows(made.bytes, from, end).toString()).toBe(texts.slice(from, end).join(''))
      },
    ),
    { numRuns: 300 },
  )
})

test('halves of two columns do not become one character', () => {
  const { failed, bytes } = rows([{ text: 'a\ud83d', more: '\ude00' }, { text: 'b' }], {
    text: 'text',
    n: 'more',
  })
  expect(failed).toEqual([0])
  expect(bytes.toString()).toBe('b\t\\N\n')
})
