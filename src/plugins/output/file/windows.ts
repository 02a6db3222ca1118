import {
  DAY,
  type Delivery,
  HOUR,
  type Micros,
  parseDuration,
  SECOND,
  toCivil,
  type Zone,
} from '../../../kernel/index.ts'

/** Cuts a stream of frames where event time enters a new window. */
export interface Windows {
  /** The first frame after `from` that begins a window later than that of frame `from`; `count` if none does. */
  end(delivery: Delivery, from: number, count: number): number
  /** Does the frame begin a window later than all before it? The first frame of all does. */
  begins(delivery: Delivery, frame: number): boolean
  /** Makes the frame's window the current one; returns its start as `20240131T150000`. */
  enter(delivery: Delivery, frame: number): string
  /** When the next window begins; −∞ before the first frame. */
  next: Micros
}

/** `every`: hour, day or a duration; windows are counted from midnight on the wall clock of `zone`. */
export function windows(every: string, zone: Zone): Windows {
  const length = every === 'hour' ? HOUR : every === 'day' ? DAY : parseDuration(every)!
  return {
    next: Number.NEGATIVE_INFINITY,
    begins(delivery, frame) {
      return timeOf(delivery, frame) >= this.next
    },
    enter(delivery, frame) {
      const time = timeOf(delivery, frame)
      const wall = zone.toWall(time)
      const start = wall - (((wall % length) + length) % length)
      // Within a day windows keep their length; whole days keep to midnight through changes of the offset.
      this.next = length < DAY ? time + (start + length - wall) : zone.fromWall(start + length)
      return stamp(start)
    },
    end(delivery, from, count) {
      let frame = from + 1
      while (frame < count && timeOf(delivery, frame) < this.next) frame++
      return frame
    },
  }
}

/** When the (first) event that a frame carries happened. */
export function timeOf({ batch, carries }: Delivery, frame: number): Micros {
  if (typeof carries === 'string') return batch.time[carries === 'each' ? frame : 0]!
  return batch.time[carries[frame]!]!
}

/** `20240131T150000` of wall-clock microseconds. */
export function stamp(wall: Micros): string {
  const c = toCivil(Math.floor(wall / SECOND) * SECOND)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${String(c.year).padStart(4, '0')}${two(c.month)}${two(c.day)}T${two(c.hour)}${two(c.minute)}${two(c.second)}`
}
