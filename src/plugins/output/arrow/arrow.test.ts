import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import { expect, test } from 'vitest'
import { deliveryOf, inFolder, never, openOutput } from '../../../../test/plugin-context.ts'
import type { Event } from '../../../kernel/index.ts'
import arrow from './index.ts'

const write = async (
  directory: string,
  more: Record<string, unknown>,
  batches: readonly (readonly Event[])[],
) => {
  const output = await openOutput(arrow, { path: 'x.arrow', ...more }, { directory })
  await output.open?.()
  for (const events of batches) expect(await output.write(deliveryOf(events), never)).toBeUndefined()
  await output.close?.()
  return readdirSync(directory)
    .sort()
    .map((name) => tableFromIPC(readFileSync(join(directory, name))))
}

const SCHEMA = {
  id: 'integer',
  at: 'timestamp',
  name: 'string',
  amount: 'number',
  good: 'boolean',
  list: 'json',
}

test.each(['file', 'stream'])('%s: types, nulls and texts', (ipc) =>
  inFolder(async (directory) => {
    const record = {
      id: 7,
      at: '2024-01-31T15:04:05.000123Z',
      name: 'Zoë 😀',
      amount: 12.5,
      good: true,
      list: [1],
    }
    const events = [record, {}, { ...record, id: -1, name: '', good: false }]
    const [table] = await write(directory, { ipc, schema: SCHEMA, batch_rows: 2 }, [events])
    expect(String(table!.schema)).toBe(
      'Schema<{ 0: id: Int64, 1: at: Timestamp<MICROSECOND, UTC>, 2: name: Utf8, 3: amount: Float64, 4: good: Bool, 5: list: Utf8 }>',
    )
    const at = table!.getChild('at')!
    expect(at.data[0]!.values[0]).toBe(1_706_713_445_000_123n)
    expect(table!.toArray().map((row) => ({ ...row?.toJSON(), at: undefined }))).toEqual([
      { id: 7n, at: undefined, name: 'Zoë 😀', amount: 12.5, good: true, list: '[1]' },
      { id: null, at: undefined, name: null, amount: null, good: null, list: null },
      { id: -1n, at: undefined, name: '', amount: 12.5, good: false, list: '[1]' },
    ])
  }),
)

test('many rows over many batches and files', () =>
  inFolder(async (directory) => {
    const events = Array.from({ length: 1000 }, (_, n) => ({
      n,
      odd: n % 2 === 1,
      text: n % 3 ? `t${n}` : null,
    }))
    const rotate = { max_rows: 300 }
    const tables = await write(directory, { batch_rows: 70, rotate }, [
      events.slice(0, 450),
      events.slice(450),
    ])
    expect(tables.map(({ numRows }) => numRows)).toEqual([300, 300, 300, 100])
    const rows = tables.flatMap((table) => table.toArray().map((row) => row?.toJSON()))
    expect(rows.map((row) => ({ ...row, n: Number(row?.n) }))).toEqual(events)
  }))
