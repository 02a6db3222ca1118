import type { Micros } from '../../kernel/index.ts'
import { LogHistogram } from '../log-histogram.ts'

/** How long after its instant each tick was released, in microseconds. */
export class Lateness extends LogHistogram {
  recordAll(times: Float64Array, start: number, end: number, now: Micros): void {
    for (let i = start; i < end; i++) this.record(now - times[i]!)
  }
}
