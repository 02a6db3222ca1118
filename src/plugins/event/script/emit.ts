import { type Emitter, LoomError, type Rec } from '../../../kernel/index.ts'
import { type Answer, DROPPED, EXHAUSTED, FAILED, type Fault } from './message.ts'
import type { Script } from './script.ts'

/**
 * Hands an answer on. `tick` is the index of its first call within the ticks.
 *
 * @returns how many calls were answered, or EXHAUSTED
 */
export function emit(answer: Answer, tick: number, out: Emitter, script: Script): number {
  const { outcomes, texts, records, faults } = answer
  let text = 0
  let record = 0
  let fault = 0
  for (let i = 0; i < outcomes.length; i++) {
    const outcome = outcomes[i]!
    if (outcome >= 0) {
      for (const end = text + outcome; text < end; text++) {
        if (records[record] === text) {
          record++
          out.push(tick + i, JSON.parse(texts[text]!) as Rec)
        } else out.push(tick + i, texts[text]!)
      }
    } else if (outcome === DROPPED) out.drop(tick + i)
    else if (outcome === FAILED) out.fail(tick + i, errorOf(faults[fault++]!, script))
    else {
      out.exhaust(tick + i)
      return EXHAUSTED
    }
  }
  return outcomes.length
}

function errorOf(fault: Fault, script: Script): LoomError {
  const { message, kind, file, ...place } = fault
  const at = { file: file === undefined ? script.name : script.shown(file), ...place }
  if (kind === 'raised') return new LoomError('E_SCRIPT', message, { at })
  return new LoomError('E_SCRIPT_RESULT', message, {
    at,
    hint: 'return a string, a record or a list of them',
  })
}
