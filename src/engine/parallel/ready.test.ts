import { expect, test } from 'vitest'
import type { Formatter } from '../../kernel/index.ts'
import { LineBatch, readyFormatter } from './ready.ts'

test('lines are texts once, however often they are asked for', () => {
  const bytes = Buffer.from('{"a": 1}\n{"a": 2}\n')
  const lines = { length: 2, bytes, ends: Uint32Array.of(9, 18) }
  const time = new Float64Array(2)
  const batch = new LineBatch(lines, { seq: time, time, due: time, tags: [[], []] })
  const formatted = readyFormatter({} as Formatter).format(batch)
  expect(formatted.frames).toEqual(['{"a": 1}', '{"a": 2}'])
  expect(formatted.frames).toBe(formatted.frames)
})
