import * as z from 'zod'

/** What `eventloom serve` can be told, declared once: its flags and their help are read from this. */
export const serverParameters = z.strictObject({
  host: z.string().min(1).default('127.0.0.1').describe('Address to listen on.'),
  port: z.int().min(0).max(65_535).default(8000).describe('Port to listen on; 0 takes a free one.'),
  max_streams: z.int().min(1).default(1000).describe('Streams at a time; more are told to come back (503).'),
  max_records: z
    .int()
    .min(1)
    .optional()
    .describe('Records that one request may ask for; also ends endless ones.'),
  max_seconds: z.number().gt(0).optional().describe('Real time that one stream may take, seconds.'),
  stall_seconds: z
    .number()
    .gt(0)
    .max(2 ** 31 / 1000 - 1)
    .optional()
    .describe('Real time in which a client must take some megabytes of what waits for it, seconds.'),
})

export type ServerParameters = z.output<typeof serverParameters>
