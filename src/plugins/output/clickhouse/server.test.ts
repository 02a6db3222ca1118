import { expect, test } from 'vitest'
import { readAs } from '../../../../test/plugin-context.ts'
import { clickhouseError, rowOf } from './error.ts'
import clickhouse from './index.ts'
import type { ClickHouseOptions } from './options.ts'
import { serverOf } from './server.ts'

const server = (raw: Record<string, unknown>) => {
  const { url, ...rest } = serverOf(readAs(clickhouse as never, { table: 't', ...raw }) as ClickHouseOptions)
  return { url: url.href, ...rest }
}
const plain = { database: 'default', username: 'default', password: '', settings: {} }

test.each([
  [{ host: 'h' }, { url: 'http://h:8123/' }],
  [{ host: '::1', protocol: 'https', port: 1 }, { url: 'https://[::1]:1/' }],
  [{ dsn: 'clickhouse://h' }, { url: 'http://h:8123/' }],
  [
    { dsn: 'clickhouses://u:p%40@h/d?a=1' },
    { url: 'https://h:8443/', database: 'd', username: 'u', password: 'p@', settings: { a: '1' } },
  ],
  [{ dsn: 'clickhousedb://h:9?secure=true' }, { url: 'https://h:9/' }],
  [{ dsn: 'clickhouse+native://h:9000/d' }, { url: 'http://h:8123/', database: 'd' }],
  [
    { host: 'mine', username: 'me', dsn: 'clickhouse://u:p@h:9/d' },
    { url: 'http://mine:9/', username: 'me', password: 'p', database: 'd' },
  ],
])('%j', (given, wanted) => {
  expect(server(given)).toEqual({ ...plain, ...wanted })
})

test('neither host nor DSN, or a DSN without host, is an error', () => {
  expect(() => server({})).toThrow(/host/)
  expect(() => server({ dsn: 'clickhouse:///d' })).toThrow(/dsn/)
})

test.each([
  [
    500,
    undefined,
    'Code: 27, e.displayText() = DB::Exception: Cannot parse input: (at row 3)',
    'rejected',
    2,
  ],
  [500, '252', 'Too many parts', 'throttled', undefined],
  [500, '516', 'Authentication failed', 'rejected', undefined],
  [404, '60', 'Table does not exist', 'server', undefined],
  [500, '999', 'Keeper exception', 'server', undefined],
  [500, '159', 'Timeout exceeded', 'timeout', undefined],
  [502, undefined, '<html>', 'server', undefined],
])('%j %j %j is %s', (status, header, text, kind, row) => {
  const error = clickhouseError(status, header, text, 'here')
  expect(error.kind).toBe(kind)
  expect(rowOf(error)).toBe(row)
})
