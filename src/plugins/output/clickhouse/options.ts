import * as z from 'zod'
import { formatterReference, freeMap } from '../../../kernel/index.ts'
import { tlsOptions, tlsRules } from '../../tls/options.ts'

const name = () => z.string().min(1)
const seconds = () => z.int().min(1).max(86_400)
const DSN = /^(clickhouses?|clickhousedb|clickhouse\+(native|asynch|http)):\/\/[^/?#]/

export const options = z
  .strictObject({
    host: name().nullable().default(null).describe('The server. Needed unless dsn names one.'),
    port: z.int().min(1).max(65_535).default(8123).describe('Port of the HTTP interface.'),
    protocol: z.enum(['http', 'https']).default('http').describe('Encrypted (https) or not.'),
    database: name().default('default').describe('Database of the table.'),
    table: name().describe('Where rows go.'),
    username: name().default('default').describe('User.'),
    password: z.string().default('').describe('Password.'),
    dsn: z
      .string()
      .regex(DSN, 'must begin with clickhouse://, clickhouses:// or clickhousedb:// and a host')
      .nullable()
      .default(null)
      .describe(
        'All in one: clickhouses://user:password@host:8443/database?setting=value. What options say counts more.',
      ),
    input_format: z
      .string()
      .regex(/^\w+$/, 'must be the name of a format')
      .default('JSONEachRow')
      .describe('What the events are to ClickHouse: any of its input formats.'),
    header: z.string().default('').describe('What stands before the events of a request.'),
    footer: z.string().default('').describe('What stands after the events of a request.'),
    separator: z.string().default('\n').describe('What stands between two events.'),
    async_insert: z
      .boolean()
      .default(false)
      .describe(
        'Let the server collect rows of several requests. It answers when they are stored; rows with errors fail their own request only.',
      ),
    deduplicate: z
      .boolean()
      .default(true)
      .describe(
        'Send a name for the rows of each request (insert_deduplication_token), so that a request that is sent again is stored once: in replicated tables, and in those with non_replicated_deduplication_window. ClickHouse 22.2 or newer.',
      ),
    settings: freeMap(z.union([z.string(), z.number(), z.boolean()]))
      .default({})
      .describe('Settings of ClickHouse for each insert, as input_format_skip_unknown_fields: 1.'),
    compression: z.enum(['none', 'gzip']).default('none').describe('How requests are compressed.'),
    connect_timeout: seconds().default(10).describe('Seconds for a connection to be made.'),
    request_timeout: seconds()
      .default(300)
      .describe(
        'Seconds that an answer may take; delivery.write_timeout, which is shorter, counts for the whole write.',
      ),
    client_name: name()
      .nullable()
      .default(null)
      .describe('Who sends, for the query log: stands before eventloom in User-Agent.'),
    pool_maxsize: z.int().min(1).max(65_535).default(32).describe('Connections at once, at most.'),
    tls_mode: z
      .enum(['proxy', 'strict', 'mutual'])
      .nullable()
      .default(null)
      .describe(
        'What a client certificate is for: to log in at ClickHouse in place of the password (mutual, the default), or only for the connection (proxy, strict).',
      ),
    ...tlsOptions,
    proxy_url: z
      .url({ protocol: /^https?$/, error: 'must be an http or https address' })
      .nullable()
      .default(null)
      .describe('Proxy, with user and password if it wants them.'),
    formatter: formatterReference('json'),
  })
  .check(tlsRules)
  .check(({ value, issues }) => {
    if (value.host === null && value.dsn === null) {
      issues.push({ code: 'custom', input: value, path: ['host'], message: 'is needed, or a dsn' })
    }
  })

export type ClickHouseOptions = z.output<typeof options>
