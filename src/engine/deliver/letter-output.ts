import type { Batch, Rec } from '../../kernel/index.ts'
import { realTimer } from '../clock/timer.ts'
import type { OpenedOutput } from '../open-outputs.ts'
import type { RunOptions } from '../options.ts'
import { emptyCounts } from './account.ts'
import { Courier } from './courier.ts'
import { Ending } from './ending.ts'
import { letterIds } from './event-ids.ts'
import type { DeadLetter } from './letter.ts'
import type { LetterBox } from './letter-file.ts'
import { lotOf } from './lot.ts'
import { lanePolicy } from './policy.ts'

/** Sends dead letters to an output, as records; those that it does not take either go to another box. */
export class LetterOutput implements LetterBox {
  readonly #opened: OpenedOutput
  readonly #courier: Courier
  readonly #rest: LetterBox

  constructor(opened: OpenedOutput, options: RunOptions, rest: LetterBox) {
    const { id, output, formatter, serial, delivery } = opened
    const needs = { single: true, patient: serial, alone: true, resolve: (path: string) => path }
    this.#opened = opened
    this.#rest = rest
    this.#courier = new Courier({
      name: `dead letters: ${id}`,
      output,
      formatter,
      ids: letterIds,
      policy: lanePolicy(delivery, options, needs),
      timer: realTimer,
      ending: new Ending(),
      log: options.log,
      onLost: ({ lot, events }) => rest.keep(events.map((index) => lot.letters![index]!)),
    })
  }

  async keep(letters: readonly DeadLetter[]): Promise<number> {
    const counts = emptyCounts('')
    await this.#courier.carry({ ...lotOf(batchOf(letters), 0), letters }, counts)
    return counts.failed + counts.dropped
  }

  async close(): Promise<void> {
    await this.#opened.output.close?.()
    await this.#rest.close()
  }
}

function batchOf(letters: readonly DeadLetter[]): Batch {
  const time = Float64Array.from(letters, (letter) => letter.time)
  return {
    size: letters.length,
    seq: Float64Array.from(letters, ({ seq }) => seq),
    time,
    due: time,
    events: letters as unknown as readonly Rec[],
    tags: letters.map(({ tags }) => tags ?? []),
  }
}
