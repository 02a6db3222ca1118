import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { LoomError, type Problem } from '../../kernel/index.ts'
import { machineTime } from '../clock/real.ts'
import { realTimer } from '../clock/timer.ts'
import type { Deliveries } from '../deliver/deliveries.ts'
import type { LedgerPosition } from '../distort/ledger/ledger.ts'
import type { Project } from '../load/project.ts'
import type { RunOptions } from '../options.ts'
import type { World } from '../world.ts'
import { type Checkpoint, VERSION } from './checkpoint.ts'
import { readCheckpoint, writeCheckpoint } from './file.ts'
import { type Fingerprint, fingerprint, requireSame } from './fingerprint.ts'

/** An output that does not come to rest is not waited for longer than that, milliseconds. */
const PATIENCE = 1000

/** Said when a run that should be resumable is not. */
export const NOT_REPEATABLE: Problem = {
  code: 'W_NOT_RESUMABLE',
  message:
    'this run cannot be resumed: an input is driven from outside, and what it brought cannot be made again',
  hint: 'remove "checkpoint:", or use scheduled inputs',
}

/** What stays the same in all checkpoints of a run. */
type Beginning = Pick<Checkpoint, 'seed' | 'origin' | 'started' | 'from' | 'to' | 'deadLetters' | 'ledger'>

/** Writes down how far a run has come, and tells a resumed run how far it had come. */
export class Journal {
  readonly path: string
  /** What the run that is resumed left behind; undefined for one that begins. */
  readonly resumed: Checkpoint | undefined
  readonly #options: RunOptions
  readonly #fingerprint: Fingerprint
  readonly #interval: number
  readonly #onFailure: (error: unknown) => void
  #beginning: Beginning | undefined
  #timer: ReturnType<typeof setInterval> | undefined
  #saving = false

  /**
   * The journal of a project that wants one. E_CHECKPOINT_MISSING when a run without is to be resumed,
   * E_CHECKPOINT_CHANGED when it would not be the same run, E_CHECKPOINT_READ.
   */
  static of(project: Project, options: RunOptions, onFailure: (error: unknown) => void): Journal | undefined {
    if (project.checkpoint) return new Journal(project, options, onFailure)
    if (!options.resume) return undefined
    throw new LoomError('E_CHECKPOINT_MISSING', 'the project keeps no checkpoint, so it cannot be resumed', {
      hint: 'add "checkpoint:" to it before the run that may have to be resumed',
    })
  }

  private constructor(project: Project, options: RunOptions, onFailure: (error: unknown) => void) {
    const { path, interval } = project.checkpoint!
    this.path = resolve(project.directory, path ?? `checkpoint/${encodeURIComponent(options.id)}.json`)
    this.#fingerprint = fingerprint(project, options)
    this.#interval = interval * 1000
    this.#onFailure = onFailure
    const resumed = options.resume ? readCheckpoint(this.path) : undefined
    this.resumed = resumed
    this.#options = resumed ? { ...options, from: resumed.from, to: resumed.to } : options
    if (this.resumed) requireSame(this.resumed.fingerprint, this.#fingerprint)
  }

  /** Saves the first checkpoint, so that nothing is written that no checkpoint knows of, and goes on doing so. */
  async begin(
    deliveries: Deliveries,
    seed: number | string,
    { origin }: Pick<World, 'origin'>,
    ledger: LedgerPosition | undefined,
  ): Promise<void> {
    const { from, to, deadLetters } = this.#options
    const { resumed } = this
    const rows = resumed?.ledger ?? ledger
    this.#beginning = {
      seed,
      origin,
      started: resumed?.started ?? machineTime(),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      deadLetters: resumed?.deadLetters ?? statSync(deadLetters, { throwIfNoEntry: false })?.size ?? 0,
      ...(rows && { ledger: rows }),
    }
    await deliveries.takeMarks()
    this.#save(deliveries, false)
    this.#timer = setInterval(() => void this.#tick(deliveries), this.#interval)
  }

  /** Where the run goes on that this one resumes, and whether that one had finished. */
  get resumption(): { readonly resumed?: { readonly position: number; readonly finished: boolean } } {
    if (!this.resumed) return {}
    const positions = Object.values(this.resumed.outputs).map(({ position }) => position)
    const position = positions.length > 0 ? Math.min(...positions) : 0
    return { resumed: { position, finished: this.resumed.finished } }
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  /** The last checkpoint of a run that ends. */
  end(deliveries: Deliveries, finished: boolean): void {
    this.stop()
    if (!this.#beginning) return
    try {
      this.#save(deliveries, finished)
    } catch (error) {
      this.#onFailure(error)
    }
  }

  async #tick(deliveries: Deliveries): Promise<void> {
    if (this.#saving) return
    this.#saving = true
    const rested = new AbortController()
    try {
      const marked = deliveries.takeMarks().finally(() => rested.abort())
      await Promise.race([marked, realTimer.sleep(PATIENCE, rested.signal)])
      if (this.#timer !== undefined) this.#save(deliveries, false)
    } catch (error) {
      this.#onFailure(error)
    } finally {
      this.#saving = false
    }
  }

  #save(deliveries: Deliveries, finished: boolean): void {
    writeCheckpoint(this.path, {
      version: VERSION,
      generator: this.#options.id,
      ...this.#beginning!,
      fingerprint: this.#fingerprint,
      finished,
      outputs: Object.fromEntries(deliveries.marks),
    })
  }
}
