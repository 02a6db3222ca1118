import * as z from 'zod'
import { filePath } from './options/fields.ts'
import { byteSize } from './options/size.ts'

/** How the engine delivers to an output: the option `delivery` that every output has, declared once. */
export const deliveryOptions = z.strictObject({
  max_events: z.int().min(1).optional().describe('Events in one write, at most (default: as they are made).'),
  max_bytes: byteSize()
    .optional()
    .describe(
      'Length of one write, at most, as 5MB; an event that is longer goes alone (default: no limit).',
    ),
  linger: z
    .number()
    .min(0)
    .default(0)
    .describe('Seconds that events may wait for others, until max_events or max_bytes are reached.'),
  queue: z
    .int()
    .min(1)
    .optional()
    .describe('Full batches that may wait (default: queue.max_event_batches of the run).'),
  in_flight: z
    .int()
    .min(1)
    .optional()
    .describe('Writes under way at once (default: max_concurrency of the run); 1 where order must hold.'),
  keep_order: z
    .boolean()
    .optional()
    .describe('Events arrive in order, also after retries (default: keep_order of the run).'),
  write_timeout: z
    .number()
    .gt(0)
    .max(2_000_000)
    .optional()
    .describe(
      'Seconds that one write may take (default: write_timeout of the run; none for files and standard output).',
    ),
  on_full: z
    .enum(['block', 'spill', 'drop'])
    .default('block')
    .describe(
      'When the queue is full: hold up the run, spill to the disk (and hold up the run when that is full, too), or drop what is new.',
    ),
  spill: z
    .strictObject({
      max_bytes: byteSize().default('1GiB').describe('Most that is on the disk at once.'),
      path: filePath().optional().describe("Folder for it (default: the system's temporary folder)."),
    })
    .prefault({})
    .describe('The disk queue of on_full: spill. It is gone when the run ends.'),
  when_down: z
    .enum(['wait', 'dead_letter'])
    .optional()
    .describe(
      'What the circuit breaker means for events that do not fit into the queue: hold up the run for at most retry.time, or go to the dead letters at once, so that other outputs are not held up (default: wait for the only output, dead_letter beside others).',
    ),
  retry: z
    .strictObject({
      attempts: z.int().min(1).optional().describe('Attempts for an event, at most (default: no limit).'),
      time: z
        .number()
        .min(0)
        .default(60)
        .describe('Seconds during which an event is tried again, counted from the start of an outage.'),
      delay: z
        .number()
        .min(0)
        .default(0.1)
        .describe('Seconds before the second attempt; doubles each time, with jitter.'),
      max_delay: z.number().min(0).default(10).describe('Longest wait between two attempts, in seconds.'),
    })
    .prefault({})
    .describe(
      'When nobody answers, the answer takes too long, or the destination is busy or broken. What it rejects is never tried again.',
    ),
  breaker: z
    .strictObject({
      failures: z.int().min(1).default(5).describe('Failed attempts in a row that open the circuit.'),
      pause: z.number().gt(0).default(5).describe('Seconds until one write is let through to probe.'),
    })
    .prefault({})
    .describe('The circuit breaker: a destination that is down is left alone.'),
})

export type DeliveryOptions = z.output<typeof deliveryOptions>

/** The same as a user writes it. */
export type DeliverySettings = z.input<typeof deliveryOptions>
