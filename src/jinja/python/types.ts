import type { Float } from '../../kernel/index.ts'
import type { Dict } from './collection/dict.ts'

/**
 * How Python values look in JavaScript. The shape is chosen so that what templates use most (text, small
 * ints, booleans, None, lists) is a plain JavaScript value and costs nothing.
 *
 * | Python            | here                                                             |
 * |-------------------|------------------------------------------------------------------|
 * | None              | `null`                                                           |
 * | bool              | `boolean`                                                        |
 * | int               | `number` with an integer value; beyond ±(2^53 − 1) `bigint`      |
 * | float             | `number` with a fraction, NaN or ±Infinity; integral: `Float`    |
 * | str               | `string` (UTF-16 inside; length, index and slice by code point)  |
 * | list              | `Value[]`                                                        |
 * | everything else   | a subclass of `Host`: Dict, Tuple, Markup, Undefined, datetime…  |
 * | function, method  | a JavaScript function of positional Values, see `Callable`       |
 *
 * `undefined` is never a Value. A plain JavaScript object is never a Value either: `fromHost` converts.
 */
export type Value = null | boolean | number | bigint | string | Float | Value[] | Host | Callable

/**
 * A callable takes positional arguments; keyword arguments, when there are any, arrive together as a last
 * argument of class `Kwargs`. Template code can only call functions, never read properties of them.
 */
export interface Callable {
  (...args: (Value | Kwargs)[]): Value
  readonly direct?: Direct<(...args: Value[]) => Value>
}

/** A short cut for calls with between `required` and `most` positional arguments and no others. */
export interface Direct<Run> {
  readonly run: Run
  readonly required: number
  readonly most: number
  /** The names of the parameters, in the order in which `run` takes them. */
  readonly parameters: readonly string[]
  /** How many at the beginning cannot be given by name. */
  readonly positionalOnly: number
}

/** Keyword arguments of one call, in the order written. */
export class Kwargs {
  readonly names: readonly string[]
  readonly values: readonly Value[]
  #entries: ReadonlyMap<string, Value> | undefined

  /** Two lists of equal length; no name may stand in it twice. */
  constructor(names: readonly string[], values: readonly Value[]) {
    this.names = names
    this.values = values
  }

  /** Of a name that stands there twice the last value counts. */
  static from(entries: Iterable<readonly [string, Value]>): Kwargs {
    const all = new Map(entries)
    return new Kwargs([...all.keys()], [...all.values()])
  }

  get entries(): ReadonlyMap<string, Value> {
    this.#entries ??= new Map(this.names.map((name, i) => [name, this.values[i]!]))
    return this.#entries
  }
}

/** A method of a built-in type: the object it is called on, then the arguments as in `Callable`. */
export interface Method<Self = Value> {
  (self: Self, args: readonly (Value | Kwargs)[]): Value
  readonly direct?: Direct<(self: Self, ...args: Value[]) => Value>
}

/** Methods by Python name. */
export type Methods<Self = Value> = ReadonlyMap<string, Method<Self>>

/** Goes through something, one element after another. */
export interface Walk {
  /** The next element; undefined at the end. */
  step(): Value | undefined
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**' | '&' | '|' | '^'

export type Ordering = '<' | '<=' | '>' | '>='

/** What a Map tells apart exactly when Python's dict would: see `hashKey`. */
export type HashKey = string | number | bigint | null | object

/**
 * An object that templates may hold. It answers for itself: nothing of it can be reached but what these
 * methods give, so no template gets at a constructor, a prototype or Node.
 */
export abstract class Host {
  /** Python's type name, for messages and repr: `Row`, `datetime.timedelta`. */
  abstract readonly typeName: string

  /** The type with its module, where that differs: `markupsafe.Markup`. */
  get qualifiedName(): string {
    return this.typeName
  }

  /** Methods that `callMethod` calls straight away and `getAttr` gives as bound functions. */
  get methods(): Methods<never> | undefined {
    return undefined
  }

  /** Will every attribute that it has stay what it is? Then a template need not look it up again. */
  get fixed(): boolean {
    return false
  }

  /** The names of its attributes, as far as it can list them. */
  names(): readonly string[] {
    return []
  }

  /** Attributes that stand in a dict under their names, each hidden by a method of its name; always the same dict. */
  get attributes(): Dict | undefined {
    return undefined
  }

  /** `a.name` for what is no method; undefined when there is no such attribute. */
  getAttr(_name: string): Value | undefined {
    return undefined
  }

  /** `a[key]`; undefined when there is no such item. */
  getItem(_key: Value): Value | undefined {
    return undefined
  }

  /** `a[start:stop:step]`, null where nothing was written; undefined when it cannot be sliced. */
  slice(_start: Value, _stop: Value, _step: Value): Value | undefined {
    return undefined
  }

  /** Can it be called? */
  get callable(): boolean {
    return false
  }

  /** `a(…)`. TypeError unless `callable`. */
  call(_args: readonly (Value | Kwargs)[]): Value {
    throw new PythonError('TypeError', `'${this.typeName}' object is not callable`)
  }

  /** `repr(a)`; also `str(a)` unless `toText` says otherwise. */
  repr(): string {
    return `<${this.qualifiedName} object>`
  }

  /** `str(a)`. */
  toText(): string {
    return this.repr()
  }

  /** `format(a, spec)`. */
  format(spec: string): string {
    if (spec === '') return this.toText()
    throw new PythonError('TypeError', `unsupported format string passed to ${this.typeName}.__format__`)
  }

  /** `a.__html__()`: text that is safe in HTML as it is; undefined for everything that must be escaped. */
  html(): string | undefined {
    return undefined
  }

  /** `len(a)`; undefined when it has no length. */
  length(): number | undefined {
    return undefined
  }

  /** `for x in a`; undefined when it cannot be iterated. */
  iterate(): Iterable<Value> | undefined {
    return undefined
  }

  /** As `iterate` for a loop of a template, which makes no object for each element; undefined to take `iterate`. */
  walk(): Walk | undefined {
    return undefined
  }

  /** All of `iterate` at once, in an array that the caller does not change. */
  toArray(): Value[] | undefined {
    const items = this.iterate()
    return items === undefined || Array.isArray(items) ? items : Array.from(items)
  }

  /** `reversed(a)`; undefined when it has no last element to begin with. */
  reversed(): Iterable<Value> | undefined {
    return undefined
  }

  /** `item in a`; undefined to look through `iterate`. */
  contains(_item: Value): boolean | undefined {
    return undefined
  }

  /** `bool(a)`. */
  truth(): boolean {
    const length = this.length()
    return length === undefined || length > 0
  }

  /** `a == b`; undefined when this type has no opinion. */
  equals(other: Value): boolean | undefined {
    return this === other ? true : undefined
  }

  /**
   * Negative, 0, positive for a < b, a = b, a > b; NaN when none holds; undefined when there is no order.
   * The operator is that of the template and serves messages.
   */
  compare(_other: Value, _operator: Ordering): number | undefined {
    return undefined
  }

  /** `a op b`, or `b op a` when `reflected`; undefined when this type has no such operation. */
  binary(_operator: BinaryOperator, _other: Value, _reflected: boolean): Value | undefined {
    return undefined
  }

  /** `-a`, `+a`; undefined when this type has no such operation. */
  unary(_operator: '-' | '+'): Value | undefined {
    return undefined
  }

  /** `abs(a)`; undefined when this type has no such operation. */
  absolute(): Value | undefined {
    return undefined
  }

  /** `round(a, digits)`, null without digits; undefined when this type has no such operation. */
  rounded(_digits: Value): Value | undefined {
    return undefined
  }

  /** What `int(a)` and `float(a)` start from: an int or a float; undefined when it is no number. */
  toNumber(): Value | undefined {
    return undefined
  }

  /** What stands for this object as a key of a dict; TypeError when it is unhashable. */
  hashKey(): HashKey {
    return this
  }
}

/** An error as Python would raise it while a template runs: `TypeError`, `ZeroDivisionError`, … */
export class PythonError extends Error {
  readonly type: string

  constructor(type: string, message: string) {
    super(message)
    this.name = type
    this.type = type
  }
}
