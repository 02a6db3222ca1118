import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { LineBatch } from '../parallel/ready.ts'
import { lotOf } from './lot.ts'
import { Spill } from './spill.ts'

test.each([
  ['once its memory may be used again', () => {}],
  ['as it is', undefined],
])('records that were lines come back as records: %s', (_, release) => {
  const text = '{"a":1}\n{"a":"é"}\n'
  const bytes = Buffer.from(new SharedArrayBuffer(64))
  const end = bytes.write(text)
  const lines = { length: 2, bytes: bytes.subarray(0, end), ends: Uint32Array.of(8, end) }
  const columns = {
    seq: Float64Array.of(0, 1),
    time: Float64Array.of(5, 6),
    due: Float64Array.of(5, 7),
    tags: [[], []],
  }
  const spill = new Spill(tmpdir(), 1e9)
  try {
    spill.push(lotOf(new LineBatch(lines, columns, release), 0))
    expect(spill.shift()?.batch).toEqual({ ...columns, size: 2, events: [{ a: 1 }, { a: 'é' }] })
  } finally {
    spill.close()
  }
})
