import type { Emitter, EventSource, Ticks } from '../../../kernel/index.ts'
import { emit } from './emit.ts'
import { blockOf, EXHAUSTED } from './message.ts'
import type { Loss, Runner, StartRunner } from './runner.ts'
import type { Script } from './script.ts'

/**
 * The events of a script. A call that hangs or kills its runner fails its tick and nothing else: the script is
 * started anew, with empty state, and goes on. Calls whose answers were lost on the way are made again.
 */
export async function scriptSource(start: StartRunner, script: Script): Promise<EventSource> {
  let runner: Runner | undefined = await start()
  let exhausted = false
  let closed = false

  return {
    async produce(ticks: Ticks, out: Emitter): Promise<void> {
      if (exhausted) return out.exhaust(0)
      let done = 0
      let loss: Loss | undefined
      while (done < ticks.size) {
        if (loss?.at === done) {
          out.fail(done++, loss.error)
          loss = undefined
          continue
        }
        runner ??= await start()
        const from = done
        const until = loss === undefined || loss.at < done ? ticks.size : loss.at
        const lost: Loss | undefined = await runner.run(blockOf(ticks, from, until), (answer) => {
          const answered = emit(answer, done, out, script)
          if (answered === EXHAUSTED) exhausted = true
          else done += answered
        })
        if (exhausted || closed) return
        if (lost === undefined) continue
        runner = undefined
        loss = { at: from + lost.at, error: lost.error }
        script.log.warn('The script is started anew; its state is lost.', {
          script: script.name,
          error: lost.error instanceof Error ? lost.error.message : String(lost.error),
        })
      }
    },
    async close() {
      closed = true
      await runner?.close()
    },
  }
}
