import { hashIndex, hashKey, hashText, type Key } from '../../kernel/index.ts'
import type { Lot } from './lot.ts'

/** Names an event of a lot, by index, with 128 bits: the same at every attempt and after every resume. */
export type EventIds = (lot: Lot, event: number) => Key

/** The hash of the seed, the generator, the event's sequence number and the number of its copy. */
export function eventIds(seed: number | string, generator: string): EventIds {
  const run = hashText(JSON.stringify(['event', String(seed), generator]))
  return ({ batch: { seq, copy } }, event) => {
    const id = hashIndex(run, seq[event]!)
    return copy?.[event] ? hashIndex(id, copy[event]!) : id
  }
}

/** One name for what several events became together. */
export function joinIds(ids: Iterable<Key>): Key {
  let joined: Key | undefined
  for (const id of ids) joined = joined ? hashKey(joined, id) : id
  return joined ?? hashText('')
}

/** 32 hexadecimal digits. */
export function idText(id: Key): string {
  return id.map((word) => word.toString(16).padStart(8, '0')).join('')
}

/** The names that dead letters had before. */
export const letterIds: EventIds = ({ letters }, event) => {
  const { id } = letters![event]!
  return [0, 8, 16, 24].map((at) => Number.parseInt(id.slice(at, at + 8), 16)) as unknown as Key
}
