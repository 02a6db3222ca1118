import { defineMethods, splitKeywords } from '../../python/arguments.ts'
import {
  add,
  type BinaryOperator,
  Dict,
  gt,
  iterate,
  type Kwargs,
  Lazy,
  lt,
  type Methods,
  repr,
  sorted,
  sub,
  Tuple,
  type Value,
} from '../../python/ops.ts'
import { index } from '../read.ts'

/** Python's `collections.Counter`: how often each element occurs; one that does not has count 0. */
export class Counter extends Dict {
  constructor(args: readonly (Value | Kwargs)[]) {
    super()
    this.tally(args, add)
  }

  override get typeName(): string {
    return 'Counter'
  }

  override get methods(): Methods<never> {
    return COUNTER_METHODS
  }

  override getItem(key: Value): Value {
    return super.get(key) ?? 0
  }

  override copy(): Counter {
    return new Counter([this])
  }

  override repr(): string {
    if (this.size === 0) return 'Counter()'
    return `Counter({${this.ranked()
      .map(([key, count]) => `${repr(key)}: ${repr(count)}`)
      .join(', ')}})`
  }

  /** Elements and their counts, the most common first, equal counts in order of insertion. */
  ranked(): [Value, Value][] {
    const pairs = [...this.entries()]
    const order = sorted(
      pairs.map((_, i) => i),
      (i) => pairs[i as number]![1],
      true,
    )
    return order.map((i) => pairs[i as number]!)
  }

  /** Counts what the arguments of `Counter(…)`, `update(…)` and `subtract(…)` say. */
  tally(args: readonly (Value | Kwargs)[], combine: (count: Value, by: Value) => Value): void {
    const [[source], keywords] = splitKeywords(args)
    const count = (key: Value, by: Value) => this.set(key, combine(super.get(key) ?? 0, by))
    if (source instanceof Dict) for (const [key, by] of [...source.entries()]) count(key, by)
    else if (source !== undefined && source !== null) for (const key of iterate(source)) count(key, 1)
    for (const [key, by] of keywords) count(key, by)
  }

  /** `+ - & |`: the counts combined, those that are not positive left out. */
  override binary(operator: BinaryOperator, other: Value, reflected: boolean): Value | undefined {
    const combine = COMBINE[operator]
    if (!combine || reflected || !(other instanceof Counter)) return super.binary(operator, other, reflected)
    const result = new Counter([])
    for (const key of new Dict([...this.entries(), ...other.entries()]).keys()) {
      const count = combine(this.getItem(key), other.getItem(key))
      if (gt(count, 0)) result.set(key, count)
    }
    return result
  }
}

const COMBINE: Partial<Record<BinaryOperator, (a: Value, b: Value) => Value>> = {
  '+': add,
  '-': sub,
  '&': (a, b) => (lt(a, b) ? a : b),
  '|': (a, b) => (lt(a, b) ? b : a),
}

function* repeated(counter: Counter): Generator<Value> {
  for (const [key, count] of counter.entries()) for (let i = 0; i < Number(count); i++) yield key
}

const COUNTER_METHODS: Methods<Counter> = new Map([
  ...(new Dict().methods as Methods<Counter>),
  ...defineMethods<Counter>('Counter', {
    'most_common(n?)': (counter, n = null) => {
      const pairs = counter.ranked().map((pair) => new Tuple(pair))
      return n === null ? pairs : pairs.slice(0, Math.max(0, index(n)))
    },
    'elements()': (counter) => new Lazy(repeated(counter), 'elements', 'itertools.chain'),
    'total()': (counter) => counter.values().reduce<Value>((sum, count) => add(sum, count), 0),
    'copy()': (counter) => counter.copy(),
  }),
  [
    'update',
    (counter: Counter, args: readonly (Value | Kwargs)[]) => {
      counter.tally(args, add)
      return null
    },
  ],
  [
    'subtract',
    (counter: Counter, args: readonly (Value | Kwargs)[]) => {
      counter.tally(args, sub)
      return null
    },
  ],
])
