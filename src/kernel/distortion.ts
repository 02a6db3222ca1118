import type { Fields, Parameter } from './field.ts'
import type { Rng } from './random/rng.ts'
import type { Micros } from './time/civil.ts'

/** How a drift stands at an instant, for the ledger. */
export interface DriftState {
  /** Which concept of the stream is in force, counted from 0, the clean one. */
  readonly concept: number
  /** How far the drift has gone, 0–1. */
  readonly progress: number
}

/**
 * A batch that may be changed. Events are read and written by index, 0 ≤ index < size. Every change leaves a
 * mark in the ledger, so that stream and ledger cannot disagree.
 */
export interface Distortable {
  readonly size: number
  readonly seq: Float64Array
  /** When it happened. */
  readonly time: Float64Array
  /** The instant from which drift is measured: the beginning of the schedule. */
  readonly origin: Micros
  /**
   * An event's own stream of random numbers below this distortion: the same whatever the batch or the worker. Each
   * call begins one anew in the place of the one before, so ask once an event, and do not keep it.
   */
  rng(index: number): Rng
  /** The value of a field (dots reach into objects); undefined when the event has none or is no JSON object. */
  value(index: number, field: string): unknown
  /** The same where it is a finite number, else undefined. */
  number(index: number, field: string): number | undefined
  /**
   * Sets a field that the event has. An integer stays one (the value is rounded), declared decimals and a declared
   * range hold (it is rounded and clamped). Does nothing, and leaves no mark, when the value stays what it is or is not finite.
   */
  change(index: number, field: string, value: string | number | boolean | null, drift?: DriftState): void
  /** One field, for those who come back to it at every event: the same as `number` and `change` of it, but faster. */
  field(name: string): DistortableField
  /** Takes a field away: its value becomes null, or the field is removed. */
  clear(index: number, field: string, how: 'null' | 'remove'): void
  /** The event is produced and never delivered. */
  drop(index: number): void
  /** The event arrives once more, `delay` microseconds ≥ 0 after it. The copy passes the distortions that follow. */
  repeat(index: number, delay: Micros): void
  /** The event arrives `delay` microseconds ≥ 0 later than it would have. */
  delay(index: number, delay: Micros): void
}

/** A field of all events of a batch. */
export interface DistortableField {
  number(index: number): number | undefined
  change(index: number, value: string | number | boolean | null, drift?: DriftState): void
}

/**
 * What goes *wrong*. Everything it does to an event is a function of the seed, the event, its sequence number and
 * its time: no memory of earlier events, so that any worker can distort any batch.
 */
export interface Distortion {
  distort(batch: Distortable): void
  /** What the model's parameters are at an instant, where this distortion moves them. */
  readonly steer?: Steering
}

/** Parameters of the model that a distortion moves in the course of the stream. */
export interface Steering {
  readonly parameters: readonly string[]
  /** @param elapsed microseconds since the beginning of the schedule */
  value(parameter: string, value: number, elapsed: Micros): number
  /** For the ledger: the concept in force and how far the drift has gone. */
  state(elapsed: Micros): DriftState
}

/** What a distortion is told of the stream that it acts on. */
export interface DistortionTarget {
  /** The declared fields of a model's records; undefined for events whose fields nobody declared. */
  readonly fields: Fields | undefined
  /** What drift may move; empty for events that are not made by a model. */
  readonly parameters: Readonly<Record<string, Parameter>>
}
