import type { Coming, Made, Task } from '../../engine/index.ts'
import type { Lines } from '../../kernel/index.ts'

/** What an errand needs of those who run it. */
export interface Runner {
  /** Looks whether something has come. */
  look(): void
  /** Makes sure that whatever comes next is heard of. */
  wait(): void
}

/** A task that a worker has, and what will become of it. */
export class Errand implements Coming<Made> {
  /** Tasks that the worker had before. */
  readonly number: number
  readonly #task: Task
  readonly #runner: Runner
  #take: (() => Made) | undefined
  #settled: Promise<void> | undefined
  #settle: (() => void) | undefined

  constructor(task: Task, number: number, runner: Runner) {
    this.number = number
    this.#task = task
    this.#runner = runner
  }

  get over(): boolean {
    if (!this.#take) this.#runner.look()
    return this.ended
  }

  get ended(): boolean {
    return this.#take !== undefined
  }

  /** Somebody waits for it. */
  get awaited(): boolean {
    return !this.ended && this.#settle !== undefined
  }

  get settled(): Promise<void> {
    this.#settled ??= new Promise((resolve) => {
      this.#settle = resolve
      if (this.ended) resolve()
      else this.#runner.wait()
    })
    return this.#settled
  }

  take(): Made {
    if (!this.#take) throw new Error('nothing came of it yet')
    return this.#take()
  }

  made(made: Made): void {
    this.#end(() => made)
  }

  /** A line of each tick. */
  lines(lines: Lines): void {
    const { first, block } = this.#task
    const seq = new Float64Array(lines.length)
    for (let i = 0; i < seq.length; i++) seq[i] = first + i
    this.made({
      seq,
      time: block.times,
      source: block.source,
      events: [],
      lines,
      ready: true,
      ticks: lines.length,
      skipped: 0,
      failures: [],
      exhausted: false,
    })
  }

  fail(error: unknown): void {
    this.#end(() => {
      throw error
    })
  }

  #end(take: () => Made): void {
    this.#take = take
    this.#settle?.()
  }
}
