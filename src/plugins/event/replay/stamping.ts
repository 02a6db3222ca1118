import type { Log, Zone } from '../../../kernel/index.ts'
import type { ReplayOptions } from './options.ts'
import { timestampPattern } from './pattern.ts'
import { type Clockwork, type Stamp, stampField, stampJson, stampMatch } from './stamp.ts'
import { recordedRhythm, tickRhythm } from './time/rhythm.ts'
import { timeReader, timeWriter } from './time/text.ts'

/** How the events of a replay get their times. */
export interface Stamping {
  readonly stamp: Stamp
  /** The file is begun again. */
  again(): void
  /** No further event comes. */
  close(): void
}

/** The stamping that the options ask for; undefined if events keep their times. E_OPTION_INVALID for a bad pattern. */
export async function stamping(options: ReplayOptions, zone: Zone, log: Log): Promise<Stamping | undefined> {
  const { timestamp_pattern: pattern, timestamp_field: field, timestamp_format: format } = options
  if (pattern === null && field === null) return undefined
  const rhythm =
    options.timestamps === 'tick' ? tickRhythm : recordedRhythm(await timeReader(format, zone), options.speed)
  let misses = 0
  const clockwork: Clockwork = {
    rhythm,
    write: await timeWriter(format, zone),
    missed() {
      misses++
      if (misses === 1)
        log.warn('An event has no time that can be written over; it stays as it is.', { file: options.path })
    },
  }
  return {
    stamp: await stampOf(options, clockwork),
    again: () => rhythm.again(),
    close() {
      if (misses > 1)
        log.warn('Events had no time that can be written over.', { file: options.path, events: misses })
    },
  }
}

async function stampOf(options: ReplayOptions, clockwork: Clockwork): Promise<Stamp> {
  const { timestamp_pattern: pattern, timestamp_field: field, timestamp_format: format } = options
  if (pattern !== null) return stampMatch(await timestampPattern(pattern), clockwork)
  return options.format === 'csv'
    ? stampField(field!, format !== null, clockwork)
    : stampJson(field!, format !== null, clockwork)
}
