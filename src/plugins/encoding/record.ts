import { type Event, LoomError, type Rec } from '../../kernel/index.ts'

/**
 * A record as compact JSON. Integers beyond ±(2^53 − 1), which are bigints, keep all their digits; NaN and
 * infinities become null. E_EVENT_UNPRINTABLE for what has no JSON form (a cycle).
 */
export function recordText(record: Rec): string {
  try {
    return JSON.stringify(record)
  } catch (cause) {
    if (!holdsBigint(cause)) throw unprintable(cause)
  }
  try {
    return write(record)
  } catch (cause) {
    throw unprintable(cause)
  }
}

/** The text of an event: a string is its own, a record becomes compact JSON. */
export function eventText(event: Event): string {
  return typeof event === 'string' ? event : recordText(event)
}

function holdsBigint(error: unknown): boolean {
  return error instanceof TypeError && error.message.includes('BigInt')
}

/** JSON.stringify with bigints: five times slower, for the few records that hold one. */
function write(value: unknown): string {
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return JSON.stringify(value) ?? 'null'
  const members = Object.entries(value).filter(([, item]) => item !== undefined && typeof item !== 'function')
  return `{${members.map(([name, item]) => `${JSON.stringify(name)}:${write(item)}`).join(',')}}`
}

function unprintable(cause: unknown): LoomError {
  return new LoomError('E_EVENT_UNPRINTABLE', 'the event is a record that has no JSON form', {
    hint: 'records hold text, numbers, booleans, null, lists and mappings, without cycles',
    cause,
  })
}
