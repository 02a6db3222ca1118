import { Worker } from 'node:worker_threads'
import type { Crew, CrewOrder, Made, Task } from '../../engine/index.ts'
import { LoomError, ProblemsError } from '../../kernel/index.ts'
import type { CompleteRunParameters } from '../parameters.ts'
import type { Answer, Request, WorkerOrder } from './message.ts'

/** Tasks for each worker at a time: one at work, and enough for as long as the thread of the run makes one itself and writes. */
const TASKS = 4

/** Few messages, each of which costs either thread some forty microseconds, and no long waits. */
const TICKS = 512

const CODE = new URL('../start/worker.cjs', import.meta.url)

/** Worker threads that open the same project and make its events beside the thread of the run. */
export function hireThreads(parameters: CompleteRunParameters, order: CrewOrder): Crew {
  const threads = Array.from({ length: parameters.workers - 1 }, () => new Thread({ parameters, order }))
  // Memory goes back to the thread that wrote it, whose processor has it at hand.
  const makers = new WeakMap<ArrayBufferLike, Thread>()
  return {
    tasks: TASKS * threads.length,
    ticks: TICKS,
    get room() {
      return threads.reduce((sum, { room }) => sum + room, 0)
    },
    async make(task) {
      const idlest = threads.reduce((best, each) => (each.room > best.room ? each : best))
      const made = await idlest.make(task)
      if (made.lines) makers.set(made.lines.bytes.buffer, idlest)
      return made
    },
    reuse: (bytes) => makers.get(bytes.buffer)?.spare.push(bytes),
    async close() {
      await Promise.all(threads.map((thread) => thread.close()))
    },
  }
}

interface Waiting {
  resolve(made: Made): void
  reject(error: unknown): void
}

class Thread {
  readonly #worker: Worker
  /** Memory of lines that nobody reads any more. */
  readonly spare: Uint8Array[] = []
  readonly #waiting = new Map<number, Waiting>()
  #next = 0
  #ready = false
  #failure: unknown

  constructor(order: WorkerOrder) {
    this.#worker = new Worker(CODE, { workerData: order })
    this.#worker.on('message', (answer: Answer) => this.#answered(answer))
    this.#worker.on('error', (error) => this.#fail(error))
    this.#worker.on('exit', (code) =>
      this.#fail(new LoomError('E_WORKER', `a worker ended by itself with code ${code}`)),
    )
  }

  /** Tasks that it takes now. One that has failed takes them, and says why. */
  get room(): number {
    if (this.#failure !== undefined) return TASKS
    return this.#ready ? TASKS - this.#waiting.size : 0
  }

  make({ first, block }: Task): Promise<Made> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure)
    const id = this.#next++
    const spare = this.spare.splice(0)
    // A view would drag the whole of its buffer along.
    const times = block.times.slice()
    const source = typeof block.source === 'number' ? block.source : block.source.slice()
    const request: Request = { id, task: { first, block: { times, source } }, spare }
    this.#worker.postMessage(request)
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
  }

  async close(): Promise<void> {
    this.#worker.removeAllListeners('exit')
    // One that has ended by itself is not waited for: it says so only once.
    await this.#worker.terminate()
  }

  #answered(answer: Answer): void {
    if ('ready' in answer) {
      this.#ready = true
      return
    }
    if ('made' in answer) {
      this.#waiting.get(answer.id)?.resolve(answer.made)
      this.#waiting.delete(answer.id)
      return
    }
    const error = new ProblemsError(answer.problems)
    if (answer.id === undefined) this.#fail(error)
    else {
      this.#waiting.get(answer.id)?.reject(error)
      this.#waiting.delete(answer.id)
    }
  }

  #fail(error: unknown): void {
    this.#failure ??= error
    for (const { reject } of this.#waiting.values()) reject(this.#failure)
    this.#waiting.clear()
  }
}
