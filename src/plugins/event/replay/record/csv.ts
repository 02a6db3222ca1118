import { type Event, LoomError } from '../../../../kernel/index.ts'
import { Bad, type Parser } from './parser.ts'

/** A record longer than this many lines is a quote that nobody closed. */
const MOST_LINES = 10_000

/**
 * Each row is a record of texts, named by the first row (RFC 4180: fields in double quotes may hold delimiters,
 * line ends, and double quotes written twice; a quote inside an unquoted field is one). Rows are read line by line, so that a bad one harms no other. A
 * header that names nothing is an error of the file: E_REPLAY_RECORD is thrown.
 */
export function csvRows(file: string, delimiter: string): Parser {
  let columns: readonly string[] | undefined
  let begun: string[] = []
  let begunAt = 0
  const problem = (message: string, line: number): LoomError =>
    new LoomError('E_REPLAY_RECORD', message, { at: { file, line } })

  const header = (row: readonly string[] | undefined, line: number): undefined => {
    if (row === undefined) throw problem(BAD_QUOTE, line)
    columns = row.map((name, i) => (i === 0 ? name.replace(/^\ufeff/, '') : name))
    const twice = columns.find((column, i) => columns!.indexOf(column) !== i)
    if (twice !== undefined) throw problem(`two columns are named "${twice}"`, line)
  }

  const record = (row: readonly string[] | undefined, line: number): Event | Bad | undefined => {
    if (columns === undefined) return header(row, line)
    if (row === undefined) return new Bad(problem(BAD_QUOTE, line))
    if (row.length !== columns.length) {
      return new Bad(problem(`the row has ${row.length} fields, the header ${columns.length}`, line))
    }
    const made: Record<string, string> = {}
    for (let i = 0; i < columns.length; i++) made[columns[i]!] = row[i]!
    return made
  }

  return {
    line(text, number) {
      if (begun.length === 0) {
        if (text === '') return undefined
        if (!text.includes('"')) return record(text.split(delimiter), number)
        begunAt = number
      }
      begun.push(text)
      const stillOpen = endsInQuotes(text, begun.length > 1, delimiter)
      if (stillOpen && begun.length < MOST_LINES) return undefined
      const whole = begun.join('\n')
      begun = []
      if (stillOpen)
        return new Bad(problem(`a quoted field is not closed within ${MOST_LINES} lines`, begunAt))
      return record(splitRow(whole, delimiter), begunAt)
    },
    reset() {
      begun = []
    },
    end() {
      if (begun.length === 0) return undefined
      begun = []
      return new Bad(problem('a quoted field is not closed at the end of the file', begunAt))
    },
  }
}

const BAD_QUOTE = 'text stands behind a quoted field'

/** Is a quoted field open at the end of a line, given whether one was at its beginning? */
function endsInQuotes(text: string, openBefore: boolean, delimiter: string): boolean {
  let open = openBefore
  let at = 0
  for (;;) {
    if (!open) {
      // A field begins here; only a quote at its very beginning opens it.
      if (text[at] === '"') at++
      else {
        const next = text.indexOf(delimiter, at)
        if (next < 0) return false
        at = next + 1
        continue
      }
    }
    const quote = text.indexOf('"', at)
    if (quote < 0) return true
    at = quote + 1
    open = text[at] === '"'
    if (open) at++
    else {
      const next = text.indexOf(delimiter, at)
      if (next < 0) return false
      at = next + 1
    }
  }
}

/** The fields of one whole row; undefined where text stands behind a quoted field. */
export function splitRow(text: string, delimiter: string): string[] | undefined {
  const fields: string[] = []
  let at = 0
  for (;;) {
    let field = ''
    if (text[at] === '"') {
      for (;;) {
        const end = text.indexOf('"', at + 1)
        if (end < 0) return undefined
        field += text.slice(at + 1, end)
        at = end + 1
        if (text[at] !== '"') break
        field += '"'
      }
    } else {
      const end = text.indexOf(delimiter, at)
      field = text.slice(at, end < 0 ? text.length : end)
      at += field.length
    }
    fields.push(field)
    if (at === text.length) return fields
    if (text[at] !== delimiter) return undefined
    at++
  }
}
