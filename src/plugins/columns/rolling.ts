import fs from 'node:fs'
import { dirname } from 'node:path'
import {
  type Delivery,
  DeliveryError,
  type Failure,
  LoomError,
  type Output,
  type OutputContext,
  parseSize,
  type Rec,
} from '../../kernel/index.ts'
import { failFrom } from '../encoding/frames.ts'
import { firstEvent } from '../output/expression.ts'
import { windows } from '../output/file/windows.ts'
import { numbered } from './numbered.ts'
import type { ColumnFileOptions } from './options.ts'
import { PartFile } from './part-file.ts'
import { type Column, declaredColumns, inferredColumns, readRecord } from './schema.ts'
import { type Columns, Table } from './table.ts'

/** Turns rows into the bytes of one file. Each call appends to the file. */
export interface ColumnWriter {
  write(columns: Columns): void
  /** What a file ends with. */
  end(): void
}

/** For a checkpoint: all files with lower numbers are whole. */
interface Position {
  readonly next: number
}

interface OpenFile {
  readonly file: PartFile
  readonly writer: ColumnWriter
  rows: number
  /** All of it was handed to the system, which did not take it yet. */
  ended: boolean
}

/** Begins a file of these columns. */
export type OpenWriter = (columns: readonly Column[], file: PartFile) => ColumnWriter

/** An output that writes files of columns, one after the other. */
export function rollingOutput(options: ColumnFileOptions, context: OutputContext, open: OpenWriter): Output {
  const { max_rows = Number.POSITIVE_INFINITY, max_bytes, every } = options.rotate
  const limit = max_bytes === undefined ? Number.POSITIVE_INFINITY : parseSize(max_bytes)!
  const path = context.resolve(options.path)
  const folder = dirname(path)
  const files = numbered(path)
  const cut = every === undefined ? undefined : windows(every, context.zone)
  const direct = options.formatter.format === 'plain'
  let next = 1
  /** Of the files that are finished. */
  let bytes = 0
  let table: Table | undefined
  let current: OpenFile | undefined

  /** Brings to an end what the system did not take the last time; throws if it still does not. */
  const settle = (): void => {
    if (current?.ended) finish()
    else current?.file.flush()
  }

  /** Puts the rows that were collected into the file. When this throws they wait, and go before all others. */
  const flush = (): void => {
    if (!table || table.rows === 0) return
    if (!current) {
      const file = new PartFile(files.name(next))
      current = { file, writer: open(table.columns, file), rows: 0, ended: false }
      next++
    }
    current.rows += table.rows
    current.writer.write(table.take())
    current.file.flush()
  }

  const finish = (): void => {
    if (!current?.ended) flush()
    if (!current) return
    if (!current.ended) current.writer.end()
    current.ended = true
    current.file.finish()
    bytes += current.file.size
    current = undefined
  }

  const recordOf = (delivery: Delivery, frame: number, events = delivery.batch.events): Rec => {
    const event = events[firstEvent(delivery, frame)]!
    if (direct && typeof event !== 'string') return event
    const text = delivery.frames[frame]!
    const record = readRecord(typeof text === 'string' ? text : Buffer.from(text).toString())
    if (record) return record
    throw new DeliveryError('rejected', 'E_OUTPUT_SCHEMA', 'the event is no record and no JSON object', {
      hint: 'columns are made of the fields of records',
    })
  }

  const tableOf = (delivery: Delivery): Table | undefined => {
    const declared = options.schema
      ? Object.entries(options.schema).map(([name, type]) => ({ name, type }))
      : delivery.batch.fields && declaredColumns(delivery.batch.fields)
    const columns = declared ?? inferredColumns(recordsOf(delivery))
    return columns.length === 0
      ? undefined
      : new Table(columns, options.extra_fields === 'reject', context.zone)
  }

  const recordsOf = (delivery: Delivery): Rec[] =>
    delivery.frames.flatMap((_, frame) => {
      try {
        return [recordOf(delivery, frame)]
      } catch {
        return []
      }
    })

  /** Finishes what is full. */
  const roll = (): void => {
    if (table!.rows + (current?.rows ?? 0) >= max_rows) finish()
    else if (table!.rows >= options.batch_rows) {
      flush()
      if (current!.file.size >= limit) finish()
    }
  }

  const write = (delivery: Delivery): readonly Failure[] | undefined => {
    if (delivery.carries === 'all') throw formatterOfAll()
    settle()
    table ??= tableOf(delivery)
    const failures: Failure[] = []
    const { events } = delivery.batch
    const count = delivery.frames.length
    for (let frame = 0; frame < count; frame++) {
      try {
        const record = recordOf(delivery, frame, events)
        if (cut?.begins(delivery, frame)) {
          finish()
          cut.enter(delivery, frame)
        }
        table!.add(record)
      } catch (error) {
        failures.push({ frame, error })
        continue
      }
      try {
        roll()
      } catch (error) {
        // The rows so far are kept and written later; those to come are not taken.
        failFrom(frame + 1, count, error, failures)
        break
      }
    }
    return failures.length > 0 ? failures : undefined
  }

  return {
    unframed: direct,
    get bytes() {
      return bytes + (current?.file.size ?? 0)
    },
    open() {
      next = (files.existing().at(-1) ?? 0) + 1
      fs.mkdirSync(folder, { recursive: true })
    },
    write,
    close: finish,
    position(): Position {
      finish()
      return { next }
    },
    resume(position) {
      const from = (position as Position).next
      for (const n of files.existing()) if (n >= from) fs.rmSync(files.name(n))
      next = from
    },
    check() {
      try {
        if (fs.existsSync(folder)) fs.accessSync(folder, fs.constants.W_OK)
      } catch (cause) {
        throw new LoomError('E_OUTPUT_OPEN', `files cannot be created in ${folder}`, {
          hint: 'check the path and its permissions',
          cause,
        })
      }
    },
  }
}

function formatterOfAll(): LoomError {
  return new LoomError('E_OPTION_INVALID', 'columns need a formatter that keeps events apart', {
    hint: 'use the plain formatter, or json',
  })
}
