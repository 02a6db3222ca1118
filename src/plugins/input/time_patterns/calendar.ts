import { DAY, type Micros, type Zone } from '../../../kernel/index.ts'

/** The periods of an oscillator, numbered from 0 at its start; negative before it. */
export interface Periods {
  /** When period k begins, which is when period k − 1 ends. */
  begin(k: number): Micros
  /** The period that an instant lies in, or an earlier one near by. */
  near(instant: Micros): number
}

/**
 * Periods of `length` µs from `start` on. Those of whole days are days of the calendar: they begin at the same
 * time of the wall clock all year, so one may be an hour shorter or longer. All others are elapsed time.
 */
export function periods(start: Micros, length: Micros, zone: Zone): Periods {
  if (length % DAY !== 0) {
    return {
      begin: (k) => start + k * length,
      near: (instant) => Math.floor((instant - start) / length),
    }
  }
  const wall = zone.toWall(start)
  return {
    begin: (k) => (k === 0 ? start : zone.fromWall(wall + k * length)),
    near: (instant) => Math.floor((zone.toWall(instant) - wall) / length) - 1,
  }
}
