import { Worker } from 'node:worker_threads'
import type { Coming, CrewOrder, Made, Task } from '../../engine/index.ts'
import { LARGEST_SPARE, LoomError, ProblemsError } from '../../kernel/index.ts'
import type { CompleteRunParameters } from '../parameters.ts'
import { Desk } from './desk.ts'
import { Errand } from './errand.ts'
import type { Answer, Request, WorkerOrder } from './message.ts'

/** Tasks for each worker at a time: one at work, and enough for as long as the thread of the run makes one itself and writes. */
export const TASKS = 4

/** Tasks that a worker makes for practice: after two thousand records it is about as fast as the thread of the run. */
const REHEARSALS = 4

const CODE = new URL('../start/worker.cjs', import.meta.url)

/** One worker, as the thread of the run sees it. */
export class Thread {
  readonly #worker: Worker
  readonly #desk = new Desk(TASKS)
  /** Tasks under way, the oldest first. */
  readonly #errands: Errand[] = []
  /** The memory of the sheets that have numbers. */
  readonly #sheets: ArrayBufferLike[] = []
  readonly #back: WeakMap<ArrayBufferLike, () => void>
  /** Tasks so far. */
  #tasks = 0
  /** A task to practise with. */
  #example: Task | undefined
  /** How often it was made. */
  #rehearsals = 0
  #failure: unknown

  /** @param back how memory of lines is given back, to be added to */
  constructor(
    parameters: CompleteRunParameters,
    order: CrewOrder,
    back: WeakMap<ArrayBufferLike, () => void>,
  ) {
    this.#back = back
    const workerData: WorkerOrder = { parameters, order, places: TASKS, memory: this.#desk.memory }
    this.#worker = new Worker(CODE, { workerData })
    this.#worker.on('message', (answer: Answer) => this.#answered(answer))
    this.#worker.on('error', (error) => this.#fail(error))
    this.#worker.on('exit', (code) =>
      this.#fail(new LoomError('E_WORKER', `a worker ended by itself with code ${code}`)),
    )
  }

  /** Tasks that it takes now. One that has failed takes them, and says why. */
  get room(): number {
    if (this.#failure !== undefined) return TASKS
    this.#collect()
    if (!this.#desk.open) return 0
    if (this.#example && this.#errands.length === 0) this.#practise(this.#example)
    return this.#example ? 0 : TASKS - this.#errands.length
  }

  rehearse(task: Task): void {
    if (this.#rehearsals === 0) this.#example = task
  }

  make(task: Task): Coming<Made> {
    const errand = new Errand(task, this.#tasks, {
      look: () => this.#collect(),
      wait: () => this.#wait(),
    })
    if (this.#failure !== undefined) {
      errand.fail(this.#failure)
      return errand
    }
    this.#errands.push(errand)
    this.#desk.place(this.#tasks++).put(task)
    if (this.#desk.wake()) this.#send({ wake: true })
    return errand
  }

  async close(): Promise<void> {
    this.#worker.removeAllListeners('exit')
    // One that has ended by itself is not waited for: it says so only once.
    await this.#worker.terminate()
  }

  /** Has a task made whose lines nobody reads. Should it go wrong, so will others that somebody waits for. */
  #practise(task: Task): void {
    this.#rehearsals++
    if (this.#rehearsals === REHEARSALS) this.#example = undefined
    const made = this.make(task)
    made.settled
      .then(() => made.take())
      .then(
        ({ lines }) => lines && this.#back.get(lines.bytes.buffer)?.(),
        () => undefined,
      )
  }

  #send(request: Request): void {
    this.#worker.postMessage(request)
  }

  /** Takes what was made from the desk. */
  #collect(): void {
    for (let oldest = this.#errands[0]; oldest; oldest = this.#errands[0]) {
      const place = this.#desk.place(oldest.number)
      if (place.made) {
        const { sheet, length, ends } = place.take()
        oldest.lines({ length: ends.length, bytes: new Uint8Array(this.#sheets[sheet]!, 0, length), ends })
      } else if (!oldest.ended) return
      this.#errands.shift()
    }
  }

  /** Asks to be told of the next answer; one may have come just now. */
  #wait(): void {
    this.#desk.wait()
    this.#collect()
  }

  #answered(answer: Answer): void {
    const errand = 'task' in answer && this.#errands.find(({ number }) => number === answer.task)
    if ('made' in answer) {
      const { made, sheet } = answer
      if (made.lines) this.#remember(made.lines.bytes, sheet)
      if (errand) errand.made(made)
    } else if ('problems' in answer) {
      const error = new ProblemsError(answer.problems)
      if (errand) errand.fail(error)
      else this.#fail(error)
    }
    this.#collect()
    if (this.#errands.some(({ awaited }) => awaited)) this.#wait()
  }

  /** Remembers how a sheet is given back. One that has no number gets one when it goes back for the first time. */
  #remember(bytes: Uint8Array, number: number | undefined): void {
    const { buffer } = bytes
    // What came as a copy is not where the worker would write, and what is too large it would not keep.
    if (!(buffer instanceof SharedArrayBuffer) || buffer.byteLength > LARGEST_SPARE) return
    const giveBack = (sheet: number) => this.#back.set(buffer, () => this.#desk.giveBack(sheet))
    if (number !== undefined) giveBack(number)
    else
      this.#back.set(buffer, () => {
        const sheet = this.#sheets.length
        if (!Desk.numbers(sheet)) return
        this.#sheets.push(buffer)
        giveBack(sheet)
        this.#send({ sheet, bytes })
      })
  }

  #fail(error: unknown): void {
    this.#failure ??= error
    this.#collect()
    for (const errand of this.#errands.splice(0)) errand.fail(this.#failure)
  }
}
