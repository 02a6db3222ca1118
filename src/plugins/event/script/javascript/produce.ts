import { types } from 'node:util'
import { type Answer, type Block, DROPPED, EXHAUSTED, FAILED, type Fault } from '../message.ts'
import { Call, DROP, EXHAUST, type Surroundings } from './call.ts'
import { faultOf } from './fault.ts'

/** The function that a script exports. */
export type Produce = (call: Call) => unknown

/** How the caller and the loop see each other while the loop runs. */
export interface Control {
  /** The index of the call about to be made. */
  at(index: number): void
  /** Does the caller want the answers so far? Asked after each call. */
  wanted(): boolean
  answer(answer: Answer): void
}

/** Calls the script for each tick of a block, one after the other; answers end with the block or EXHAUSTED. */
export async function produceBlock(
  produce: Produce,
  block: Block,
  around: Surroundings,
  control: Control,
  begin: (call: Call) => void,
): Promise<void> {
  const { first, times, tagLists, tagList } = block
  let answer = new Collected()
  for (let i = 0; i < times.length; i++) {
    control.at(i)
    const call = new Call(times[i]!, tagLists[tagList[i]!]!, first + i, around)
    begin(call)
    try {
      const returned = produce(call)
      answer.add(isThenable(returned) ? await returned : returned)
    } catch (thrown) {
      if (thrown === EXHAUST) {
        answer.outcomes.push(EXHAUSTED)
        break
      }
      if (thrown === DROP) answer.outcomes.push(DROPPED)
      else answer.fail(faultOf(thrown))
    }
    if (control.wanted()) {
      control.answer(answer)
      answer = new Collected()
    }
  }
  control.answer(answer)
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
  )
}

class Collected implements Answer {
  readonly outcomes: number[] = []
  readonly texts: string[] = []
  readonly records: number[] = []
  readonly faults: Fault[] = []

  add(result: unknown): void {
    if (typeof result === 'string') {
      this.texts.push(result)
      this.outcomes.push(1)
    } else if (result === null || result === undefined) this.outcomes.push(0)
    else if (Array.isArray(result)) this.#addAll(result)
    else {
      const json = recordText(result)
      if (json === undefined) this.fail(refusal(result, ''))
      else {
        this.#addRecord(json)
        this.outcomes.push(1)
      }
    }
  }

  fail(fault: Fault): void {
    this.outcomes.push(FAILED)
    this.faults.push(fault)
  }

  #addRecord(json: string): void {
    this.records.push(this.texts.length)
    this.texts.push(json)
  }

  /** All or none: a list with one bad element yields nothing. */
  #addAll(results: readonly unknown[]): void {
    const ready = results.map((result) => (typeof result === 'string' ? result : recordText(result)))
    const bad = ready.indexOf(undefined)
    if (bad >= 0) {
      this.fail(refusal(results[bad], ` at index ${bad} of a list`))
      return
    }
    for (let i = 0; i < ready.length; i++) {
      if (typeof results[i] === 'string') this.texts.push(ready[i]!)
      else this.#addRecord(ready[i]!)
    }
    this.outcomes.push(ready.length)
  }
}

/** The JSON text of a record; undefined if it is none. What JSON cannot hold at all (a cycle) throws. */
function recordText(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  if (types.isPromise(value) || types.isMap(value) || types.isSet(value)) return undefined
  const json: unknown = JSON.stringify(value)
  return typeof json === 'string' && json.startsWith('{') ? json : undefined
}

function refusal(value: unknown, where: string): Fault {
  const type = value === null ? 'null' : typeof value
  const name = type === 'object' || type === 'function' ? (value as object).constructor?.name : undefined
  return {
    kind: 'result',
    message: `the script returned ${name ? `a ${name}` : type}${where}, which is no event`,
  }
}
