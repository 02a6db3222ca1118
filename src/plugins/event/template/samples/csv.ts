import type { Log } from '../../../../kernel/index.ts'
import type { CsvOptions } from './options.ts'
import { type Table, TableError } from './table.ts'

/**
 * The table of a CSV text: quoting as in RFC 4180, blank lines skipped, cells as they stand. A record that is
 * too short is filled with empty cells, and the log says where the first of them is.
 */
export async function csvTable(text: string, options: CsvOptions, log: Log): Promise<Table> {
  const { parse } = await import('csv-parse/sync')
  let found: { record: string[]; info: { lines: number } }[]
  try {
    found = parse(text.replace(/\r\n?/g, '\n'), {
      delimiter: options.delimiter,
      quote: options.quotechar,
      escape: options.quotechar,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as typeof found
  } catch (error) {
    throw new TableError((error as Error).message)
  }
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
  const records = found.map(({ record }) => record)
  return options.header && first
    ? { columns: first.record, rows: records.slice(1) }
    : { columns: undefined, rows: records }
}
