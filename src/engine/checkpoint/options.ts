import * as z from 'zod'
import { filePath } from '../../kernel/index.ts'

/** What a project says under `checkpoint`. */
export const checkpointSchema = z.strictObject({
  path: filePath()
    .min(1)
    .optional()
    .describe(
      'The file; its folders are created (default: checkpoint/ID.json, with the id of the generator).',
    ),
  interval: z
    .number()
    .min(0.01)
    .default(5)
    .describe(
      'Seconds between two checkpoints. What was delivered since the last one is made again on resume.',
    ),
})

export type CheckpointOptions = z.output<typeof checkpointSchema>

/** The same as a user writes it. */
export type CheckpointSettings = z.input<typeof checkpointSchema>
