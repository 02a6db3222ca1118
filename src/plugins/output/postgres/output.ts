import type { Client } from 'pg'
import {
  type Delivery,
  type DeliveryError,
  type Failure,
  type Output,
  type OutputContext,
  reuseSheet,
} from '../../../kernel/index.ts'
import { optionalPackage } from '../../optional-package.ts'
import { underWay } from '../under-way.ts'
import { addressOf } from './address.ts'
import { writeRows } from './bisect.ts'
import { type Clients, clients } from './clients.ts'
import { type Conflict, conflictOf, requireFit } from './conflict.ts'
import { type Copy, copier, someRows } from './copy.ts'
import { createStatement } from './create.ts'
import { postgresError } from './error.ts'
import type { PostgresOptions } from './options.ts'
import { type RowMaker, rowMaker } from './rows.ts'
import { describe, noRight, quoted, requireSome, type Table, unfit } from './table.ts'

/** Formatters that make a record its JSON. */
const DIRECT: ReadonlySet<string> = new Set(['json', 'plain'])

const NEVER = new AbortController().signal

export async function postgresOutput(options: PostgresOptions, context: OutputContext): Promise<Output> {
  const { default: pg } = await optionalPackage('pg', 'the output postgres', () => import('pg'))
  const { config, where } = addressOf(options, context)
  const rows = rowMaker({
    columns: options.columns,
    idColumn: options.id_column,
    plain: DIRECT.has(options.formatter.format),
    zone: context.zone,
  })
  return new PostgresOutput(options, rows, clients(pg, config, options.connections, where), where)
}

/** A table with the way to write to it. */
interface Target {
  readonly table: Table
  readonly copy: Copy
  /** Column lists that were found to fit. */
  readonly fits: Set<string>
}

class PostgresOutput implements Output {
  readonly #options: PostgresOptions
  readonly #rows: RowMaker
  readonly #clients: Clients
  readonly #where: string
  readonly #path: string
  readonly #conflict: Conflict
  readonly #writes = underWay()
  /** One more, to be made ready while the others are under way. */
  readonly concurrency: number
  readonly unframed: boolean
  /** Of the rows that were taken, as they were sent. */
  bytes = 0
  #target: Promise<Target | undefined> | undefined

  constructor(options: PostgresOptions, rows: RowMaker, connections: Clients, where: string) {
    this.#options = options
    this.concurrency = options.connections + 1
    const texts = Object.values(options.columns ?? {}).includes('$event')
    this.unframed = !texts && DIRECT.has(options.formatter.format)
    this.#rows = rows
    this.#clients = connections
    this.#where = where
    this.#conflict = conflictOf(options)
    const { schema, table } = options
    this.#path = schema === null ? quoted(table) : `${quoted(schema)}.${quoted(table)}`
  }

  async open(): Promise<void> {
    const target = await this.#found(NEVER)
    if (target) this.#requireFit(target, this.#rows.named ?? [])
    else if (!this.#options.create_table) throw this.#missing()
  }

  async check(): Promise<void> {
    await this.open()
    const target = await this.#found(NEVER)
    if (!target) await this.#clients.use(NEVER, (client) => this.#mayCreate(client))
    else if (!this.#rows.named) requireSome(target.table)
  }

  write(delivery: Delivery, signal: AbortSignal): Promise<readonly Failure[] | undefined> {
    return this.#writes.track(this.#write(delivery, signal))
  }

  async close(): Promise<void> {
    await this.#writes.settled()
    await this.#clients.close()
  }

  async #write(delivery: Delivery, signal: AbortSignal): Promise<readonly Failure[] | undefined> {
    if (delivery.frames.length === 0) return undefined
    const target = (await this.#found(signal)) ?? (await this.#created(delivery, signal))
    const failures: Failure[] = []
    const { columns, bytes, frames } = this.#rows.rows(delivery, target.table, failures)
    if (frames.length > 0) {
      this.#requireFit(target, columns)
      const failed = await this.#clients.use(signal, (client) =>
        writeRows(
          frames,
          async (from, end) => {
            const some = end - from === frames.length ? bytes : someRows(bytes, from, end)
            await target.copy(client, columns, some)
            this.bytes += some.length
          },
          (cause) => (signal.aborted ? signal.reason : this.#told(cause)),
        ),
      )
      // After a failure they may still be on their way.
      if (failed.length === 0) reuseSheet(bytes)
      failures.push(...failed)
    }
    return failures.length > 0 ? failures : undefined
  }

  /** What an error means; a table that has changed is looked at again before the next batch. */
  #told(cause: unknown): DeliveryError {
    const error = postgresError(cause, this.#where)
    if (error.code === 'E_OUTPUT_TARGET' || error.code === 'E_OUTPUT_DENIED') this.#target = undefined
    return error
  }

  /** The table, described once; undefined when it is not there. */
  #found(signal: AbortSignal): Promise<Target | undefined> {
    this.#target ??= this.#clients
      .use(signal, (client) => describe(client, this.#path))
      .then(
        (table) => {
          if (table) return { table, copy: copier(table, this.#conflict), fits: new Set() }
          this.#target = undefined
          return undefined
        },
        (error: unknown) => {
          this.#target = undefined
          throw error
        },
      )
    return this.#target
  }

  async #created(delivery: Delivery, signal: AbortSignal): Promise<Target> {
    if (!this.#options.create_table) throw this.#missing()
    const samples = this.#rows.sample(delivery)
    if (samples.length === 0) throw unfit(`the first batch names no column for ${this.#path}`, 'set columns')
    const statement = createStatement(this.#path, samples, this.#conflict.key, delivery.batch.fields)
    await this.#clients
      .use(signal, (client) => client.query(statement))
      .catch((error: unknown) => {
        // Someone else created it in the same moment: then it is there.
        if (!/pg_type_typname_nsp_index|pg_class_relname_nsp_index/.test(String(error))) throw error
      })
    const target = await this.#found(signal)
    if (!target) throw this.#missing()
    return target
  }

  #requireFit({ table, fits }: Target, columns: readonly string[]): void {
    const list = columns.join('\0')
    if (fits.has(list)) return
    requireFit(table, columns, this.#conflict)
    fits.add(list)
  }

  async #mayCreate(client: Client): Promise<void> {
    const { schema } = this.#options
    const { rows } = await client.query<{ name: string | null; allowed: boolean | null }>(
      `select n.nspname as name, has_schema_privilege(n.oid, 'CREATE') as allowed
        from (select coalesce($1, current_schema()) as wanted) w left join pg_namespace n on n.nspname = w.wanted`,
      [schema],
    )
    const [found] = rows
    if (!found?.name)
      throw unfit(`there is no schema ${schema ?? 'on the search path'}`, 'create it, or name another')
    if (!found.allowed)
      throw noRight(`no right to create ${this.#path}`, `grant create on schema ${found.name}`)
  }

  #missing(): DeliveryError {
    return unfit(`${this.#where} has no table ${this.#path}`, 'create it, or set create_table: true')
  }
}
