import { closeSync, constants, fstatSync, ftruncateSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname, extname } from 'node:path'
import {
  LoomError,
  largerSheet,
  NO_ROOM,
  putUtf8,
  type Sheet,
  takeSheet,
  type Zone,
} from '../../../kernel/index.ts'
import type { Marks } from '../marks.ts'
import { COLUMNS, CSV, NDJSON } from './dialect.ts'
import type { LedgerOptions } from './options.ts'
import { rowWriter } from './row-writer.ts'
import type { Place, PutRows } from './rows.ts'

/** Rows are handed to the system when they are this long together, bytes. */
const CHUNK = 1 << 18

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
  readonly #put: PutRows
  #rows: number
  #bytes: number
  #sheet: Sheet = takeSheet(2 * CHUNK)
  /** Bytes of the sheet that are rows. */
  #filled = 0
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
    this.#put = rowWriter(zone, csv ? CSV : NDJSON)
    this.#file = openFile(path)
    const { size } = fstatSync(this.#file)
    const length = resumed?.bytes ?? (options.write_mode === 'overwrite' ? 0 : size)
    // Even where it changes nothing: a file that was emptied is flushed to the disk by ext4 when it is closed.
    if (length !== size) ftruncateSync(this.#file, length)
    this.#bytes = length
    this.#rows = resumed?.rows ?? 0
    if (csv && length === 0) this.#filled = putUtf8(this.#sheet, 0, `${COLUMNS.join(',')}\n`, CHUNK)
    this.commit()
  }

  /** Writes the marks of an event, which end with `last`, and forgets them. */
  add(place: Place, marks: Marks, last: number): void {
    const count = marks.order(last)
    this.#rows += count
    for (;;) {
      const end = this.#put(this.#sheet, this.#filled, place, marks, count)
      if (end !== NO_ROOM) {
        this.#filled = end
        break
      }
      if (this.#filled > 0) this.#flush()
      else this.#sheet = largerSheet(this.#sheet, 0)
    }
    marks.forget(last, count)
    if (this.#filled > CHUNK) this.#flush()
  }

  /** All rows added are with the system when this returns; E_LEDGER_WRITE if it did not take one of them, ever. */
  commit(): void {
    if (this.#filled > 0) this.#flush()
    if (this.#failure) throw this.#failure
  }

  #flush(): void {
    const { bytes } = this.#sheet
    const length = this.#filled
    this.#filled = 0
    try {
      for (let at = 0; at < length && !this.#failure; ) {
        const taken = writeSync(this.#file, bytes, at, length - at, this.#bytes)
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
