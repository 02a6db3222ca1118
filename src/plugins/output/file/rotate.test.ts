import fs from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asIs, deliveryOf, inFolder, never, openOutput } from '../../../../test/plugin-context.ts'
import {
  type Delivery,
  HOUR,
  MINUTE,
  type Micros,
  parseSize,
  UTC,
  type Zone,
  zone,
} from '../../../kernel/index.ts'
import file from './index.ts'
import { files } from './test-file.ts'
import { windows } from './windows.ts'

const at = (iso: string): Micros => Date.parse(iso) * 1000

const write = async (
  directory: string,
  raw: Record<string, unknown>,
  deliveries: readonly Delivery[],
  given: { head?: string; zone?: Zone } = {},
) => {
  const formatter = { ...asIs, head: given.head }
  const output = await openOutput(
    file,
    { separator: '\n', ...raw },
    { directory, formatter, zone: given.zone ?? UTC },
  )
  await output.open?.()
  for (const delivery of deliveries) expect(await output.write(delivery, never)).toBeUndefined()
  await output.close?.()
}

test('by size: no file is larger, no line is cut', () =>
  inFolder(async (directory) => {
    const lines = ['aaaa', 'bbb', 'cc', 'a line too long for any file', 'd', 'e']
    await write(directory, { path: 'x.log', rotate: { max_bytes: '10B' } }, [deliveryOf(lines)])
    expect(files(directory)).toEqual({
      'x.000001.log': 'aaaa\nbbb\n',
      'x.000002.log': 'cc\n',
      'x.000003.log': 'a line too long for any file\n',
      'x.log': 'd\ne\n',
    })
    await write(directory, { path: 'x.log', rotate: { max_bytes: 10, keep: 2 } }, [
      deliveryOf(['fffff', 'é']),
      deliveryOf(['g'.repeat(6)]),
    ])
    expect(files(directory)).toEqual({
      'x.000004.log': 'd\ne\nfffff\n',
      'x.log': 'é\ngggggg\n',
      'x.000003.log': 'a line too long for any file\n',
    })
  }))

test('by size: heads count, and every file has one', () =>
  inFolder(async (directory) => {
    await write(
      directory,
      { path: 'x.csv', rotate: { max_bytes: 9 } },
      [deliveryOf(['1', '22', '3', '4']), deliveryOf(['5'])],
      { head: 'id' },
    )
    expect(files(directory)).toEqual({
      'x.000001.csv': 'id\n1\n22\n',
      'x.csv': 'id\n3\n4\n5\n',
    })
  }))

test('by size: the files together are the stream', () =>
  inFolder(async (directory) => {
    let n = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.array(fc.string({ unit: fc.constantFrom('a', 'é', '😀'), maxLength: 30 }), { maxLength: 30 }),
        ),
        fc.integer({ min: 1, max: 200 }),
        async (batches, limit) => {
          const folder = join(directory, String(n++))
          await write(
            folder,
            { path: 'x', rotate: { max_bytes: limit } },
            batches.map((lines) => deliveryOf(lines)),
          )
          const { x, ...finished } = files(folder)
          const all = Object.values(finished)
          for (const text of [...all, x!]) {
            const single = text.indexOf('\n') === text.length - 1
            if (!single) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limit)
          }
          expect(all.join('') + x).toBe(
            batches
              .flat()
              .map((line) => `${line}\n`)
              .join(''),
          )
        },
      ),
      { numRuns: 50 },
    )
  }))

test('by size, compressed: each file is whole', () =>
  inFolder(async (directory) => {
    const deliveries = Array.from({ length: 5 }, (_, i) =>
      deliveryOf(Array.from({ length: 50 }, (_, k) => `${i} ${k} ${(k * 7919 + i) ** 3}`)),
    )
    await write(directory, { path: 'x.gz', compress: 'gzip', rotate: { max_bytes: '1kB' } }, deliveries)
    const names = fs.readdirSync(directory).sort()
    expect(names.length).toBeGreaterThan(2)
    const texts = names.map((name) => gunzipSync(fs.readFileSync(join(directory, name))).toString())
    expect(texts.join('')).toBe(
      deliveries.flatMap(({ frames }) => frames.map((line) => `${line}\n`)).join(''),
    )
  }))

test('by event time: late events stay in the open file', () =>
  inFolder(async (directory) => {
    const times = ['09:59', '10:00', '10:59', '09:30', '11:00', '13:30', '13:40'].map((t) =>
      at(`2024-01-31T${t}Z`),
    )
    const rotate = { every: 'hour', name: '{stem}-{time}.{n}{ext}' }
    await write(directory, { path: 'x.log', rotate }, [
      deliveryOf(['a', 'b', 'c'], times.slice(0, 3)),
      deliveryOf(['late', 'd', 'e', 'f'], times.slice(3)),
    ])
    expect(files(directory)).toEqual({
      'x-20240131T090000.000001.log': 'a\n',
      'x-20240131T100000.000002.log': 'b\nc\nlate\n',
      'x-20240131T110000.000003.log': 'd\n',
      'x.log': 'e\nf\n',
    })
    await write(directory, { path: 'x.log', rotate: { ...rotate, keep: 1 } }, [
      deliveryOf(['g', 'h'], [times[6]!, times[6]! + HOUR]),
    ])
    expect(files(directory)).toEqual({ 'x-20240131T130000.000004.log': 'e\nf\ng\n', 'x.log': 'h\n' })
  }))

test('a day ends at midnight of the zone, also when it is short', () =>
  inFolder(async (directory) => {
    const times = ['2024-03-30T22:59Z', '2024-03-30T23:00Z', '2024-03-31T21:59Z', '2024-03-31T22:00Z'].map(at)
    const rotate = { every: 'day', name: '{time}-{n}' }
    await write(directory, { path: 'x', rotate }, [deliveryOf(['a', 'b', 'c', 'd'], times)], {
      zone: zone('Europe/Berlin'),
    })
    expect(files(directory)).toEqual({
      '20240330T000000-000001': 'a\n',
      '20240331T000000-000002': 'b\nc\n',
      x: 'd\n',
    })
  }))

test('windows move forward through both changes of the clock', () => {
  const berlin = zone('Europe/Berlin')
  for (const start of [at('2024-03-30T22:07Z'), at('2024-10-26T22:07Z')]) {
    const times = Array.from({ length: 400 }, (_, i) => start + i * MINUTE)
    const delivery = deliveryOf(times.map(String), times)
    const quarter = windows('15m', berlin)
    const ends: number[] = []
    for (let frame = 0; frame < times.length; ) {
      expect(quarter.begins(delivery, frame)).toBe(true)
      quarter.enter(delivery, frame)
      frame = quarter.end(delivery, frame, times.length)
      ends.push(frame)
    }
    expect(ends.slice(0, -1)).toEqual(Array.from({ length: ends.length - 1 }, (_, i) => 8 + 15 * i))
  }
})

test('atomic files take their place one by one', () =>
  inFolder(async (directory) => {
    const options = { path: 'x', atomic: true, write_mode: 'overwrite', rotate: { max_bytes: 4 } }
    await write(directory, options, [deliveryOf(['a', 'b', 'c'])])
    expect(files(directory)).toEqual({ 'x.000001': 'a\nb\n', x: 'c\n' })
  }))

test.each([
  ['10', 10],
  ['10MB', 1e7],
  ['1.5 KiB', 1536],
  ['2gib', 2 ** 31],
  ['3k', undefined],
  ['MB', undefined],
  ['-1', undefined],
])('the size %j is %j bytes', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes)
})
