import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Failure, Frame } from '../../kernel/index.ts'
import { failFrom, frameWriter } from './frames.ts'
import type { EncodingName } from './names.ts'
import { textEncoding } from './text.ts'

const frame = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.string({ unit: fc.constantFrom('a', 'é', '€', '😀', '\ud800'), maxLength: 12 }),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 12 }) },
)

test('chunks hold every frame that can be written, in order, whatever their size', async () => {
  for (const name of ['utf_8', 'latin_1', 'cp1252', 'utf_16_le'] as EncodingName[]) {
    const encoding = await textEncoding(name)
    const writer = frameWriter(encoding, '|\n')
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 20 }), fc.integer({ min: 1, max: 60 }), (frames, size) => {
        const failures: Failure[] = []
        const pieces: Buffer[] = []
        for (let next = 0; next < frames.length; ) {
          const chunk = writer.chunk(frames, next, frames.length, size, failures)
          expect(chunk.first).toBe(next)
          expect(chunk.end).toBeGreaterThan(next)
          pieces.push(Buffer.from(chunk.bytes))
          next = chunk.end
        }
        const one = (each: Frame) => (typeof each === 'string' ? encoding.encode(each) : (each as Uint8Array))
        const separator = encoding.encode('|\n')!
        expect(Buffer.concat(pieces)).toEqual(
          Buffer.concat(frames.flatMap((each) => (one(each) ? [one(each)!, separator] : []))),
        )
        expect(failures.map((failure) => failure.frame)).toEqual(
          frames.flatMap((each, i) => (one(each) ? [] : [i])),
        )
      }),
    )
  }
})

test('fitting finds the whole frames within so many bytes', async () => {
  const writer = frameWriter(await textEncoding('latin_1'), '\n')
  const frames = ['ab', '€', 'c', 'defg']
  const failures: Failure[] = []
  const chunk = writer.chunk(frames, 0, 4, 100, failures)
  expect(Buffer.from(chunk.bytes).toString()).toBe('ab\nc\ndefg\n')
  expect(failures).toMatchObject([{ frame: 1, error: { code: 'E_EVENT_UNENCODABLE' } }])
  const fits = (room: number) => writer.fitting(frames, chunk, room)
  expect([fits(2), fits(3), fits(4), fits(5), fits(9), fits(10)]).toEqual([
    { end: 0, bytes: 0 },
    { end: 2, bytes: 3 },
    { end: 2, bytes: 3 },
    { end: 3, bytes: 5 },
    { end: 3, bytes: 5 },
    { end: 4, bytes: 10 },
  ])
  failFrom(0, 3, 'late', failures)
  expect(failures.map((failure) => failure.frame)).toEqual([1, 0, 2])
})

test('a separator that cannot be written is refused', async () => {
  const encoding = await textEncoding('ascii')
  expect(() => frameWriter(encoding, '→')).toThrow(expect.objectContaining({ code: 'E_OPTION_INVALID' }))
})
