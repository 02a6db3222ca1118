import { Float } from '../../../kernel/index.ts'
import { type Flow, Literal } from '../../form/flow.ts'
import type { Place } from '../../form/place.ts'
import { Dict, Tuple, type Value } from '../../python/ops.ts'
import { flat } from '../../python/text/flat.ts'

/** So many texts are kept for one macro, so many of them for one value of its first argument, and no longer ones. */
const MOST = 2000
const MOST_ALIKE = 8
const LONGEST = 4096
/** After so many calls in a row that found nothing, nothing is looked for any more. */
const MOST_MISSES = 1000

interface Entry {
  readonly values: readonly Value[]
  /** What the dicts among them were made like, and still are. */
  readonly sources: readonly (Dict | undefined)[]
  readonly literal: Literal
}

/**
 * What a macro gave, for one that gives the same for the same. Only values count that cannot change: text,
 * numbers, rows of them, and dicts of them that are still like what they were made like.
 */
export class Memo {
  readonly #entries = new Map<Value, Entry[]>()
  #size = 0
  #misses = 0
  /** The values that were not found, if their text is to be kept. */
  #wanted: readonly Value[] | undefined = undefined

  /** What the macro gave for these values. */
  find(...values: Value[]): Literal | undefined {
    this.#wanted = undefined
    if (this.#misses > MOST_MISSES) return undefined
    const entries = this.#entries.get(values[0]!)
    if (entries !== undefined) {
      for (let i = 0; i < entries.length; i++) {
        if (!isFor(entries[i]!, values)) continue
        this.#misses = 0
        return entries[i]!.literal
      }
    }
    this.#misses++
    const isFull = this.#size >= MOST || (entries !== undefined && entries.length >= MOST_ALIKE)
    if (!isFull && values.every(isConstant)) this.#wanted = values
    return undefined
  }

  /** Text that was found, where the macro writes. */
  text(flow: Flow | null, literal: Literal): string {
    return flow === null ? literal.raw : flow.literal(literal)
  }

  /** Before the macro runs because nothing was found. What is to be kept is not followed yet. */
  begin(flow: Flow | null): Place | null {
    return this.#wanted === undefined || flow === null ? null : flow.pause()
  }

  /** After it ran; gives its text where it writes. */
  end(flow: Flow | null, held: Place | null, text: string): string {
    const values = this.#wanted
    if (values === undefined) return text
    this.#wanted = undefined
    flow?.resume(held, text)
    const literal = new Literal(flat(text))
    if (text.length <= LONGEST) {
      const sources = values.map((value) => (value instanceof Dict ? value.source : undefined))
      const entries = this.#entries.get(values[0]!)
      if (entries === undefined) this.#entries.set(values[0]!, [{ values, sources, literal }])
      else entries.push({ values, sources, literal })
      this.#size++
    }
    return this.text(flow, literal)
  }
}

function isFor({ values, sources }: Entry, others: readonly Value[]): boolean {
  for (let i = 0; i < values.length; i++) {
    if (values[i] !== others[i]) return false
    const source = sources[i]
    if (source !== undefined && (others[i] as Dict).source !== source) return false
  }
  return true
}

function isConstant(value: Value | undefined): boolean {
  if (value instanceof Tuple) return value.items.every(isUnchanging)
  if (value instanceof Dict) return value.source !== undefined && value.values().every(isUnchanging)
  return isScalar(value)
}

/** Floats are objects, too, found again only in the row that holds them. */
function isUnchanging(value: Value): boolean {
  return isScalar(value) || value instanceof Float
}

function isScalar(value: Value | undefined): boolean {
  return value === null || (typeof value !== 'object' && typeof value !== 'function' && value !== undefined)
}
