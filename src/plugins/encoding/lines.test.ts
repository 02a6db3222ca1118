import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Lines } from '../../kernel/index.ts'
import { frameWriter, octetCounter } from './frames.ts'
import { textEncoding } from './text.ts'

function linesOf(frames: readonly string[]): Lines {
  let at = 0
  const ends = Uint32Array.from(frames, (frame) => {
    at += Buffer.byteLength(frame) + 1
    return at
  })
  return { length: frames.length, bytes: Buffer.from(frames.map((frame) => `${frame}\n`).join('')), ends }
}

const frames = fc.array(fc.constantFrom('', 'a', 'bcd', 'é€', '😀'.repeat(40)), {
  minLength: 1,
  maxLength: 30,
})

test('lines are written as their frames would be, and fit alike', async () => {
  const writer = frameWriter(await textEncoding('utf_8'), '\n')
  fc.assert(
    fc.property(frames, fc.nat(40), fc.nat(5_000), (all, skip, room) => {
      const lines = linesOf(all)
      const first = Math.min(skip, all.length - 1)
      const chunk = writer.chunk(lines, first, all.length, 1, [])
      expect(chunk.end).toBe(all.length)
      expect(Buffer.from(chunk.bytes).toString()).toBe(
        all
          .slice(first)
          .map((frame) => `${frame}\n`)
          .join(''),
      )
      const one = { ...chunk, bytes: chunk.bytes }
      expect(writer.fitting(lines, one, room)).toEqual(writer.fitting(all, one, room))
    }),
  )
})

test('many lines go out in chunks of a megabyte, a longer one alone', async () => {
  const writer = frameWriter(await textEncoding('utf_8'), '\n')
  const lines = linesOf(Array.from({ length: 5 }, (_, i) => 'x'.repeat(i === 2 ? 3_000_000 : 600_000)))
  const ends: number[] = []
  for (let next = 0; next < lines.length; ends.push(next))
    next = writer.chunk(lines, next, lines.length, 1, []).end
  expect(ends).toEqual([1, 2, 3, 4, 5])
})

test('only who writes UTF-8 and line feeds takes lines as they are', async () => {
  const delivery = { frames: ['a'], lines: linesOf(['a']), carries: 'each', refused: [] } as const
  const takes = async (name: 'utf_8' | 'utf_8_sig' | 'latin_1', separator: string) =>
    frameWriter(await textEncoding(name), separator).take(delivery)
  expect(await takes('utf_8', '\n')).toBe(delivery.lines)
  expect(await takes('utf_8_sig', '\n')).toBe(delivery.lines)
  expect(await takes('utf_8', '\r\n')).toBe(delivery.frames)
  expect(await takes('latin_1', '\n')).toBe(delivery.frames)
  expect(octetCounter(await textEncoding('utf_8')).take(delivery)).toBe(delivery.frames)
})
