import { daysInMonth, type OptionProblem, suggest } from '../../../../kernel/index.ts'
import { CLOCK_PARTS, type ClockPart } from './condition.ts'
import { integer } from './operand.ts'
import type { Report } from './read.ts'

type Path = OptionProblem['path']

const BOUNDS: Record<ClockPart, readonly [number, number]> = {
  year: [1, 9999],
  month: [1, 12],
  day: [1, 31],
  hour: [0, 23],
  minute: [0, 59],
  second: [0, 59],
  microsecond: [0, 999_999],
}

/** The parts of a wall clock that `before` and `after` name, largest first; undefined after a report. */
export function readClock(
  raw: Readonly<Record<string, unknown>>,
  path: Path,
  report: Report,
): [ClockPart, number][] | undefined {
  const known = CLOCK_PARTS as readonly string[]
  let sound = true
  const refuse = (at: Path, message: string): void => {
    sound = false
    report(at, message)
  }
  const given = new Map<ClockPart, number>()
  for (const [key, value] of Object.entries(raw)) {
    if (!known.includes(key)) {
      refuse([...path, key], `unknown part of a time; ${suggest(key, known) ?? `known: ${known.join(', ')}`}`)
      continue
    }
    if (value === null) continue
    const [low, high] = BOUNDS[key as ClockPart]
    const number = integer(value)
    if (number === undefined || number < low || number > high) {
      refuse([...path, key], `expected an int from ${low} to ${high}`)
    } else given.set(key as ClockPart, number)
  }
  if (sound && given.size === 0) refuse(path, `expected at least one of ${known.join(', ')}`)
  const month = given.get('month')
  const day = given.get('day')
  // Without a year, 29 February is a date of some years.
  if (month !== undefined && day !== undefined && day > daysInMonth(given.get('year') ?? 2000, month)) {
    refuse(path, `no such date: that month has no day ${day}`)
  }
  return sound
    ? CLOCK_PARTS.flatMap((part) => (given.has(part) ? [[part, given.get(part)!]] : []))
    : undefined
}
