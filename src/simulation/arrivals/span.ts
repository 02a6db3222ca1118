import type { Micros } from '../../kernel/index.ts'

/** From when to when a process runs, both ends included. */
export interface Span {
  readonly start: Micros
  readonly end: Micros
}

/**
 * Chunks of ascending instants, whole microseconds, made lazily. A process may begin before the instant that was
 * asked for and go on beyond its end: whoever reads it cuts it. Its instants depend on the random stream and its
 * parameters alone, never on where reading began.
 */
export type Instants = Generator<Float64Array, undefined>

/** Instants computed at a time. */
export const CHUNK = 4096
