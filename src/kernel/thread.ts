/**
 * The part of the kernel's face that a worker thread needs to make numbers and times. The whole face brings the
 * schema and YAML libraries, which cost each new thread 100 ms.
 */
export { type Rng, rng } from './random/rng.ts'
export type { Micros } from './time/civil.ts'
export { isoFormatter } from './time/iso.ts'
export { fixedZone, type Zone, zone } from './time/zone.ts'
