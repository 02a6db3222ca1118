import { basename, join, resolve } from 'node:path'
import type { RunOptions } from '../engine/index.ts'
import type { Log, Micros, Zone } from '../kernel/index.ts'
import { LoomError, parseDuration, parseMoment, resolveMoment, SECOND, zone } from '../kernel/index.ts'
import type { CompleteRunParameters } from './parameters.ts'

/**
 * Ticks to a batch when nobody says otherwise, and the length of events (UTF-16 units) at which such a batch is
 * closed early: it is long enough to be written well and short enough to die young in the garbage collector.
 */
const BATCH_SIZE = 10_000
const BATCH_LENGTH = 256 * 1024

/** The engine's options for a set of validated parameters. E_PARAMETER where two of them do not go together. */
export async function runOptions(
  parameters: CompleteRunParameters,
  directory: string,
  log: Log,
  now: Micros,
): Promise<RunOptions> {
  const { batch, from, to, duration, seed, max_events: maxEvents } = parameters
  const here = zone(parameters.timezone)
  const id = parameters.id ?? basename(directory)
  if (batch.size === null && (batch.delay === null || batch.delay === undefined)) {
    throw new LoomError('E_PARAMETER', 'batch.size and batch.delay cannot both be off', {
      hint: 'give one of them a value',
    })
  }
  const begin = from === undefined ? undefined : await moment('from', from, here, now)
  return {
    id,
    seed,
    zone: here,
    live: parameters.live_mode,
    skipPast: parameters.skip_past,
    speed: parameters.speed,
    from: begin,
    to: to === undefined ? undefined : await moment('to', to, here, begin ?? now),
    duration: duration === undefined ? undefined : durationOf(duration),
    maxEvents,
    batchSize: batch.size ?? BATCH_SIZE,
    batchLength: batch.size ? Number.POSITIVE_INFINITY : BATCH_LENGTH,
    linger: (batch.delay ?? 0) * SECOND,
    queue: parameters.queue.max_event_batches,
    concurrency: parameters.max_concurrency,
    keepOrder: parameters.keep_order,
    writeTimeout: parameters.write_timeout,
    deadLetters: resolve(
      parameters.dead_letters ?? join(directory, 'dead-letters', `${fileName(id)}.ndjson`),
    ),
    trusted: parameters.allow_subprocess,
    log,
  }
}

function durationOf(text: string): Micros {
  const duration = parseDuration(text)
  if (duration !== undefined && duration > 0) return duration
  throw new LoomError('E_PARAMETER', `"${text}" is not a duration`, { hint: 'write 10s, 5m, 1h30m or 2d' })
}

async function moment(name: string, value: string | number, here: Zone, base: Micros): Promise<Micros> {
  try {
    return resolveMoment(name, await parseMoment(name, value), { base, zone: here, origin: base })
  } catch (error) {
    if (!(error instanceof LoomError)) throw error
    throw new LoomError('E_PARAMETER', error.message, { hint: error.hint, cause: error })
  }
}

/** An id as a file name: what a file system may refuse is replaced. */
function fileName(id: string): string {
  return id.replaceAll(/[^\w.-]+/g, '_')
}
