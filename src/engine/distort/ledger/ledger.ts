import { closeSync, constants, fstatSync, ftruncateSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname, extname } from 'node:path'
import { LoomError, type Zone } from '../../../kernel/index.ts'
import type { Mark } from '../mark.ts'
import type { LedgerOptions } from './options.ts'
import { COLUMNS, csvRows, ndjsonRows, type Place, type Rows } from './rows.ts'

/** Rows are handed to the system when they are this long together, UTF-16 units. */
const CHUNK = 1 << 20

/** How far a ledger had come: what a checkpoint remembers of it. */
export interface LedgerPosition {
  /** Length of the file. */
  readonly bytes: number
  readonly rows: number
}

/** The ground truth of a run in a file: one row for each injected change. */
export class Ledger {
  readonly path: string
  readonly #file: number
  readonly #write: Rows
  #rows: number
  #bytes: number
  #text = ''
  #failure: LoomError | undefined

  /**
   * Opens the file; E_LEDGER_OPEN when that is not possible.
   *
   * @param path absolute
   * @param resumed goes on there, and forgets what came later
   */
  constructor(options: LedgerOptions, path: string, zone: Zone, resumed?: LedgerPosition) {
    this.path = path
    const csv = (options.format ?? (extname(path) === '.csv' ? 'csv' : 'ndjson')) === 'csv'
    this.#write = csv ? csvRows(zone) : ndjsonRows(zone)
    this.#file = openFile(path)
    const length = resumed?.bytes ?? (options.write_mode === 'overwrite' ? 0 : fstatSync(this.#file).size)
    ftruncateSync(this.#file, length)
    this.#bytes = length
    this.#rows = resumed?.rows ?? 0
    if (csv && length === 0) this.#text = `${COLUMNS.join(',')}\n`
    this.commit()
  }

  add(place: Place, last: Mark): void {
    for (let mark: Mark | undefined = last; mark; mark = mark.previous) this.#rows++
    this.#text += this.#write(place, last)
    if (this.#text.length > CHUNK) this.#flush()
  }

  /** All rows added are with the system when this returns; E_LEDGER_WRITE if it did not take one of them, ever. */
  commit(): void {
    if (this.#text !== '') this.#flush()
    if (this.#failure) throw this.#failure
  }

  #flush(): void {
    const bytes = Buffer.from(this.#text)
    this.#text = ''
    try {
      for (let at = 0; at < bytes.length && !this.#failure; ) {
        const taken = writeSync(this.#file, bytes, at, bytes.length - at, this.#bytes)
        at += taken
        this.#bytes += taken
      }
    } catch (error) {
      const message = `the ledger ${this.path} cannot be written: ${reasonOf(error)}`
      const hint = 'events whose changes are not in the ledger are not delivered'
      this.#failure = new LoomError('E_LEDGER_WRITE', message, { hint, cause: error })
    }
  }

  get position(): LedgerPosition {
    return { bytes: this.#bytes, rows: this.#rows }
  }

  close(): void {
    closeSync(this.#file)
  }
}

/** Not with the flag `a`: a resumed run goes back to a place, and appending would ignore it. */
function openFile(path: string): number {
  try {
    mkdirSync(dirname(path), { recursive: true })
    return openSync(path, constants.O_RDWR | constants.O_CREAT)
  } catch (error) {
    throw new LoomError('E_LEDGER_OPEN', `the ledger ${path} cannot be opened: ${reasonOf(error)}`, {
      hint: 'is the folder there, and may it be written to?',
      cause: error,
    })
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
