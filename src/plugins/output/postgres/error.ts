import { DeliveryError, type FailureKind } from '../../../kernel/index.ts'
import { networkError } from '../network-error.ts'

/** What the server says of an error, as far as it concerns us. */
interface ServerError {
  readonly code: string
  readonly message: string
  readonly detail?: string
  readonly where?: string
}

interface Meaning {
  readonly kind: FailureKind
  readonly code: string
  readonly hint?: string
  /** The fault of single rows: others may pass. */
  readonly data?: boolean
}

const DATA: Meaning = { kind: 'rejected', code: 'E_OUTPUT_REJECTED', data: true }
const SERVER: Meaning = { kind: 'server', code: 'E_OUTPUT_SERVER' }
const CONNECT: Meaning = { kind: 'connect', code: 'E_OUTPUT_CONNECT' }
const TARGET: Meaning = { kind: 'rejected', code: 'E_OUTPUT_TARGET' }
const DENIED: Meaning = { kind: 'rejected', code: 'E_OUTPUT_DENIED', hint: 'check username and password' }

/** By SQLSTATE, or else by its class: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  '08': CONNECT,
  '22': DATA,
  '23': DATA,
  '28': DENIED,
  '3D': { ...TARGET, hint: 'create the database, or name another' },
  '3F': { ...TARGET, hint: 'create the schema, or name another' },
  '53100': { ...SERVER, hint: 'the disk of the server is full' },
  '53300': { kind: 'throttled', code: 'E_OUTPUT_THROTTLED', hint: 'too many connections; lower connections' },
  '54': DATA,
  '57014': { kind: 'timeout', code: 'E_OUTPUT_TIMEOUT' },
  '57P01': CONNECT,
  '57P02': CONNECT,
  '57P03': CONNECT,
  '57P05': CONNECT,
  '42501': { ...DENIED, hint: 'grant the user what is missing' },
  '42704': { ...TARGET, hint: 'has the table changed?' },
  '42703': { ...TARGET, hint: 'has the table changed?' },
  '42804': DATA,
  '42P01': { ...TARGET, hint: 'create the table, or set create_table: true' },
  '42P10': { ...TARGET, hint: 'make a unique index on id_column or conflict_columns' },
  '42701': TARGET,
}

/** A failure of the server or of the way to it, as a DeliveryError. */
export class PostgresError extends DeliveryError {
  /** The fault of single rows: others may pass. */
  readonly data: boolean
  /** The row of a COPY that it speaks of, from 0, where it says so. */
  readonly row: number | undefined

  constructor(meaning: Meaning, said: ServerError, where: string, cause: unknown) {
    const detail = said.detail === undefined ? '' : ` (${said.detail})`
    super(meaning.kind, meaning.code, `${where}: ${said.message}${detail}`, { hint: meaning.hint, cause })
    this.data = meaning.data === true
    const line = /^COPY \S.*, line (\d+)/.exec(said.where ?? '')?.[1]
    this.row = line === undefined ? undefined : Number(line) - 1
  }
}

/** Any error of the client. */
export function postgresError(cause: unknown, where: string): DeliveryError {
  if (cause instanceof DeliveryError) return cause
  const said = cause as Partial<ServerError> | undefined
  const state = said?.code
  if (typeof state !== 'string' || !/^[\dA-Z]{5}$/.test(state) || !isServerError(cause)) {
    return networkError(cause, where)
  }
  return new PostgresError(MEANINGS[state] ?? MEANINGS[state.slice(0, 2)] ?? SERVER, cause, where, cause)
}

/** Codes of the system, as EPIPE, have five letters, too; only the server's errors have a severity. */
function isServerError(cause: unknown): cause is ServerError {
  return typeof (cause as { severity?: unknown }).severity === 'string'
}
