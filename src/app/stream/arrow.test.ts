import { tableFromIPC } from 'apache-arrow'
import { expect, test } from 'vitest'
import { deliveryOf } from '../../../test/plugin-context.ts'
import { type Fields, UTC } from '../../kernel/index.ts'
import { arrowFramer } from './arrow.ts'

const about = { role: 'feature', description: '' } as const
const fields: Fields = {
  n: { ...about, type: 'integer' },
  text: { ...about, type: 'string', nullable: true },
}
const framer = () => arrowFramer({ fields, zone: UTC, formatter: {} as never })

test('a stream without records has the schema', async () => {
  const { end } = await framer()
  const table = tableFromIPC(end!())
  expect(String(table.schema)).toBe('Schema<{ 0: n: Int64, 1: text: Utf8 }>')
  expect(table.numRows).toBe(0)
})

test('a record that does not fit is refused alone', async () => {
  const { write, end } = await framer()
  const { sent, failures } = write(
    deliveryOf([
      { n: 1, text: 'é' },
      { n: 'x', text: '' },
      { n: 2, text: null },
    ]),
  )
  expect(failures).toMatchObject([{ frame: 1, error: { code: 'E_OUTPUT_SCHEMA' } }])
  const table = tableFromIPC(Buffer.concat([sent as Uint8Array, end!()]))
  expect(table.toArray().map((row) => row?.toJSON())).toEqual([
    { n: 1n, text: 'é' },
    { n: 2n, text: null },
  ])
})

test('a delivery may carry some of the records of its batch', async () => {
  const { write, end } = await framer()
  const records = [1, 2, 'x', 4].map((n) => ({ n, text: '' }))
  const delivery = { ...deliveryOf(records), frames: ['', ''], carries: Int32Array.of(1, 2) }
  const { sent, failures } = write(delivery)
  expect(failures).toMatchObject([{ frame: 1, error: { code: 'E_OUTPUT_SCHEMA' } }])
  const table = tableFromIPC(Buffer.concat([sent as Uint8Array, end!()]))
  expect(table.toArray().map((row) => row?.n)).toEqual([2n])
})
