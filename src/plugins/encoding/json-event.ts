import type { Event } from '../../kernel/index.ts'
import { requireJson } from './json.ts'
import { recordText } from './record.ts'

/** An event as one line of JSON: a text spaced as `respaced` does it, a record compact, which is faster. */
export function jsonLine(event: Event): string {
  return typeof event === 'string' ? requireJson(event) : recordText(event)
}

/** An event as one line of JSON, spaced as `respaced` does it. */
export function spacedJson(event: Event): string {
  return requireJson(typeof event === 'string' ? event : recordText(event))
}
