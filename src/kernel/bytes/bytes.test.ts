import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isoFormatter } from '../time/iso.ts'
import { zone } from '../time/zone.ts'
import {
  instantWriter,
  LineWriter,
  LiteralBook,
  largerSheet,
  literal,
  NO_ROOM,
  putFixed,
  putFromBook,
  putLiteral,
  putNumber,
  putPadded,
  putSix,
  putText,
  putUtf8,
  reuseSheet,
  type Sheet,
  takeSheet,
} from './index.ts'

const sheet = takeSheet(65_536)

/** What was written at an odd place of a sheet full of rubbish. */
function written(put: (sheet: Sheet, at: number) => number): string {
  sheet.bytes.fill(0xff, 0, 512)
  return sheet.bytes.toString('utf8', 3, put(sheet, 3))
}

const decimal = fc
  .tuple(fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }), fc.integer({ min: 0, max: 6 }))
  .map(([digits, decimals]) => digits / 10 ** decimals)
const finite = fc.oneof(decimal, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.maxSafeInteger())

describe('numbers', () => {
  test('any is written as JSON.stringify does it', () => {
    fc.assert(
      fc.property(finite, (value) => {
        expect(written((to, at) => putNumber(to, at, value))).toBe(JSON.stringify(value))
      }),
      { numRuns: 2_000 },
    )
  })

  test('so is any that should have few decimals, whether it has or not', () => {
    fc.assert(
      fc.property(finite, fc.integer({ min: 1, max: 6 }), (value, decimals) => {
        expect(written((to, at) => putFixed(to, at, value, 10 ** decimals, decimals))).toBe(
          JSON.stringify(value),
        )
      }),
      { numRuns: 5_000 },
    )
  })

  test('every number of cents up to a thousand, and of ten-thousandths up to ten', () => {
    const wrong: number[] = []
    for (let i = 0; i <= 100_000; i++) {
      const cents = written((to, at) => putFixed(to, at, i / 100, 100, 2))
      const parts = written((to, at) => putFixed(to, at, i / -1e4, 1e4, 4))
      if (cents !== String(i / 100) || parts !== JSON.stringify(i / -1e4)) wrong.push(i)
    }
    expect(wrong).toEqual([])
  })

  test('the limits of what is fast', () => {
    for (const value of [
      0, -0, 9, 10, 99, 100, 999, 1_000, 9_999, 10_000, 99_999, 100_000, 1_000_000, 10_000_000, 99_999_999,
      0x7fff_ffff, 0x8000_0000, -1, -0x8000_0000, 0.1, 0.01, 19_999_999.99, 20_000_000.01, 21474836.47,
      21474836.48, 1e-7, 1e21,
    ])
      for (const decimals of [1, 2, 3, 4, 5, 6])
        expect(written((to, at) => putFixed(to, at, value, 10 ** decimals, decimals))).toBe(
          JSON.stringify(value),
        )
  })

  test('six digits, whatever stands before them', () => {
    fc.assert(
      fc.property(fc.nat(999_999), (value) => {
        expect(written((to, at) => putSix(to, at, value))).toBe(String(value).padStart(6, '0'))
      }),
    )
  })

  test('padded with zeros to a width, longer where they do not fit', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 12 }), (value, width) => {
        expect(written((to, at) => putPadded(to, at, value, width))).toBe(String(value).padStart(width, '0'))
      }),
    )
  })
})

describe('texts', () => {
  const any = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }))

  test('are written as JSON.stringify does it', () => {
    fc.assert(
      fc.property(any, (text) => {
        expect(written((to, at) => putText(to, at, text, to.bytes.length))).toBe(JSON.stringify(text))
      }),
    )
  })

  test('a literal is copied, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(written((to, at) => putLiteral(to, at, literal(text)))).toBe(text)
      }),
    )
  })

  test('a book keeps all that was ever written into it', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 2_000 })), (texts) => {
        const book = new LiteralBook()
        const places = texts.map((text) => book.add(text))
        const read = places.map(({ place, length }) =>
          written((to, at) => putFromBook(to, at, book.view, place, length)),
        )
        expect(read).toEqual(texts)
      }),
    )
  })

  test('never go beyond the limit', () => {
    fc.assert(
      fc.property(any, fc.nat(80), (text, limit) => {
        const end = putText(sheet, 3, text, limit)
        if (end === NO_ROOM) expect(limit).toBeLessThan(3 + 3 * JSON.stringify(text).length)
        else expect(end).toBeLessThanOrEqual(limit)
      }),
    )
  })
})

test('instants are those of the formatter, in every zone and at every time', () => {
  const zones = ['UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns', 'Africa/Monrovia'].map(zone)
  const instant = fc.integer({ min: Date.UTC(1890, 0) * 1000, max: Date.UTC(2250, 0) * 1000 })
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.array(fc.tuple(instant, fc.boolean())), (where, instants) => {
      const write = instantWriter(where)
      const iso = isoFormatter(where)
      for (const [each, whole] of instants) {
        const time = whole ? Math.floor(each / 1e6) * 1e6 : each
        expect(written((to, at) => write(to, at, time))).toBe(iso(time))
        for (const step of [1, 59_999_999, 61_000_000, 900_000_000, -1])
          expect(written((to, at) => write(to, at, time + step))).toBe(iso(time + step))
        expect(written((to, at) => write(to, at, time + 0.25))).toBe(iso(time))
      }
    }),
  )
})

describe('lines', () => {
  const texts = fc.array(
    fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replaceAll('\n', '')),
  )

  test('grow as they must, and leave out what fails', () => {
    fc.assert(
      fc.property(texts, fc.nat(200_000), (lines, long) => {
        const all = [...lines, 'x'.repeat(long)]
        const failed: number[] = []
        const made = new LineWriter().write(
          all.length,
          (to, at, size, i) => {
            if (i % 5 === 4) throw new Error('no')
            return putUtf8(to, at, `${all[i]}\n`, size)
          },
          (index) => failed.push(index),
        )
        const kept = all.filter((_, i) => i % 5 !== 4)
        expect(Buffer.from(made.bytes).toString()).toBe(kept.map((each) => `${each}\n`).join(''))
        expect(failed).toEqual([...all.keys()].filter((i) => i % 5 === 4))
        expect(made.length).toBe(kept.length)
        reuseSheet(made.bytes)
      }),
      { numRuns: 50 },
    )
  })

  test('an error is thrown where nobody is told of it', () => {
    const failing = () => {
      throw new RangeError('no')
    }
    expect(() => new LineWriter().write(1, failing)).toThrow('no')
  })
})

test('memory that was given back serves again; a larger sheet begins as the smaller one', () => {
  // What other tests gave back.
  for (let i = 0; i < 4; i++) takeSheet(1)
  const first = takeSheet(100_000)
  first.bytes.write('begun')
  const larger = largerSheet(first, 5)
  expect(larger.bytes.length).toBeGreaterThanOrEqual(2 * first.bytes.length)
  expect(larger.bytes.toString('latin1', 0, 5)).toBe('begun')
  expect(takeSheet(100_000).bytes.buffer === first.bytes.buffer).toBe(true)
})

test('of many that were under way at once, all serve again', () => {
  const sheets = Array.from({ length: 12 }, () => takeSheet(1_048_576))
  for (const { bytes } of sheets) reuseSheet(bytes)
  const again = sheets.map(() => takeSheet(1_048_576))
  expect(new Set([...sheets, ...again].map(({ bytes }) => bytes.buffer)).size).toBe(12)
})

test('of what was given back, the larger pieces are kept', () => {
  const sizes = [1, 2, 32, 4, 1, 32, 1].map((times) => times * 65_536)
  const sheets = sizes.map((size) => takeSheet(size))
  for (const { bytes } of sheets) reuseSheet(bytes)
  const given = new Set(sheets.map(({ bytes }) => bytes.buffer))
  for (let i = 0; i < 2; i++) expect(given.has(takeSheet(32 * 65_536).bytes.buffer)).toBe(true)
  expect(given.has(takeSheet(32 * 65_536).bytes.buffer)).toBe(false)
})
