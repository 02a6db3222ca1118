import { availableParallelism } from 'node:os'
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
/** The same where the user chose a size: only events of extraordinary length come to it. */
const EXPLICIT_LENGTH = 64 * 1024 * 1024

/** The engine's options for a set of validated parameters. E_PARAMETER where two of them do not go together. */
export async function runOptions(
  parameters: CompleteRunParameters,
  directory: string,
  log: Log,
  now: Micros,
): Promise<RunOptions> {
  const { batch, from, to, duration, seed, max_events: maxEvents } = parameters
  const here = timeZone(parameters.timezone)
  const id = parameters.id ?? basename(directory)
  if (batch.size === null && (batch.delay === null || batch.delay === undefined)) {
    throw new LoomError('E_PARAMETER', 'batch.size and batch.delay cannot both be off', {
      hint: 'give one of them a value',
    })
  }
  const begin = from === undefined ? undefined : await moment('from', from, here, now)
  const end = to === undefined ? undefined : await moment('to', to, here, begin ?? now)
  const starts = begin ?? (parameters.live_mode && parameters.skip_past ? now : Number.NEGATIVE_INFINITY)
  if (end !== undefined && end <= starts) {
    throw new LoomError('E_PARAMETER', 'the run would end before it begins', {
      hint:
        begin === undefined
          ? 'a live run begins now: give --from, or --live-mode false'
          : 'let "to" be after "from"',
    })
  }
  return {
    id,
    seed,
    zone: here,
    live: parameters.live_mode,
    skipPast: parameters.skip_past,
    speed: parameters.speed,
    from: begin,
    to: end,
    duration: duration === undefined ? undefined : durationOf(duration),
    maxEvents,
    batchSize: batch.size ?? BATCH_SIZE,
    // Who says how long a batch may wait to fill wants none before.
    firstBatch: batch.size ?? (batch.delay ? BATCH_SIZE : 1),
    batchLength: batch.size ? EXPLICIT_LENGTH : BATCH_LENGTH,
    linger: (batch.delay ?? 0) * SECOND * parameters.speed,
    queue: parameters.queue.max_event_batches,
    concurrency: parameters.max_concurrency,
    keepOrder: parameters.keep_order,
    writeTimeout: parameters.write_timeout,
    deadLetters: resolve(
      parameters.dead_letters ?? join(directory, 'dead-letters', `${fileName(id)}.ndjson`),
    ),
    drain: drainOf(parameters.drain) / SECOND,
    resume: parameters.resume,
    crowded: parameters.workers >= availableParallelism(),
    share: shareOf(parameters.shard),
    trusted: parameters.allow_subprocess,
    log,
  }
}

/** `i/n`: part i of n. */
function shareOf(shard: string | undefined): RunOptions['share'] {
  if (shard === undefined) return undefined
  const [index, of] = shard.split('/').map(Number) as [number, number]
  if (index < of) return { index, of }
  throw new LoomError('E_PARAMETER', `"shard": there is no part ${index} of ${of}`, {
    hint: `parts count from 0: the last is ${of - 1}/${of}`,
  })
}

function timeZone(name: string): Zone {
  try {
    return zone(name)
  } catch (error) {
    throw asParameter('timezone', error)
  }
}

function durationOf(text: string): Micros {
  const duration = parseDuration(text)
  if (duration !== undefined && duration > 0) return duration
  throw new LoomError('E_PARAMETER', `"${text}" is not a duration`, { hint: 'write 10s, 5m, 1h30m or 2d' })
}

/** No time at all is a duration here. */
function drainOf(text: string): Micros {
  return /^0+s?$/.test(text) ? 0 : durationOf(text)
}

async function moment(name: string, value: string | number, here: Zone, base: Micros): Promise<Micros> {
  try {
    return resolveMoment(name, await parseMoment(name, value), { base, zone: here, origin: base })
  } catch (error) {
    throw asParameter(name, error)
  }
}

/** What is wrong with a parameter is a matter of the command line, not of the project. */
function asParameter(name: string, error: unknown): unknown {
  if (!(error instanceof LoomError)) return error
  const message = error.message.includes(`"${name}"`) ? error.message : `"${name}": ${error.message}`
  return new LoomError('E_PARAMETER', message, { hint: error.hint, cause: error })
}

/** An id as a file name: what a file system may refuse is replaced. */
function fileName(id: string): string {
  return id.replaceAll(/[^\w.-]+/g, '_')
}
