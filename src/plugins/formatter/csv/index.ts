import * as z from 'zod'
import { defineFormatter } from '../../../kernel/index.ts'
import { formatEach } from '../../encoding/format.ts'
import { type Column, columnsOf, columnsOfRow, rowOf } from './row.ts'

const mark = () =>
  z
    .string()
    .length(1)
    .regex(/[^\r\n]/, 'must not be a line break')

export default defineFormatter({
  name: 'csv',
  title: 'CSV',
  summary:
    'Each event as one row (RFC 4180). Events are records, or texts that hold a JSON object; what is nested becomes JSON, what is missing or null stays empty.',
  options: z
    .strictObject({
      columns: z
        .array(z.string().min(1))
        .min(1)
        .optional()
        .describe(
          'Fields to write, in order; `user.name` reaches into nested ones. Without it: the fields of the first event of the run.',
        ),
      header: z.boolean().default(true).describe('Begin each new file or stream with the column names.'),
      delimiter: mark().default(',').describe('The character between cells.'),
      quote: mark().default('"').describe('The character around cells that need it; doubled inside them.'),
    })
    .refine((options) => options.delimiter !== options.quote, {
      path: ['quote'],
      message: 'must differ from delimiter',
    }),
  examples: [
    { title: 'Chosen columns', options: { columns: ['timestamp', 'user.name', 'status'] } },
    { title: 'Semicolons, no header', options: { delimiter: ';', header: false } },
  ],
  open({ columns, header, delimiter, quote }) {
    const special = (text: string) =>
      text.includes(delimiter) || text.includes(quote) || text.includes('\n') || text.includes('\r')
    const cell = (text: string) =>
      special(text) ? quote + text.replaceAll(quote, () => quote + quote) + quote : text
    // One empty cell alone would be an empty line, which readers skip.
    const line = (cells: readonly string[]) =>
      cells.length === 1 && cells[0] === '' ? quote + quote : cells.map(cell).join(delimiter)

    let chosen: readonly Column[] | undefined = columns && columnsOf(columns)
    return {
      contentType: 'text/csv',
      get head() {
        return header && chosen ? line(chosen.map(({ name }) => name)) : undefined
      },
      format: (batch) =>
        formatEach(batch, (event) => {
          const row = rowOf(event)
          chosen ??= columnsOfRow(row)
          return line(chosen.map((column) => row.cell(column)))
        }),
    }
  },
})
