import * as z from 'zod'
import { filePath } from '../../../kernel/index.ts'

/** What a project says under `ledger`. */
export const ledgerSchema = z.strictObject({
  path: filePath().min(1).describe('The file; its folders are created.'),
  format: z
    .enum(['ndjson', 'csv'])
    .optional()
    .describe('How rows are written; by default as the file name ends: .csv, or else NDJSON.'),
  write_mode: z
    .enum(['overwrite', 'append'])
    .default('overwrite')
    .describe('Empty an existing file when the run begins, or go on with it.'),
})

/** As written in a project. */
export type LedgerSettings = Readonly<z.input<typeof ledgerSchema>>

/** Defaults filled in. */
export type LedgerOptions = z.output<typeof ledgerSchema>
