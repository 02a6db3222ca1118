import { type Clock, type Micros, type Rng, rng } from '../kernel/index.ts'
import type { Checkpoint } from './checkpoint/checkpoint.ts'
import { machineTime, RealClock } from './clock/real.ts'
import { VirtualClock } from './clock/virtual.ts'
import type { RunOptions } from './options.ts'

/** What all plugins of a run share. */
export interface World {
  readonly rng: Rng
  /** The clock that the run is paced by. */
  readonly clock: Clock
  /** A clock that moves also in a batch run, for inputs that are driven from outside. */
  readonly machineClock: Clock
  readonly origin: Micros
}

/** The world of a run. One that goes on where another ended lives in that one's time. */
export function worldOf(
  seed: number | string,
  { live, speed, from }: Pick<RunOptions, 'live' | 'speed' | 'from'>,
  resumed?: Checkpoint,
): World {
  const now = machineTime()
  const origin = resumed?.origin ?? from ?? now
  const rate = live ? speed : 1
  const machineClock = new RealClock(resumed ? origin + (now - resumed.started) * rate : origin, rate)
  return { rng: rng(seed), clock: live ? machineClock : new VirtualClock(origin), machineClock, origin }
}

/** A world that stands still: to look at a project, not to run it. */
export function stillWorld(seed: number | string, origin: Micros): World {
  const clock = new VirtualClock(origin)
  return { rng: rng(seed), clock, machineClock: clock, origin }
}
