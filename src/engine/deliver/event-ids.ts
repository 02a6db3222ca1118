import { hashIndex, hashText, type Key } from '../../kernel/index.ts'
import type { Lot } from './lot.ts'

/**
 * Names what destinations know events by: 128 bits as 32 hexadecimal digits, the same at every attempt and after every
 * resume.
 */
export interface EventIds {
  /** Of one event of a lot, by its index. */
  one(lot: Lot, event: number): string
  /** Of several events of a lot together, by their indexes. */
  joint(lot: Lot, events: readonly number[]): string
}

/** The hash of the seed, the generator, the event's sequence number and the number of its copy. */
export function eventIds(seed: number | string, generator: string): EventIds {
  const run = hashText(JSON.stringify(['event', String(seed), generator]))
  return {
    one({ batch: { seq, copy } }, event) {
      const id = hashIndex(run, seq[event]!)
      return idText(copy?.[event] ? hashIndex(id, copy[event]!) : id)
    },
    joint({ batch: { seq, copy } }, events) {
      let id = hashIndex(run, events.length)
      // Numbers that follow one another are said by the first of them and how many they are.
      for (let i = 0; i < events.length; ) {
        const start = i++
        const [number, copied] = [seq[events[start]!]!, copy?.[events[start]!] ?? 0]
        while (
          i < events.length &&
          seq[events[i]!] === number + i - start &&
          (copy?.[events[i]!] ?? 0) === copied
        )
          i++
        id = hashIndex(hashIndex(hashIndex(id, number), i - start), copied)
      }
      return idText(id)
    },
  }
}

/** The names that dead letters had before. */
export const letterIds: EventIds = {
  one: ({ letters }, event) => letters![event]!.id,
  joint: ({ letters }, events) => idText(hashText(events.map((event) => letters![event]!.id).join())),
}

const scratch = Buffer.alloc(16)

/** Through bytes, for that is many times faster than through numbers. */
function idText([a, b, c, d]: Key): string {
  scratch.writeUInt32BE(a, 0)
  scratch.writeUInt32BE(b, 4)
  scratch.writeUInt32BE(c, 8)
  scratch.writeUInt32BE(d, 12)
  return scratch.toString('hex')
}
