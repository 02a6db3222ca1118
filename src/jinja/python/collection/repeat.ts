import type { Int } from '../number/kind.ts'
import { PythonError, type Value } from '../types.ts'

/** A longer list or text could not be held anyhow; refusing it beats dying of it. */
export const MAX_ITEMS = 1 << 26
const MAX_TEXT = 1 << 28

/** `items * times`. MemoryError if the result would be absurdly large. */
export function repeatItems(items: readonly Value[], times: Int): Value[] {
  const count = needCount(items.length, times, MAX_ITEMS)
  const result: Value[] = []
  for (let i = 0; i < count; i++) for (const item of items) result.push(item)
  return result
}

/** `text * times`. MemoryError if the result would be absurdly large. */
export function repeatText(text: string, times: Int): string {
  return text.repeat(needCount(text.length, times, MAX_TEXT))
}

function needCount(length: number, times: Int, most: number): number {
  if (BigInt.asIntN(64, BigInt(times)) !== BigInt(times)) {
    throw new PythonError('OverflowError', "cannot fit 'int' into an index-sized integer")
  }
  const count = length === 0 ? 0 : Math.max(Number(times), 0)
  if (length * count > most) throw new PythonError('MemoryError', '')
  return count
}
