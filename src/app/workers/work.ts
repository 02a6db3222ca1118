import type { MessagePort } from 'node:worker_threads'
import { type Made, openHand } from '../../engine/index.ts'
import { type Problem, problemsOf } from '../../kernel/index.ts'
import { prepare } from '../generate.ts'
import type { Answer, Request, WorkerOrder } from './message.ts'

/** A worker thread's life: opens the project, then makes what it is asked for, one task after the other. */
export async function work(port: MessagePort, { parameters, order }: WorkerOrder): Promise<void> {
  const answer = (message: Answer, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer)
  try {
    const { project, options } = await prepare(parameters)
    const hand = await openHand(project, options, order)
    port.on('message', ({ id, task, spare }: Request) => {
      for (const bytes of spare) hand.reuse(bytes)
      hand.make(task).then(
        (made) => answer({ id, made }, buffersOf(made)),
        (error: unknown) => answer({ id, problems: plain(error) }),
      )
    })
  } catch (error) {
    answer({ problems: plain(error) })
  }
}

/** What need not be copied. */
function buffersOf({ seq, time, lines }: Made): ArrayBuffer[] {
  const columns = lines ? [seq, time, lines.bytes, lines.ends] : [seq, time]
  return columns.map(({ buffer }) => buffer as ArrayBuffer)
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
