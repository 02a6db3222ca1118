import { expect, test } from 'vitest'
import { batchOf, deliveryOf, pluginContext } from '../../../test/plugin-context.ts'
import { zone } from '../../kernel/index.ts'
import { expression } from './expression.ts'

const context = pluginContext({ zone: zone('Asia/Tokyo') })

test('a text without Jinja is the same for all', async () => {
  const plain = await expression('a {b} %', 'topic', context)
  expect(plain.constant).toBe('a {b} %')
  expect(plain.of(deliveryOf(['x']), 0)).toBe('a {b} %')
})

test('Jinja sees the record, or what a text says as JSON, or the text; time in the zone; tags', async () => {
  const kind = await expression('{{ event.a.b[0] }}', 'topic', context)
  const delivery = deliveryOf([{ a: { b: ['r'] } }, '{"a": {"b": ["j"]}}'])
  expect([0, 1].map((frame) => kind.of(delivery, frame))).toEqual(['r', 'j'])
  const all = await expression(
    '{{ event }} {{ time.strftime("%Y-%m-%dT%H:%M") }} {{ tags | join("+") }}',
    'x',
    context,
  )
  const batch = { ...batchOf(['text']), tags: [['a', 'b']] }
  expect(all.of({ ...deliveryOf(['text']), batch }, 0)).toBe('text 2024-02-01T00:04 a+b')
})

test('the first event that a frame carries decides', async () => {
  const n = await expression('{{ event.n }}', 'key', context)
  const batch = batchOf([{ n: 0 }, { n: 1 }, { n: 2 }])
  const given = { batch, refused: [], contentType: '', id: () => '', joint: () => '' }
  expect(n.of({ ...given, frames: ['f'], carries: 'all' }, 0)).toBe('0')
  expect(n.of({ ...given, frames: ['f', 'g'], carries: Int32Array.of(1, 2) }, 1)).toBe('2')
})

test('a name that is missing is an error of that event', async () => {
  const key = await expression('{{ event.user }}', 'key', context)
  expect(() => key.of(deliveryOf(['{"n": 1}']), 0)).toThrow(
    expect.objectContaining({ kind: 'rejected', code: 'E_OUTPUT_EXPRESSION' }),
  )
  const safe = await expression('{{ event.user | default("nobody") }}', 'key', context)
  expect(safe.of(deliveryOf(['{"n": 1}']), 0)).toBe('nobody')
})
