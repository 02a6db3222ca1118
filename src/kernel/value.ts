/**
 * Values that YAML and Python tell apart and JavaScript does not.
 *
 * Inside eventloom a number that is an integer is an *int*, any other number (incl. NaN, ±Infinity) is a
 * *float*, and the only floats that need a box are the integral ones: `1.0` is `new Float(1)`. An int beyond
 * ±(2^53 − 1) is a bigint. So plain numbers stay plain, and `120.0` still prints as `120.0`.
 */
export class Float {
  readonly value: number

  constructor(value: number) {
    this.value = value
  }

  valueOf(): number {
    return this.value
  }

  toJSON(): number {
    return this.value
  }

  toString(): string {
    return `${Object.is(this.value, -0) ? '-0' : this.value}.0`
  }
}

/** A float as eventloom carries it: boxed only if it would otherwise look like an int. */
export function float(value: number): number | Float {
  return Number.isInteger(value) ? new Float(value) : value
}

/** A date, or a date and time, as written in YAML; `offset` in minutes east of UTC, null when not written. */
export class CivilTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly microsecond: number
  readonly offset: number | null
  readonly dateOnly: boolean

  constructor(
    fields: Pick<CivilTime, 'year' | 'month' | 'day'> &
      Partial<Pick<CivilTime, 'hour' | 'minute' | 'second' | 'microsecond' | 'offset' | 'dateOnly'>>,
  ) {
    this.year = fields.year
    this.month = fields.month
    this.day = fields.day
    this.hour = fields.hour ?? 0
    this.minute = fields.minute ?? 0
    this.second = fields.second ?? 0
    this.microsecond = fields.microsecond ?? 0
    this.offset = fields.offset ?? null
    this.dateOnly = fields.dateOnly ?? false
  }

  /** ISO 8601: `2024-01-01`, `2024-01-01T10:00:00`, `2024-01-01T10:00:00.250000+02:00`. */
  toString(): string {
    const date = `${pad(this.year, 4)}-${pad(this.month, 2)}-${pad(this.day, 2)}`
    if (this.dateOnly) return date
    const fraction = this.microsecond === 0 ? '' : `.${pad(this.microsecond, 6)}`
    const time = `${pad(this.hour, 2)}:${pad(this.minute, 2)}:${pad(this.second, 2)}${fraction}`
    if (this.offset === null) return `${date}T${time}`
    const size = Math.abs(this.offset)
    const sign = this.offset < 0 ? '-' : '+'
    return `${date}T${time}${sign}${pad(Math.floor(size / 60), 2)}:${pad(size % 60, 2)}`
  }

  toJSON(): string {
    return this.toString()
  }
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
