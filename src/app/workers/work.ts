import type { MessagePort } from 'node:worker_threads'
import { openHand } from '../../engine/index.ts'
import { shareSheets } from '../../kernel/index.ts'
import { prepare } from '../generate.ts'
import { Desk } from './desk.ts'
import { type Answer, plain, type Request, type WorkerOrder } from './message.ts'
import { Station } from './station.ts'

/** A worker thread's life: opens the project, then makes what it is asked for, one task after the other. */
export async function work(
  port: MessagePort,
  { parameters, order, places, memory }: WorkerOrder,
): Promise<void> {
  // Nothing is transferred: once memory was taken from a thread, V8 asks at each access whether it still is there.
  shareSheets()
  const answer = (message: Answer) => port.postMessage(message)
  try {
    const { project, options } = await prepare(parameters)
    const station = new Station(new Desk(places, memory), await openHand(project, options, order), answer)
    port.on('message', (request: Request) => station.hear(request))
    station.open()
  } catch (error) {
    answer({ problems: plain(error) })
  }
}
