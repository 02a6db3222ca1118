import type { Float } from '../../kernel/index.ts'

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
export type Callable = (...args: (Value | Kwargs)[]) => Value

/** Keyword arguments of one call, in the order written. */
export class Kwargs {
  readonly entries: ReadonlyMap<string, Value>

  constructor(entries: Iterable<readonly [string, Value]>) {
    this.entries = new Map(entries)
  }
}

/**
 * An object that templates may hold. It answers for itself: nothing of it can be reached but what these
 * methods give, so no template gets at a constructor, a prototype or Node.
 */
export abstract class Host {
  /** Python's type name, for messages and repr: `Row`, `datetime.timedelta`. */
  abstract readonly typeName: string

  /** `a.name`; undefined when there is no such attribute. */
  getAttr(_name: string): Value | undefined {
    return undefined
  }

  /** `a[key]`; undefined when there is no such item. */
  getItem(_key: Value): Value | undefined {
    return undefined
  }

  /** `repr(a)`; also `str(a)` unless `toText` says otherwise. */
  repr(): string {
    return `<${this.typeName} object>`
  }

  /** `str(a)`. */
  toText(): string {
    return this.repr()
  }

  /** `len(a)`; undefined when it has no length. */
  length(): number | undefined {
    return undefined
  }

  /** `for x in a`; undefined when it cannot be iterated. */
  iterate(): Iterable<Value> | undefined {
    return undefined
  }

  /** `bool(a)`. */
  truth(): boolean {
    const length = this.length()
    return length === undefined || length > 0
  }

  /** `a == b`; undefined when this type has no opinion. */
  equals(other: Value): boolean | undefined {
    return this === other
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
