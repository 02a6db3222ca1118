import {
  type Callable,
  Dict,
  defineFunction,
  Host,
  index,
  list,
  PythonError,
  real,
  typeName,
  type Value,
} from '../../../../../jinja/index.ts'
import type { Rng } from '../../../../../kernel/index.ts'
import { cumulative, drawIndex, Shares } from './shares.ts'

/** The choosing functions of `module.rand`, by name. */
export function chooseFunctions(rng: Rng): Record<string, Callable> {
  const shares = new Shares()
  return {
    shuffle: defineFunction('shuffle(items)', (items) => {
      const shuffled = rng.shuffle(list(items))
      return typeof items === 'string' ? shuffled.join('') : shuffled
    }),
    choice: defineFunction('choice(items)', (items) => {
      const size = sizeOf(items)
      if (size === 0) throw new PythonError('IndexError', 'cannot choose from an empty sequence')
      return at(items, rng.int(0, size - 1))
    }),
    choices: defineFunction('choices(items, n)', (items, n) => {
      const count = index(n)
      if (count <= 0) return []
      const size = sizeOf(items)
      if (size === 0) throw new PythonError('IndexError', 'cannot choose from an empty sequence')
      return Array.from({ length: count }, () => at(items, rng.int(0, size - 1)))
    }),
    weighted_choice: defineFunction('weighted_choice(items, weights?)', (items, weights) => {
      if (items instanceof Dict) return shares.of(items).draw(rng)
      if (weights === undefined) throw missingWeights('weighted_choice')
      return weights === null ? at(items, rng.int(0, nonEmpty(items) - 1)) : weighted(rng, items, weights)
    }),
    weighted_choices: defineFunction('weighted_choices(items, weights?, n?)', (items, weights, n) => {
      if (items instanceof Dict) {
        const times = n ?? weights
        if (times === undefined || (n !== undefined && weights !== undefined)) throw missingCount()
        const count = index(times)
        if (count <= 0) return []
        const share = shares.of(items)
        return Array.from({ length: count }, () => share.draw(rng))
      }
      if (weights === undefined || n === undefined) throw missingCount()
      const count = Math.max(0, index(n))
      return Array.from({ length: count }, () =>
        weights === null ? at(items, rng.int(0, nonEmpty(items) - 1)) : weighted(rng, items, weights),
      )
    }),
    chance: defineFunction('chance(prob)', (prob) => {
      const p = real(prob)
      return p > 0 && (p >= 1 || rng.float() < p)
    }),
  }
}

function missingWeights(name: string): PythonError {
  return new PythonError(
    'TypeError',
    `${name}() needs 'weights' unless 'items' is a mapping of item to weight`,
  )
}

function missingCount(): PythonError {
  return new PythonError(
    'TypeError',
    'weighted_choices() takes (items, weights, n), or (mapping, n) for a mapping of item to weight',
  )
}

function sizeOf(items: Value): number {
  if (Array.isArray(items)) return items.length
  if (typeof items === 'string') return isAscii(items) ? items.length : [...items].length
  const size = items instanceof Host ? items.length() : undefined
  if (size !== undefined) return size
  throw new PythonError('TypeError', `object of type '${typeName(items)}' has no len()`)
}

function nonEmpty(items: Value): number {
  const size = sizeOf(items)
  if (size > 0) return size
  throw new PythonError('IndexError', 'cannot choose from an empty sequence')
}

function at(items: Value, i: number): Value {
  if (Array.isArray(items)) return items[i]!
  if (typeof items === 'string') return isAscii(items) ? items[i]! : [...items][i]!
  const found = items instanceof Host ? items.getItem(i) : undefined
  if (found !== undefined) return found
  throw new PythonError('TypeError', `'${typeName(items)}' object cannot be indexed by position`)
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false
  return true
}

/** One element of `items`: the first whose cumulative weight is above a uniform share of the total. */
function weighted(rng: Rng, items: Value, weights: Value): Value {
  const values = Array.isArray(weights) ? weights : list(weights)
  if (sizeOf(items) !== values.length) {
    throw new PythonError('ValueError', 'The number of weights does not match the population')
  }
  return at(items, drawIndex(cumulative(values), rng))
}
