import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { type Batch, type Distortion, type Event, Float, rng, silent, UTC } from '../../kernel/index.ts'
import { Ledger } from './ledger/ledger.ts'
import { byArrival, Parcel } from './parcel.ts'
import { valueAt, withValue } from './record.ts'
import { Reorder } from './reorder.ts'
import { DistortStage } from './stage.ts'

const folder = mkdtempSync(join(tmpdir(), 'eventloom-stage-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
function stageOf(distortion: Distortion, given: { ledger?: Ledger; warn?: (field: unknown) => void } = {}) {
  const path = join(folder, `${files++}.ndjson`)
  const failures: unknown[] = []
  const stage = new DistortStage({
    distortions: [{ id: 'distortion/test', kind: 'test', distortion, rng: rng(1) }],
    fields: undefined,
    fresh: false,
    parameters: {},
    ledger: given.ledger ?? new Ledger({ path, write_mode: 'overwrite' }, path, UTC),
    origin: () => 0,
    log: { ...silent, warn: (_, fields) => given.warn?.(fields?.field) },
    onFailure: (error) => failures.push(error),
  })
  const rows = () =>
    readFileSync(path, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>)
  return { stage, failures, rows }
}

function batchOf(events: readonly Event[], first = 0): Batch {
  const seq = Float64Array.from(events, (_, i) => first + i)
  const time = seq.map((n) => n * 1e6)
  return { size: events.length, seq, time, due: time, events, tags: events.map(() => []) }
}

test('what is held comes out in the order of arrival, whatever it is put in', () => {
  const parcels = fc.array(fc.tuple(fc.nat(20), fc.nat(5), fc.nat(3)), { maxLength: 60 })
  fc.assert(
    fc.property(parcels, fc.nat(20), (drawn, until) => {
      const all = drawn.map(([due, seq, copy]) => new Parcel(seq, copy, 0, due, '', [], 0))
      const reorder = new Reorder()
      for (const parcel of all) reorder.hold(parcel)
      const key = ({ due, seq, copy }: Parcel) => [due, seq, copy]
      const sorted = [...all].sort(byArrival).map(key)
      expect(reorder.earliest).toBe(sorted[0]?.[0])
      const early = reorder.take(until).map(key)
      expect(early.every(([due]) => due! <= until)).toBe(true)
      expect([...early, ...reorder.take(Infinity, 3).map(key), ...reorder.take(Infinity).map(key)]).toEqual(
        sorted,
      )
      expect(reorder.size).toBe(0)
    }),
  )
})

test('values are found and put by dotted paths, and nobody else sees it', () => {
  const inner = { c: 1, 'x.y': 2 }
  const record = { 'a.b': 0, a: { b: 5, ...inner }, 'd.e': inner, n: null, u: undefined }
  const before = structuredClone(record)
  expect(['a.b', 'a.c', 'a.x.y', 'd.e.c', 'n', 'u', 'n.x', 'q'].map((path) => valueAt(record, path))).toEqual(
    [0, 1, 2, 1, null, undefined, undefined, undefined],
  )
  expect(withValue(record, 'd.e.x.y', 9, false)).toEqual({ ...record, 'd.e': { c: 1, 'x.y': 9 } })
  expect(withValue(record, 'a.c', undefined, false)).toEqual({ ...record, a: { b: 5, 'x.y': 2 } })
  expect(record).toEqual(before)
  expect(valueAt({}, 'constructor')).toBeUndefined()
})

test('any number at any place of any JSON text is put there, and the rest stays as it is', () => {
  const documents = fc.dictionary(
    fc.string({ unit: 'binary', maxLength: 4 }).filter((key) => !key.includes('.') && key !== '__proto__'),
    fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.jsonValue()),
    { minKeys: 1 },
  )
  const numbers = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer())
  fc.assert(
    fc.property(
      documents,
      numbers,
      fc.nat(),
      fc.constantFrom(undefined, 1),
      (record, number, pick, space) => {
        const name = Object.keys(record)[pick % Object.keys(record).length]!
        const text = JSON.stringify(record, null, space)
        const clean = JSON.parse(text) as Record<string, unknown>
        const { stage, rows } = stageOf({ distort: (batch) => batch.change(0, name, number) })
        const delivered = stage.push(batchOf([text]))!.events[0] as string
        const before = clean[name]
        // An integer literal stays one.
        const whole = typeof before === 'number' && /^-?\d+$/.test(String(before))
        const after = (whole ? Math.round(number) : number) + 0
        expect(JSON.parse(delivered)).toEqual({ ...clean, [name]: after })
        expect(rows().map(({ clean, delivered }) => [clean, delivered])).toEqual(
          before === after ? [] : [[before, after]],
        )
        if (before === after) expect(delivered).toBe(text)
      },
    ),
    { numRuns: 150 },
  )
})

test('ints, floats that look like ints and big ints stay what they are', () => {
  const record = { i: 3, f: new Float(3), g: 3.5, b: 2n ** 60n, s: 'x', t: true }
  const set = { i: 4.4, f: 4, g: 4, b: 1e18, s: 'y', t: false }
  const { stage, rows } = stageOf({
    distort(batch) {
      for (const [field, value] of Object.entries(set)) batch.change(0, field, value)
      batch.change(0, 'i', Number.NaN)
      batch.change(0, 'absent', 1)
    },
  })
  expect(stage.push(batchOf([record]))!.events[0]).toEqual({
    i: 4,
    f: new Float(4),
    g: new Float(4),
    b: 10n ** 18n,
    s: 'y',
    t: false,
  })
  expect(rows()).toHaveLength(6)
  expect(stage.report).toMatchObject({ changed: 6, delivered: 1 })
})

test('a distortion that throws ends the run, and what it did until then is told', () => {
  const { stage, failures, rows } = stageOf({
    distort(batch) {
      batch.change(0, 'a', 2)
      throw new Error('broken')
    },
  })
  const given = stage.push(batchOf([{ a: 1 }, { a: 1 }]))
  expect(given!.events).toEqual([{ a: 2 }, { a: 1 }])
  expect(rows()).toHaveLength(1)
  expect(failures).toHaveLength(1)
})

test('nothing is delivered that the ledger could not take', () => {
  class Full extends Ledger {
    override commit(): void {
      throw new Error('disk full')
    }
  }
  const path = join(folder, 'full')
  const whole = new Ledger({ path, write_mode: 'overwrite' }, path, UTC)
  whole.close()
  let ledger: Ledger | undefined
  expect(() => {
    ledger = new Full({ path, write_mode: 'append' }, path, UTC)
  }).toThrow('disk full')
  expect(ledger).toBeUndefined()
  const failing = new Ledger({ path, write_mode: 'append' }, path, UTC)
  const { stage, failures } = stageOf({ distort: (batch) => batch.delay(0, 5e6) }, { ledger: failing })
  failing.close()
  expect(stage.push(batchOf([{ a: 1 }, { a: 2 }]))).toBeDefined()
  expect(stage.push(batchOf([{ a: 1 }, { a: 2 }], 10))).toBeUndefined()
  expect([...stage.flush(10)]).toEqual([])
  expect(failures).toHaveLength(1)
  expect(failures[0]).toMatchObject({ code: 'E_LEDGER_WRITE' })
  expect(stage.report).toMatchObject({ delivered: 1, withheld: 3, held: 0 })
})

test('a field that no event has is most likely a slip', () => {
  const warned: unknown[] = []
  const { stage } = stageOf(
    {
      distort(batch) {
        for (const field of ['amuont', 'rare']) for (let i = 0; i < batch.size; i++) batch.value(i, field)
      },
    },
    { warn: (field) => warned.push(field) },
  )
  stage.push(batchOf(['{"a":1}', { rare: 1 }, 'text']))
  stage.close()
  expect(warned).toEqual(['amuont'])
})
