import { composedKey } from '../../python/collection/hash.ts'
import { asFloat, asInt, type Int, normalise } from '../../python/number/kind.ts'
import {
  type BinaryOperator,
  type HashKey,
  Host,
  type Methods,
  PythonError,
  type Value,
} from '../../python/types.ts'
import {
  add,
  compare,
  divide,
  divmod,
  type Finite,
  finite,
  finiteText,
  fix,
  fromDouble,
  multiply,
  negate,
  rescale,
  scaled,
  squareRoot,
  tenTo,
} from './finite.ts'
import { formatDecimal, normalized } from './format.ts'
import { DECIMAL_METHODS } from './methods.ts'

/** What is no finite number. */
export type Special = 'NaN' | 'sNaN' | 'Infinity' | '-Infinity'

/** Python's `decimal.Decimal`, with the default context: 28 digits, half to even. */
export class Decimal extends Host {
  readonly typeName = 'decimal.Decimal'
  /** The number, or undefined when it is special. */
  readonly finite: Finite | undefined
  readonly special: Special | undefined

  constructor(value: Finite | Special) {
    super()
    this.finite = typeof value === 'string' ? undefined : value
    this.special = typeof value === 'string' ? value : undefined
  }

  /** The exact Decimal of an int, float, str or Decimal. InvalidOperation for a str that is no number. */
  static of(value: Value): Decimal {
    if (value instanceof Decimal) return value
    if (typeof value === 'string') return parseDecimal(value)
    const int = asInt(value)
    if (int !== undefined) return new Decimal(scaled(BigInt(int), 0))
    const double = asFloat(value)
    if (double === undefined) {
      throw new PythonError('TypeError', 'conversion to Decimal needs an int, a float, a str or a Decimal')
    }
    return fromFloat(double)
  }

  /** A Decimal of that value; for methods, which know the class by an instance only. */
  with(value: Finite | Special): Decimal {
    return new Decimal(value)
  }

  /** `Decimal.of`, for methods. */
  from(value: Value): Decimal {
    return Decimal.of(value)
  }

  override get methods(): Methods<never> {
    return DECIMAL_METHODS
  }

  override getAttr(name: string): Value | undefined {
    if (name === 'real') return this
    return name === 'imag' ? new Decimal(finite(false, 0n, 0)) : undefined
  }

  override repr(): string {
    return `Decimal('${this.toText()}')`
  }

  override toText(): string {
    return this.finite ? finiteText(this.finite) : this.special!
  }

  override format(spec: string): string {
    return formatDecimal(this, spec)
  }

  override truth(): boolean {
    return this.finite?.coefficient !== 0n
  }

  override equals(other: Value): boolean | undefined {
    const order = this.compare(other)
    return order === undefined ? undefined : order === 0
  }

  override compare(other: Value): number | undefined {
    const double = asFloat(other)
    if (double === undefined && !(other instanceof Decimal)) return undefined
    const that = Decimal.of(other)
    if (this.finite && that.finite) return compare(this.finite, that.finite)
    return this.sortKey() - that.sortKey() || (this.special === that.special ? nanOrZero(this) : 0)
  }

  /** Orders specials among themselves and around the finite numbers; NaN is in no order. */
  sortKey(): number {
    if (this.finite) return 0
    return this.special === 'Infinity' ? 1 : this.special === '-Infinity' ? -1 : Number.NaN
  }

  override binary(operator: BinaryOperator, other: Value, reflected: boolean): Value | undefined {
    if (!(other instanceof Decimal) && asInt(other) === undefined) return undefined
    const that = Decimal.of(other)
    return reflected ? calculate(operator, that, this) : calculate(operator, this, that)
  }

  override unary(operator: '-' | '+'): Value {
    if (this.finite) return new Decimal(fix(operator === '-' ? negate(this.finite) : this.finite))
    if (operator === '+' || Number.isNaN(this.sortKey())) return this
    return new Decimal(this.special === 'Infinity' ? '-Infinity' : 'Infinity')
  }

  override toNumber(): Value {
    if (!this.finite) {
      if (this.sortKey() === 1) return Number.POSITIVE_INFINITY
      return this.sortKey() === -1 ? Number.NEGATIVE_INFINITY : Number.NaN
    }
    return this.isIntegral() ? this.toInt() : Number(this.toText())
  }

  isIntegral(): boolean {
    if (!this.finite) return false
    const { coefficient, exponent } = this.finite
    return exponent >= 0 || coefficient % tenTo(-exponent) === 0n
  }

  /** Truncated toward zero. */
  toInt(): Int {
    const whole = rescale(this.finite!, 0, 'ROUND_DOWN')
    return normalise(whole.negative ? -whole.coefficient : whole.coefficient)
  }

  override hashKey(): HashKey {
    if (this.isIntegral()) return this.toInt()
    const double = Number(this.toText())
    if (!this.finite) return Number.isNaN(double) ? this : double
    if (compare(fromDouble(double), this.finite) === 0) return double
    // No double equals it, hence no other kind of number: its own text stands for it.
    return composedKey('D', [finiteText(normalized(this.finite))])
  }
}

function nanOrZero(value: Decimal): number {
  return Number.isNaN(value.sortKey()) ? Number.NaN : 0
}

function fromFloat(double: number): Decimal {
  if (Number.isNaN(double)) return new Decimal('NaN')
  if (!Number.isFinite(double)) return new Decimal(double > 0 ? 'Infinity' : '-Infinity')
  return new Decimal(fromDouble(double))
}

const NUMBER = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:e([+-]?\d+))?$/i

function parseDecimal(text: string): Decimal {
  const trimmed = text.trim().replaceAll('_', '')
  const found = NUMBER.exec(trimmed)
  if (found) {
    const [, sign, whole = '', after = '', alone = '', power = '0'] = found
    const fraction = after + alone
    return new Decimal(finite(sign === '-', BigInt(whole + fraction), Number(power) - fraction.length))
  }
  const lower = trimmed.toLowerCase()
  if (/^[+-]?nan$/.test(lower)) return new Decimal('NaN')
  if (/^[+-]?snan$/.test(lower)) return new Decimal('sNaN')
  if (/^\+?inf(inity)?$/.test(lower)) return new Decimal('Infinity')
  if (/^-inf(inity)?$/.test(lower)) return new Decimal('-Infinity')
  throw new PythonError('InvalidOperation', "[<class 'decimal.ConversionSyntax'>]")
}

function calculate(operator: BinaryOperator, a: Decimal, b: Decimal): Value | undefined {
  const [x, y] = [a.finite, b.finite]
  if (!x || !y) return withSpecial(operator, a, b)
  switch (operator) {
    case '+':
      return new Decimal(add(x, y))
    case '-':
      return new Decimal(add(x, finite(!y.negative, y.coefficient, y.exponent)))
    case '*':
      return new Decimal(multiply(x, y))
    case '/':
      return new Decimal(divide(x, y))
    case '//':
      return new Decimal(divmod(x, y)[0])
    case '%':
      return new Decimal(divmod(x, y)[1])
    case '**':
      return power(x, b)
    default:
      return undefined
  }
}

/** IEEE rules as far as infinities and NaN follow them in doubles. */
function withSpecial(operator: BinaryOperator, a: Decimal, b: Decimal): Value | undefined {
  const [x, y] = [Number(a.toText()), Number(b.toText())]
  const results: Partial<Record<BinaryOperator, number>> = { '+': x + y, '-': x - y, '*': x * y, '/': x / y }
  const result = results[operator]
  if (result === undefined) throw new PythonError('InvalidOperation', "[<class 'decimal.InvalidOperation'>]")
  if (Number.isNaN(result) && !Number.isNaN(x) && !Number.isNaN(y)) {
    throw new PythonError('InvalidOperation', "[<class 'decimal.InvalidOperation'>]")
  }
  return Number.isFinite(result) ? new Decimal(finite(false, 0n, 0)) : fromFloat(result)
}

const MAX_POWER = 10_000

function power(base: Finite, exponent: Decimal): Decimal {
  if (exponent.equals(0.5)) return new Decimal(squareRoot(base))
  const n = exponent.isIntegral() ? exponent.toInt() : undefined
  if (typeof n !== 'number' || Math.abs(n) > MAX_POWER) {
    throw new PythonError(
      'NotImplementedError',
      `Decimal power needs an integer exponent up to ±${MAX_POWER}, or 0.5`,
    )
  }
  if (n === 0 && base.coefficient === 0n) {
    throw new PythonError('InvalidOperation', "[<class 'decimal.InvalidOperation'>]")
  }
  const size = Math.abs(n)
  const raised = finite(
    base.negative && size % 2 === 1,
    base.coefficient ** BigInt(size),
    base.exponent * size,
  )
  return new Decimal(n < 0 ? divide(finite(false, 1n, 0), raised) : fix(raised))
}
