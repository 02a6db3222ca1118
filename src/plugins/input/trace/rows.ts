import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { LoomError, suggest } from '../../../kernel/index.ts'

export interface Columns {
  /** The column or field of the time. */
  readonly time: string
  /** That of the count, if there is one. */
  readonly counts: string | null
}

/** What a row says of the two, as it stands there. */
export interface Row {
  /** Counted from 1; where a row takes several lines, the last. */
  readonly line: number
  readonly time: unknown
  readonly count: unknown
}

/** The rows of a CSV file with a header. E_INPUT_FILE if it cannot be read or lacks a column. */
export async function* csvRows(
  file: string,
  { time, counts }: Columns,
  delimiter: string,
): AsyncGenerator<Row, undefined> {
  const { parse } = await import('csv-parse')
  const parser = parse({ delimiter, bom: true, info: true, relax_column_count: true, skip_empty_lines: true })
  createReadStream(file)
    .on('error', (error) => parser.destroy(error))
    .pipe(parser)
  let places: readonly [time: number, count: number] | undefined
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[]
      info: { lines: number }
    }>) {
      if (places === undefined)
        places = [place(file, record, time), counts === null ? -1 : place(file, record, counts)]
      else yield { line: info.lines, time: record[places[0]], count: record[places[1]] }
    }
  } catch (error) {
    throw error instanceof LoomError ? error : unreadable(file, error)
  }
}

function place(file: string, header: readonly string[], column: string): number {
  const found = header.indexOf(column)
  if (found >= 0) return found
  throw new LoomError('E_INPUT_FILE', `there is no column "${column}"`, {
    hint: suggest(column, header) ?? `columns are ${header.join(', ')}`,
    at: { file, line: 1 },
  })
}

/** The rows of a file with a JSON object a line; blank lines are skipped. Dots reach into objects. */
export async function* ndjsonRows(file: string, { time, counts }: Columns): AsyncGenerator<Row, undefined> {
  const lines = createInterface({
    input: createReadStream(file, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  })
  let line = 0
  try {
    for await (const text of lines) {
      line++
      if (text.trim() === '') continue
      const record = parsed(text, file, line)
      yield {
        line,
        time: valueAt(record, time),
        count: counts === null ? undefined : valueAt(record, counts),
      }
    }
  } catch (error) {
    throw error instanceof LoomError ? error : unreadable(file, error)
  }
}

function parsed(text: string, file: string, line: number): unknown {
  try {
    return JSON.parse(line === 1 ? text.replace(/^\uFEFF/, '') : text)
  } catch (cause) {
    throw new LoomError('E_INPUT_FILE', 'the line is no JSON', { at: { file, line }, cause })
  }
}

function valueAt(record: unknown, path: string): unknown {
  const own = (value: unknown, key: string) =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, key)
      ? (value as Record<string, unknown>)[key]
      : undefined
  return own(record, path) ?? path.split('.').reduce(own, record)
}

function unreadable(file: string, cause: unknown): LoomError {
  const { message, lines } = cause as Error & { lines?: number }
  return new LoomError('E_INPUT_FILE', `cannot read the file: ${message}`, {
    hint: 'paths are relative to the project folder',
    at: { file, ...(lines !== undefined && { line: lines }) },
    cause,
  })
}
