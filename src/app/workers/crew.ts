import type { Crew, CrewOrder } from '../../engine/index.ts'
import type { CompleteRunParameters } from '../parameters.ts'
import { TICKS } from './place.ts'
import { TASKS, Thread } from './thread.ts'

/** Worker threads that open the same project and make its events beside the thread of the run. */
export function hireThreads(parameters: CompleteRunParameters, order: CrewOrder): Crew {
  // Memory goes back to the thread that wrote it, whose processor has it at hand.
  const back = new WeakMap<ArrayBufferLike, () => void>()
  const threads = Array.from({ length: parameters.workers - 1 }, () => new Thread(parameters, order, back))
  return {
    tasks: TASKS * threads.length,
    ticks: TICKS,
    get room() {
      return threads.reduce((sum, { room }) => sum + room, 0)
    },
    make(task) {
      return threads.reduce((best, each) => (each.room > best.room ? each : best)).make(task)
    },
    rehearse(task) {
      for (const thread of threads) thread.rehearse(task)
    },
    reuse: ({ buffer }) => back.get(buffer)?.(),
    async close() {
      await Promise.all(threads.map((thread) => thread.close()))
    },
  }
}
