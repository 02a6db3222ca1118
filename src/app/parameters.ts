import * as z from 'zod'
import { filePath, freeMap, moment } from '../kernel/index.ts'

/**
 * Everything that a run needs and that is not in the project file, declared once: the command line's options,
 * their help, their validation and the library's types are read from this. Names with dots are nested.
 */
export const runParameters = z.strictObject({
  id: z.string().min(1).optional().describe("Name of the generator (default: the project folder's name)."),
  path: filePath().describe('The project file, or the folder that holds generator.yml.'),
  params: freeMap(z.unknown())
    .default({})
    .describe('Values for the placeholders of the project, a JSON object.'),
  seed: z.union([z.int(), z.string()]).optional().describe('Root of all randomness: same seed, same bytes.'),
  max_events: z.int().min(0).optional().describe('Stop after so many events.'),
  duration: z.string().optional().describe('Event time to cover, such as 10s or 1h30m.'),
  from: moment().optional().describe('First instant to generate; sets the clock of the run.'),
  to: moment().optional().describe('Instant to stop before.'),
  output: z
    .string()
    .min(1)
    .optional()
    .describe('stdout, or a file: take the place of the outputs of the project.'),
  live_mode: z
    .boolean()
    .default(true)
    .describe('Release events when their time comes; false: as fast as possible.'),
  skip_past: z.boolean().default(true).describe('Live: begin now, whatever the schedule says of the past.'),
  speed: z.number().gt(0).default(1).describe('Live: simulated seconds a real second.'),
  timezone: z.string().min(3).default('UTC').describe('IANA time zone of the generator.'),
  batch: z
    .strictObject({
      size: z
        .int()
        .min(1)
        .nullable()
        .optional()
        .describe('Timestamps to a batch (default 10000; fewer at the beginning and when events are long).'),
      delay: z
        .number()
        .min(0.1)
        .nullable()
        .optional()
        .describe('Live: seconds that a batch may wait to fill.'),
    })
    .default({})
    .describe('How timestamps are batched.'),
  queue: z
    .strictObject({
      max_timestamp_batches: z
        .int()
        .min(1)
        .default(10)
        .describe('Accepted for compatibility; has no effect.'),
      max_event_batches: z.int().min(1).default(10).describe('Batches that may wait before each output.'),
    })
    .prefault({})
    .describe('Bounds of the queues.'),
  workers: z
    .int()
    .min(1)
    .max(256)
    .default(1)
    .describe('Threads that make events, where these do not depend on one another: the bytes stay the same.'),
  shard: z
    .string()
    .regex(/^\d+\/[1-9]\d*$/, 'must be written i/n, such as 0/4')
    .optional()
    .describe('Make the i-th of n parts of the stream only, i from 0 on, such as 0/4.'),
  keep_order: z.boolean().default(false).describe('Deliver batches strictly one after another.'),
  max_concurrency: z.int().min(1).default(100).describe('Writes under way at once, for each output.'),
  write_timeout: z.int().min(1).max(2_000_000).default(10).describe('Seconds that one write may take.'),
  dead_letters: filePath()
    .optional()
    .describe('File for events that could not be delivered (default: in the project folder).'),
  drain: z
    .string()
    .default('30s')
    .describe('Time to deliver what is left after a run was told to stop, such as 30s or 2m.'),
  resume: z
    .boolean()
    .default(false)
    .describe('Go on where the checkpoint of the project says, or begin if there is none.'),
  allow_subprocess: z
    .boolean()
    .default(false)
    .describe('Trust the project: it may run commands of this machine.'),
  cryptfile: filePath().optional().describe('File of encrypted secrets.'),
})

/** What a caller may give. */
export type RunParameters = z.input<typeof runParameters>
/** With all defaults filled in. */
export type CompleteRunParameters = z.output<typeof runParameters>
