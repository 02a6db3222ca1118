import { type Micros, NEVER, readIso, readUnix, type Zone } from '../../kernel/index.ts'

/** An ISO date and time, in `zone` unless it carries an offset, or a Unix time; undefined for anything else. */
export function readInstant(item: string | number, zone: Zone): Micros | undefined {
  const text = String(item).trim()
  const date = readIso(text)
  if (date === undefined) return readUnix(text)
  const at = date.offset === null ? zone.fromWall(date.wall) : date.wall - date.offset
  return Math.abs(at) <= NEVER ? at : undefined
}
