import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isoFormatter, NO_ROOM, SECOND, takeSheet, UTC } from '../../../kernel/index.ts'
import { Marks, UNMARKED } from '../marks.ts'
import { COLUMNS, CSV, type Dialect, NDJSON } from './dialect.ts'
import { rowWriter } from './row-writer.ts'
import type { Place } from './rows.ts'

const text = fc.string({ unit: 'binary', maxLength: 12 })
const awkward = fc.oneof(text, fc.constantFrom('a,b', '"', 'two\nlines', 'ünï', ''))
const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.constant(-0.5))
const value = fc.option(fc.oneof(number, awkward, fc.boolean(), fc.constant(null)), { nil: undefined })

const mark = fc.record({
  kind: fc.constantFrom('noise', 'drift', 'a "kind", of its own'),
  field: fc.option(awkward, { nil: undefined }),
  numbers: fc.option(fc.tuple(number, number)),
  values: fc.tuple(value, value),
  delay: fc.option(fc.nat(10 ** 9), { nil: undefined }),
  drift: fc.option(fc.record({ concept: fc.nat(9), progress: fc.double({ min: 0, max: 1, noNaN: true }) }), {
    nil: undefined,
  }),
})
type Mark = typeof mark extends fc.Arbitrary<infer Each> ? Each : never

const event = fc.record({
  place: fc.record({
    position: fc.option(fc.nat()),
    seq: fc.nat(),
    copy: fc.nat(3),
    time: fc.nat(2 ** 40),
    due: fc.nat(2 ** 40),
  }),
  marks: fc.array(mark, { minLength: 1, maxLength: 5 }),
})

function rowsOf(dialect: Dialect, events: readonly { place: Place; marks: readonly Mark[] }[]): string {
  const sheet = takeSheet(1 << 16)
  const put = rowWriter(UTC, dialect)
  const marks = new Marks()
  let at = 0
  for (const { place, marks: made } of events) {
    let last = UNMARKED
    for (const { kind, field, numbers, values, delay, drift } of made) {
      const label = marks.labelOf(kind, field)
      if (numbers) last = marks.add(last, label, ...numbers, drift)
      else {
        const [clean, delivered] = values
        last = marks.addChange(last, label, { clean, delivered, raw: false, delay }, drift)
      }
    }
    const count = marks.order(last)
    const end = put(sheet, at, place, marks, count)
    expect(end).not.toBe(NO_ROOM)
    marks.forget(last, count)
    at = end
  }
  return sheet.bytes.toString('utf8', 0, at)
}

/** What a row should say, written anew. */
function expected({ place, marks }: { place: Place; marks: readonly Mark[] }): object[] {
  const iso = isoFormatter(UTC)
  return marks.map(({ kind, field, numbers, values, delay, drift }) => {
    const [clean, delivered] = numbers ?? values
    const late = numbers ? undefined : delay
    const known = {
      ...{ position: place.position, seq: place.seq, copy: place.copy, time: iso(place.time), kind, field },
      ...{ clean, delivered, delay: late === undefined ? undefined : late / SECOND },
      due: late === undefined ? undefined : iso(place.due),
      ...{ concept: drift?.concept, progress: drift && Math.round(drift.progress * 1e6) / 1e6 },
    }
    return JSON.parse(JSON.stringify(known)) as object
  })
}

test('rows say what was marked, one JSON object each', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 8 }), (events) => {
      const rows = rowsOf(NDJSON, events).split('\n').slice(0, -1)
      expect(rows.map((row) => JSON.parse(row) as object)).toEqual(events.flatMap(expected))
    }),
  )
})

test('a table says the same: clean and delivered as JSON, nothing where a column does not apply', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 8 }), (events) => {
      const table = parse(rowsOf(CSV, events), { columns: [...COLUMNS] }) as Record<string, string>[]
      const wanted = events.flatMap(expected).map((row) => {
        const cells = COLUMNS.map((column) => {
          const cell = (row as Record<string, unknown>)[column]
          const isJson = column === 'clean' || column === 'delivered'
          if (cell === undefined || (cell === null && !isJson)) return [column, '']
          return [column, isJson ? JSON.stringify(cell) : String(cell)]
        })
        return Object.fromEntries(cells) as object
      })
      expect(table).toEqual(wanted)
    }),
  )
})
