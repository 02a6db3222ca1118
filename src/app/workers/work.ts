import type { MessagePort } from 'node:worker_threads'
import { openHand } from '../../engine/index.ts'
import { type Problem, problemsOf, shareSheets } from '../../kernel/index.ts'
import { prepare } from '../generate.ts'
import type { Answer, Request, WorkerOrder } from './message.ts'

/** A worker thread's life: opens the project, then makes what it is asked for, one task after the other. */
export async function work(port: MessagePort, { parameters, order }: WorkerOrder): Promise<void> {
  // Nothing is transferred: once memory was taken from a thread, V8 asks at each access whether it still is there.
  shareSheets()
  const answer = (message: Answer) => port.postMessage(message)
  try {
    const { project, options } = await prepare(parameters)
    const hand = await openHand(project, options, order)
    port.on('message', ({ id, task, spare }: Request) => {
      for (const bytes of spare) hand.reuse(bytes)
      hand.make(task).then(
        (made) => answer({ id, made }),
        (error: unknown) => answer({ id, problems: plain(error) }),
      )
    })
    answer({ ready: true })
  } catch (error) {
    answer({ problems: plain(error) })
  }
}

/** Problems without what cannot be sent to another thread. */
function plain(error: unknown): Problem[] {
  return problemsOf(error).map(({ code, message, hint, at }) => ({
    code,
    message,
    ...(hint !== undefined && { hint }),
    ...(at !== undefined && { at }),
  }))
}
