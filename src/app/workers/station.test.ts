import { expect, test } from 'vitest'
import type { Hand, Made, Task } from '../../engine/index.ts'
import { LoomError } from '../../kernel/index.ts'
import { Desk } from './desk.ts'
import type { Answer } from './message.ts'
import { Station } from './station.ts'

const PLACES = 3
const turn = () => new Promise((resolve) => setImmediate(resolve))

/** Two ticks of two inputs. */
const task = (first: number): Task => ({
  first,
  block: { times: Float64Array.of(first, first + 0.5), source: Uint16Array.of(0, 1) },
})

/** Writes what it is given onto the sheet it was given back last; every fifth task has but one line, every seventh fails. */
function hand(): { readonly hand: Hand; readonly made: number[] } {
  const made: number[] = []
  const spare: Uint8Array[] = []
  const make = async ({ first, block: { times, source } }: Task): Promise<Made> => {
    made.push(first)
    if (first % 7 === 6) throw new LoomError('E_TEST', `task ${first}`)
    if (first % 3 === 0) await turn()
    const length = first % 5 === 4 ? 1 : 2
    const bytes = spare.pop() ?? new Uint8Array(new SharedArrayBuffer(8))
    bytes.set([first, times[1]! * 2, (source as Uint16Array)[1]!])
    const lines = { length, bytes: bytes.subarray(0, 3), ends: Uint32Array.of(1, 3).subarray(0, length) }
    const time = times.slice()
    const rest = { events: [], ready: true, ticks: 2, skipped: 0, failures: [], exhausted: false }
    return { seq: time, time, source: 0, lines, ...rest }
  }
  const reuse = (bytes: Uint8Array) => void spare.push(new Uint8Array(bytes.buffer))
  return { hand: { make, reuse } as unknown as Hand, made }
}

/**
 * A run that keeps the desk full. It puts the next task down as soon as it hears of an answer, which on another thread may
 * be before the worker does anything else.
 */
async function run(tasks: number) {
  const desk = new Desk(PLACES)
  const { hand: worker, made } = hand()
  const sheets: ArrayBufferLike[] = []
  const told = new Map<number, string>()
  let given = 0
  let oldest = 0
  let messages = 0
  const station: Station = new Station(desk, worker, (answer) => {
    messages++
    hear(answer)
  })
  const tell = (text: string) => told.set(oldest++, text)
  const collect = () => {
    while (oldest < given && desk.place(oldest).made) {
      const { sheet, length, ends } = desk.place(oldest).take()
      tell(`${[...new Uint8Array(sheets[sheet]!, 0, length)]} to ${[...ends]}`)
      desk.giveBack(sheet)
    }
  }
  const give = () => {
    while (given < tasks && given - oldest < PLACES) {
      desk.place(given).put(task(given++))
      if (desk.wake()) station.hear({ wake: true })
    }
  }
  const hear = (answer: Answer) => {
    collect()
    if ('problems' in answer) tell(answer.problems[0]!.message)
    if ('made' in answer) {
      const { lines } = answer.made
      tell(`${[...lines!.bytes]} to ${[...lines!.ends]}`)
      if (answer.sheet !== undefined) desk.giveBack(answer.sheet)
      else {
        const sheet = sheets.push(lines!.bytes.buffer) - 1
        setImmediate(() => station.hear({ sheet, bytes: lines!.bytes }))
      }
    }
    give()
  }
  expect(desk.open).toBe(false)
  station.open()
  expect(desk.open).toBe(true)
  while (oldest < tasks) {
    give()
    desk.wait()
    collect()
    await turn()
  }
  return { told: [...told.values()], made, messages, sheets: sheets.length }
}

test('every task is answered once and in order, on the desk or by a message', async () => {
  const tasks = 60
  const { told, made, messages, sheets } = await run(tasks)
  expect(made).toEqual(Array.from({ length: tasks }, (_, i) => i))
  expect(told).toEqual(
    made.map((first) => {
      if (first % 7 === 6) return `task ${first}`
      return `${first},${2 * first + 1},1 to ${first % 5 === 4 ? '1' : '1,3'}`
    }),
  )
  expect(messages).toBeGreaterThan(tasks / 5)
  // Each is used again as long as it lives.
  expect(sheets).toBeLessThan(2 * PLACES)
})

test('what waits is woken once, and what works never', () => {
  const desk = new Desk(PLACES)
  expect([desk.wake(), desk.tell()]).toEqual([false, false])
  desk.sleep()
  desk.wait()
  // Both threads see the same.
  const seen = new Desk(PLACES, desk.memory)
  expect([seen.wake(), seen.wake(), seen.tell(), seen.tell()]).toEqual([true, false, true, false])
})

test('a task lies where it was put until it is answered', () => {
  const desk = new Desk(PLACES)
  const place = new Desk(PLACES, desk.memory).place(PLACES + 1)
  desk.place(1).put({ first: 2 ** 40, block: { times: Float64Array.of(5, 6, 7), source: 3 } })
  expect([place.given, place.made]).toEqual([true, false])
  expect(place.task.first).toBe(2 ** 40)
  expect([...place.task.block.times]).toEqual([5, 6, 7])
  expect(place.task.block.source).toBe(3)
  place.answer({ length: 3, bytes: new Uint8Array(9), ends: Uint32Array.of(2, 4, 9) }, 7)
  expect([place.given, place.made]).toEqual([false, true])
  expect(desk.place(1).take()).toEqual({ sheet: 7, length: 9, ends: Uint32Array.of(2, 4, 9) })
  expect([place.given, place.made]).toEqual([false, false])
})
