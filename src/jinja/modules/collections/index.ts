import { defineMethods } from '../../python/arguments.ts'
import { call } from '../../python/call.ts'
import {
  Dict,
  defineFunction,
  type Kwargs,
  type Methods,
  PythonError,
  repr,
  Tuple,
  truth,
  type Value,
} from '../../python/ops.ts'
import { classOf, Namespace } from '../native.ts'
import { index } from '../read.ts'
import { Counter } from './counter.ts'
import { Deque } from './deque.ts'
import { namedTuple } from './named-tuple.ts'

/** `collections.defaultdict`: reading a missing key stores and gives what the factory makes. */
class DefaultDict extends Dict {
  readonly factory: Value

  constructor(factory: Value, rest: readonly (Value | Kwargs)[]) {
    super()
    this.factory = factory
    this.fill('defaultdict', rest)
  }

  override get typeName(): string {
    return 'collections.defaultdict'
  }

  override getAttr(name: string): Value | undefined {
    return name === 'default_factory' ? this.factory : undefined
  }

  override getItem(key: Value): Value | undefined {
    const known = this.get(key)
    if (known !== undefined || this.factory === null) return known
    const made = call(this.factory, [])
    this.set(key, made)
    return made
  }

  override copy(): DefaultDict {
    return new DefaultDict(this.factory, [this])
  }

  override repr(): string {
    return `defaultdict(${repr(this.factory)}, ${super.repr()})`
  }
}

/** `collections.OrderedDict`: a dict that can move a key to an end. */
class OrderedDict extends Dict {
  override get typeName(): string {
    return 'collections.OrderedDict'
  }

  override get methods(): Methods<never> {
    return ORDERED_METHODS
  }

  override copy(): OrderedDict {
    return new OrderedDict(this.entries())
  }

  override repr(): string {
    return this.size === 0 ? 'OrderedDict()' : `OrderedDict(${super.repr()})`
  }

  move(key: Value, last: boolean): void {
    const value = this.get(key)
    if (value === undefined) throw new PythonError('KeyError', repr(key))
    const others = [...this.entries()].filter(([other]) => other !== key)
    this.clear()
    if (!last) this.set(key, value)
    for (const [other, its] of others) this.set(other, its)
    if (last) this.set(key, value)
  }

  takeEnd(last: boolean): Tuple {
    const key = last ? this.keys().at(-1) : this.keys()[0]
    if (key === undefined) throw new PythonError('KeyError', "'dictionary is empty'")
    const value = this.get(key)!
    this.delete(key)
    return new Tuple([key, value])
  }
}

const ORDERED_METHODS: Methods<OrderedDict> = new Map([
  ...(new Dict().methods as Methods<OrderedDict>),
  ...defineMethods<OrderedDict>('OrderedDict', {
    'move_to_end(key, last?)': (dict, key, last = true) => {
      dict.move(key, truth(last))
      return null
    },
    'popitem(last?)': (dict, last = true) => dict.takeEnd(truth(last)),
    'copy()': (dict) => dict.copy(),
  }),
])

/** Python's `collections`. */
export const collectionsModule = new Namespace('collections', {
  Counter: classOf('collections.Counter', (...args) => new Counter(args)),
  OrderedDict: classOf('collections.OrderedDict', (...args) => {
    const dict = new OrderedDict()
    dict.fill('OrderedDict', args)
    return dict
  }),
  defaultdict: classOf(
    'collections.defaultdict',
    (factory = null, ...rest) => new DefaultDict(factory as Value, rest),
  ),
  deque: classOf(
    'collections.deque',
    defineFunction(
      'deque(iterable?, maxlen?)',
      (items = [], limit = null) => new Deque(items, limit === null ? undefined : index(limit)),
    ),
  ),
  namedtuple: defineFunction(
    'namedtuple(typename, field_names, *, rename?, defaults?, module?)',
    (name, fields, _rename, defaults = null) => namedTuple(name, fields, defaults),
  ),
})
