import { expect, test } from 'vitest'
import { batchOf, deliver, deliveryOf, openFormatter } from '../../../../test/plugin-context.ts'
import { takeSheet } from '../../../kernel/index.ts'
import json from '../../formatter/json/index.ts'
import { bodyOf } from './body.ts'

const PLAIN = { header: '', footer: '', separator: '\n' }
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString()

test('lines go as they are, unless some are wanted or something stands around them', async () => {
  const fields = { n: { type: 'integer', role: 'feature', description: '' } } as const
  const batch = { ...batchOf([{ n: 1 }, { n: 2 }, { n: 3 }]), fields }
  const delivery = deliver(batch, await openFormatter(json))
  const { bytes } = bodyOf(delivery, [0, 1, 2], PLAIN)
  expect(bytes.buffer).toBe(delivery.lines!.bytes.buffer)
  expect(text(bytes)).toBe('{"n":1}\n{"n":2}\n{"n":3}')
  expect(text(bodyOf(delivery, [0, 2], PLAIN).bytes)).toBe('{"n":1}\n{"n":3}')
  const around = { header: '(', separator: '),(', footer: ')' }
  expect(text(bodyOf(delivery, [0, 1, 2], around).bytes)).toBe('({"n":1}),({"n":2}),({"n":3})')
})

test('memory serves again once the server has read it, and not before', () => {
  const delivery = deliveryOf(['é'.repeat(40_000), 'b'])
  const first = bodyOf(delivery, [0, 1], PLAIN)
  const second = bodyOf(delivery, [0, 1], PLAIN)
  expect(second.bytes.buffer).not.toBe(first.bytes.buffer)
  first.release()
  expect(text(second.bytes)).toBe(`${'é'.repeat(40_000)}\nb`)
  expect(takeSheet(first.bytes.length).bytes.buffer).toBe(first.bytes.buffer)
})
