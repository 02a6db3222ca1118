import { Host, type Value, type Walk } from '../types.ts'
import { iterator } from './iterate.ts'

/** Goes through v. TypeError if v cannot be iterated. */
export function walk(value: Value): Walk {
  const own = value instanceof Host ? value.walk() : undefined
  return own ?? new IteratorWalk(iterator(value))
}

class IteratorWalk implements Walk {
  private readonly iterator: Iterator<Value>

  constructor(iterator: Iterator<Value>) {
    this.iterator = iterator
  }

  step(): Value | undefined {
    const { done, value } = this.iterator.next()
    return done ? undefined : value
  }
}

/** Goes through items that never change. */
export class ItemsWalk implements Walk {
  private readonly items: readonly Value[]
  private next = 0

  constructor(items: readonly Value[]) {
    this.items = items
  }

  step(): Value | undefined {
    return this.next < this.items.length ? this.items[this.next++] : undefined
  }
}
