import { type Event, jsonSpan, type Micros } from '../../../kernel/index.ts'
import { readEpoch, writeEpoch } from './time/epoch.ts'
import type { Rhythm } from './time/rhythm.ts'

/** How a new time is put where an old one stands. */
export interface Clockwork {
  readonly rhythm: Rhythm
  readonly write: (instant: Micros) => string
  /** Told of an event that has no time where one is looked for, or none that can be read. */
  readonly missed: () => void
}

/** An event with its new time; the event itself if it has no place for one. */
export type Stamp = (event: Event, tick: Micros) => Event

/** Writes over the group `timestamp` of the first match of a pattern; `pattern` has the flag `d`. */
export function stampMatch(pattern: RegExp, { rhythm, write, missed }: Clockwork): Stamp {
  return (event, tick) => {
    const line = event as string
    const span = pattern.exec(line)?.indices?.groups?.timestamp
    const instant = span && rhythm.at(tick, line.slice(span[0], span[1]))
    if (span && instant !== undefined) return line.slice(0, span[0]) + write(instant) + line.slice(span[1])
    missed()
    return line
  }
}

/**
 * Writes over the value at a path in the text of a JSON document, and leaves every other character as it is.
 * Without a `format` a Unix time stays one, in its unit.
 */
export function stampJson(path: string, formatted: boolean, { rhythm, write, missed }: Clockwork): Stamp {
  return (event, tick) => {
    const line = event as string
    const span = jsonSpan(line, path)
    const raw = span && line.slice(span.from, span.to)
    const old: unknown = raw && JSON.parse(raw)
    const quoted = typeof old === 'string'
    const recorded = quoted ? old : raw
    const instant = recorded === undefined ? undefined : rhythm.at(tick, recorded)
    if (!span || recorded === undefined || instant === undefined) {
      missed()
      return line
    }
    const text = timeText(instant, recorded, formatted, write)
    const bare = !quoted && readEpoch(text) !== undefined
    return line.slice(0, span.from) + (bare ? text : JSON.stringify(text)) + line.slice(span.to)
  }
}

/** Writes over a field of a flat record. Without a `format` a Unix time stays one, in its unit. */
export function stampField(field: string, formatted: boolean, { rhythm, write, missed }: Clockwork): Stamp {
  return (event, tick) => {
    const record = event as Record<string, string>
    const recorded = record[field]!
    const instant = rhythm.at(tick, recorded)
    if (instant === undefined) missed()
    else record[field] = timeText(instant, recorded, formatted, write)
    return record
  }
}

function timeText(
  instant: Micros,
  recorded: string,
  formatted: boolean,
  write: (instant: Micros) => string,
): string {
  return !formatted && readEpoch(recorded) !== undefined ? writeEpoch(instant, recorded) : write(instant)
}
