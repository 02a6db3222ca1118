/** Integer microseconds since the Unix epoch; exact in a double until the year 2255. */
export type Micros = number

export const MILLISECOND = 1_000
export const SECOND = 1_000_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** «never» in a project file: the last instant that a double counts exactly, 2255-06-05T23:47:34.740991Z. */
export const NEVER: Micros = Number.MAX_SAFE_INTEGER

/** Fields of a wall clock; months and days count from 1. */
export interface CivilFields {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  microsecond: number
}

/**
 * Days since 1970-01-01 of a proleptic Gregorian date.
 * Source: Howard Hinnant, «chrono-Compatible Low-Level Date Algorithms», days_from_civil.
 */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** Wall-clock microseconds of civil fields, as if the clock stood in UTC. */
export function fromCivil(
  fields: Pick<CivilFields, 'year' | 'month' | 'day'> & Partial<CivilFields>,
): Micros {
  return (
    daysFromCivil(fields.year, fields.month, fields.day) * DAY +
    (fields.hour ?? 0) * HOUR +
    (fields.minute ?? 0) * MINUTE +
    (fields.second ?? 0) * SECOND +
    (fields.microsecond ?? 0)
  )
}

/** The civil fields of wall-clock microseconds (Hinnant, civil_from_days). */
export function toCivil(wall: Micros): CivilFields {
  const days = Math.floor(wall / DAY)
  let rest = wall - days * DAY
  const z = days + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  const hour = Math.floor(rest / HOUR)
  rest -= hour * HOUR
  const minute = Math.floor(rest / MINUTE)
  rest -= minute * MINUTE
  const second = Math.floor(rest / SECOND)
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
    hour,
    minute,
    second,
    microsecond: rest - second * SECOND,
  }
}

/** Days in a month, 28–31. */
export function daysInMonth(year: number, month: number): number {
  return (
    daysFromCivil(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) -
    daysFromCivil(year, month, 1)
  )
}

/** Day of the week of wall-clock microseconds: 0 = Sunday … 6 = Saturday. */
export function weekday(wall: Micros): number {
  return (((Math.floor(wall / DAY) + 4) % 7) + 7) % 7
}
