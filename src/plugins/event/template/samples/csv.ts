import { isWide, type Log, narrow } from '../../../../kernel/index.ts'
import type { CsvOptions } from './options.ts'
import { type Table, TableError } from './table.ts'

/** The cells of a record, and the line where it ends. */
interface CsvRecord {
  readonly record: string[]
  readonly info: { readonly lines: number }
}

/**
 * The table of a CSV text: quoting as in RFC 4180, blank lines skipped, cells as they stand. A record that is
 * too short is filled with empty cells, and the log says where the first of them is.
 */
export async function csvTable(text: string, options: CsvOptions, log: Log): Promise<Table> {
  const lines = text.replace(/\r\n?/g, '\n')
  const found = lines.includes(options.quotechar) ? await quoted(lines, options) : unquoted(lines, options)
  const [first] = found
  const width = first?.record.length ?? 0
  const short: number[] = []
  for (const { record, info } of found) {
    if (record.length > width) {
      throw new TableError(
        `line ${info.lines} has ${record.length} cells, the first record has ${width}`,
        `put ${options.quotechar} around cells that hold ${JSON.stringify(options.delimiter)}`,
      )
    }
    if (record.length < width) {
      short.push(info.lines)
      while (record.length < width) record.push('')
    }
  }
  if (short.length > 0) {
    log.warn('records of a csv sample were too short and got empty cells', {
      file: options.source,
      records: short.length,
      line: short[0],
      cells: width,
    })
  }
  const wide = isWide(text)
  const records = found.map(({ record }) => (wide ? record.map(narrow) : record))
  return options.header && first
    ? { columns: first.record, rows: records.slice(1) }
    : { columns: undefined, rows: records }
}

/** Where nothing is quoted a record is a line, and a start need not wait for a parser. */
function unquoted(text: string, { delimiter }: CsvOptions): CsvRecord[] {
  return text
    .split('\n')
    .flatMap((line, i) => (line === '' ? [] : [{ record: line.split(delimiter), info: { lines: i + 1 } }]))
}

async function quoted(text: string, { delimiter, quotechar }: CsvOptions): Promise<CsvRecord[]> {
  const { parse } = await import('csv-parse/sync')
  try {
    return parse(text, {
      delimiter,
      quote: quotechar,
      escape: quotechar,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as CsvRecord[]
  } catch (error) {
    throw new TableError((error as Error).message)
  }
}
