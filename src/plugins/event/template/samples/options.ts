import * as z from 'zod'
import { filePath } from '../../../../kernel/index.ts'

const items = z.strictObject({
  type: z.literal('items').describe('`items`: rows written here.'),
  source: z
    .array(z.unknown())
    .min(1)
    .describe('`items`: values, lists of cells, or mappings from column to cell.'),
})

const csv = z.strictObject({
  type: z.literal('csv').describe('`csv`: rows of a CSV file, every cell is text.'),
  source: fileOf('.csv').describe('`csv`: the file, UTF-8, relative to the project folder or absolute.'),
  header: z.boolean().default(false).describe('The first record holds the names of the columns.'),
  delimiter: oneCharacter().default(',').describe('What separates cells.'),
  quotechar: oneCharacter()
    .default('"')
    .describe('What surrounds cells that hold delimiters or line breaks.'),
})

const json = z.strictObject({
  type: z.literal('json').describe('`json`: rows of a JSON file.'),
  source: fileOf('.json').describe('`json`: a file with an array of objects or an array of arrays.'),
})

function fileOf(suffix: string) {
  return filePath().refine(
    (path) => path.endsWith(suffix) && !path.endsWith(`/${suffix}`) && path !== suffix,
    {
      error: `expected the path of a ${suffix} file`,
    },
  )
}

function oneCharacter() {
  return z.string().length(1, { error: 'expected exactly one character' })
}

/** Where the rows of a sample come from. */
export const sample = z
  .discriminatedUnion('type', [items, csv, json])
  .describe('A table: `items` written here, or a `csv` or `json` file.')

export type SampleOptions = z.output<typeof sample>
export type ItemsOptions = z.output<typeof items>
export type CsvOptions = z.output<typeof csv>
export type JsonOptions = z.output<typeof json>
