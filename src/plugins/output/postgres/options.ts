import * as z from 'zod'
import { formatterReference, freeMap } from '../../../kernel/index.ts'
import { tlsAsked, tlsOptions, tlsRules } from '../../tls/options.ts'

/** The server counts bytes, and cuts longer names without a word. */
const identifier = () =>
  z
    .string()
    .min(1)
    .refine((name) => Buffer.byteLength(name) <= 63 && !name.includes('\0'), 'must have at most 63 bytes')

export const options = z
  .strictObject({
    host: z
      .string()
      .min(1)
      .default('localhost')
      .describe('Name or address of the server, or the folder of its socket.'),
    port: z.int().min(1).max(65_535).default(5432).describe('Its port.'),
    database: z.string().min(1).default('postgres').describe('The database.'),
    username: z.string().min(1).default('postgres').describe('The user.'),
    password: z.string().nullable().default(null).describe('The password.'),
    url: z
      .url({ protocol: /^postgres(ql)?$/, error: 'must be an address such as postgres://user@host/database' })
      .nullable()
      .default(null)
      .describe('postgres://user:password@host:port/database; what it says goes before the options above.'),
    schema: identifier()
      .nullable()
      .default(null)
      .describe('The schema of the table; by default the first on the search path that has it.'),
    table: identifier().describe('The table.'),
    columns: freeMap(z.string().min(1))
      .optional()
      .describe(
        'Column → field of the event (`user.name` reaches into nested ones), or $event (its whole text, for json and jsonb), $id (its name, the same at every attempt), $time (when it happened) or $seq (its number). By default each field goes to the column of its name.',
      ),
    id_column: identifier()
      .nullable()
      .default(null)
      .describe(
        'Column for the name of the event, of type uuid or text, with a unique index: makes each event arrive exactly once.',
      ),
    on_conflict: z
      .enum(['error', 'ignore', 'update'])
      .optional()
      .describe(
        'What to do with a row whose key is there: refuse the event, keep the old row, or replace it (default: ignore with id_column or conflict_columns, else error).',
      ),
    conflict_columns: z
      .array(identifier())
      .min(1)
      .optional()
      .describe('The key: columns of a unique index (default: id_column).'),
    create_table: z
      .boolean()
      .default(false)
      .describe(
        'Create the table if it is not there: from the fields that the model declares, or else from the first batch.',
      ),
    connections: z.int().min(1).max(1000).default(4).describe('Connections at once, at most.'),
    connect_timeout: z.int().min(1).max(86_400).default(10).describe('Seconds for a connection to be made.'),
    ssl: z.boolean().default(false).describe('Speak TLS.'),
    ...tlsOptions,
    formatter: formatterReference('json'),
  })
  .check(tlsRules)
  .check(({ value, issues }) => {
    const refuse = (option: string, message: string) =>
      issues.push({ code: 'custom', input: value, path: [option], message })
    const asked = value.ssl || value.url !== null ? undefined : tlsAsked(value)
    if (asked !== undefined) refuse(asked, 'needs ssl: true')
    const unknown = Object.entries(value.columns ?? {}).find(
      ([, source]) => source.startsWith('$') && !SPECIAL.has(source),
    )
    if (unknown) refuse('columns', `"${unknown[1]}" is none of ${[...SPECIAL].join(', ')}`)
    if (value.columns && Object.keys(value.columns).length === 0 && value.id_column === null) {
      refuse('columns', 'needs a column')
    }
    const keyed = value.id_column !== null || value.conflict_columns !== undefined
    if (!keyed && value.on_conflict !== undefined && value.on_conflict !== 'error') {
      refuse('on_conflict', 'needs id_column or conflict_columns')
    }
  })

/** Sources of a column that are no fields. */
export const SPECIAL: ReadonlySet<string> = new Set(['$event', '$id', '$time', '$seq'])

export type PostgresOptions = z.output<typeof options>
