import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isoFormatter, takeSheet, UTC } from '../../../kernel/index.ts'
import { CSV, type Dialect, NDJSON } from './dialect.ts'
import { rowStartWriter } from './row-start.ts'
import type { Place } from './rows.ts'

const iso = isoFormatter(UTC)

function expected({ position, seq, copy, time }: Place, dialect: Dialect): string {
  if (dialect === CSV) return `${position ?? ''},${seq},${copy},${iso(time)}`
  return `{"position":${position},"seq":${seq},"copy":${copy},"time":"${iso(time)}`
}

/** Runs of neighbours, near where a number gets another digit and anywhere else. */
const number = fc.oneof(
  fc.nat(2_000),
  fc.constantFrom(9, 98, 995, 9_990, 999_998, 2 ** 31 - 3, 10 ** 10 - 2),
  fc.integer({ min: 0, max: 2 ** 52 }),
)
const run = fc.record({
  position: fc.option(number),
  seq: number,
  copy: fc.nat(11),
  steps: fc.array(fc.constantFrom('next', 'next', 'next', 'same', 'dropped', 'copy'), { maxLength: 30 }),
})

test.each([
  ['NDJSON', NDJSON],
  ['CSV', CSV],
])('whatever event follows on another, its rows begin with its own numbers: %s', (_, dialect) => {
  const sheet = takeSheet(65_536)
  fc.assert(
    fc.property(fc.array(run), (runs) => {
      const begin = rowStartWriter(UTC, dialect)
      for (const { steps, ...first } of runs) {
        let place: Place = { ...first, time: first.seq % 10 ** 15, due: 0 }
        for (const step of ['same', ...steps]) {
          const { position, seq, copy } = place
          if (step === 'next')
            place = { ...place, position: position === null ? 7 : position + 1, seq: seq + 1 }
          if (step === 'dropped') place = { ...place, position: null, seq: seq + 1 }
          if (step === 'copy')
            place = { ...place, position: position === null ? null : position + 1, copy: copy + 1 }
          const end = begin.put(sheet, 5, place)
          expect(end - 5).toBeLessThanOrEqual(begin.room)
          expect(sheet.bytes.toString('utf8', 5, end)).toBe(expected(place, dialect))
        }
      }
    }),
  )
})
