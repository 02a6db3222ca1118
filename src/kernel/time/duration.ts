import { DAY, HOUR, MILLISECOND, MINUTE, type Micros, SECOND } from './civil.ts'

const UNITS: Readonly<Record<string, number>> = {
  us: 1,
  ms: MILLISECOND,
  s: SECOND,
  m: MINUTE,
  h: HOUR,
  d: DAY,
  w: 7 * DAY,
}
const TERM = /(\d+(?:\.\d+)?)\s*(us|ms|[smhdw])\s*/gy

/** Microseconds of `10s`, `1h30m`, `250ms`, `1.5d`, or of plain seconds; undefined when it is none of these. */
export function parseDuration(text: string): Micros | undefined {
  const trimmed = text.trim()
  if (/^\d+(?:\.\d+)?$/.test(trimmed)) return Math.round(Number(trimmed) * SECOND)
  let total = 0
  TERM.lastIndex = 0
  while (TERM.lastIndex < trimmed.length) {
    const term = TERM.exec(trimmed)
    if (!term) return undefined
    total += Number(term[1]) * UNITS[term[2]!]!
  }
  return trimmed === '' ? undefined : Math.round(total)
}

/** `2h05m`, `3m20s`, `4.2s`: for people. */
export function durationText(duration: Micros): string {
  const seconds = Math.max(0, duration) / SECOND
  if (seconds < 10) return `${seconds.toFixed(1)}s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole}s`
  const two = (n: number) => String(n).padStart(2, '0')
  if (whole < 3600) return `${Math.floor(whole / 60)}m${two(whole % 60)}s`
  if (whole < 86_400) return `${Math.floor(whole / 3600)}h${two(Math.floor((whole % 3600) / 60))}m`
  return `${Math.floor(whole / 86_400)}d${two(Math.floor((whole % 86_400) / 3600))}h`
}
