import type { Log } from '../kernel/index.ts'
import { LoomError, problemsOf, renderProblem } from '../kernel/index.ts'
import type { OutputCounts } from './deliver/account.ts'

/** After the first few of a kind only every power of ten is logged: a million failures are ten lines. */
const LOGGED_IN_FULL = 5

/** So many events that could not be produced, and none that could, are reason enough to end a batch run. */
const HOPELESS = 10_000

/** What went wrong while running: counted by code, logged without flooding. */
export class FailureLog {
  readonly #log: Log
  readonly #counts = new Map<string, number>()
  #samples = new Map<string, string>()

  constructor(log: Log) {
    this.#log = log
  }

  /** How often each error code occurred, and the first message of it. */
  get reasons(): readonly { readonly code: string; readonly count: number; readonly first: string }[] {
    return [...this.#counts].map(([code, count]) => ({ code, count, first: this.#samples.get(code)! }))
  }

  produce(error: unknown, tick: number): void {
    this.#count(error, 'E_EVENT_FAILED', 1, 'An event could not be produced', { tick })
  }

  /** Is there no event after so many failures? A schedule without an end would go on for ever. */
  hopeless({
    produced,
    produceFailed,
  }: {
    readonly produced: number
    readonly produceFailed: number
  }): boolean {
    if (produced > 0 || produceFailed < HOPELESS) return false
    const message = `none of the first ${HOPELESS} events could be produced`
    const error = new LoomError('E_RUN_HOPELESS', message, { hint: 'see the other reasons' })
    if (!this.#counts.has(error.code)) this.run(error)
    return true
  }

  deliver(error: unknown, output: string, events: number): void {
    this.#count(error, 'E_OUTPUT_WRITE', events, 'Events could not be delivered', { output, events })
  }

  letters(error: unknown): void {
    this.#count(error, 'E_DEAD_LETTERS', 1, 'Dead letters could not be kept', {})
  }

  replay(error: unknown): void {
    this.#count(error, 'E_LETTERS_READ', 1, 'A dead letter cannot be sent again', {})
  }

  spill(error: unknown, output: string): void {
    this.#count(error, 'E_SPILL_WRITE', 1, 'The disk queue of an output cannot be written', { output })
  }

  checkpoint(error: unknown): void {
    this.#count(error, 'E_CHECKPOINT_WRITE', 1, 'The checkpoint is not up to date', {})
  }

  /** A plugin threw where it should have reported: the run ends early. */
  run(error: unknown): void {
    this.#count(error, 'E_RUN_FAILED', 1, 'The run ended early', {})
  }

  close(error: unknown, plugin: string): void {
    this.#count(error, 'E_CLOSE_FAILED', 1, 'A plugin could not be closed', { plugin })
  }

  unbalanced(counts: OutputCounts): void {
    const error = new Error(`the account of ${counts.name} does not balance: ${JSON.stringify(counts)}`)
    this.#count(error, 'E_ACCOUNT_UNBALANCED', 1, 'Events are unaccounted for', { ...counts })
  }

  #count(error: unknown, code: string, weight: number, text: string, fields: Record<string, unknown>): void {
    for (const problem of problemsOf(error, code)) {
      const before = this.#counts.get(problem.code) ?? 0
      this.#counts.set(problem.code, before + weight)
      if (before === 0) this.#samples.set(problem.code, renderProblem(problem))
      const digits = Math.floor(Math.log10(before + weight))
      if (before < LOGGED_IN_FULL || 10 ** digits > before) {
        this.#log.error(text, { ...fields, reason: renderProblem(problem), count: before + weight })
      }
    }
  }
}
