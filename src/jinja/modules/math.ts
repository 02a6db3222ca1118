import { math as exact, float } from '../../kernel/index.ts'
import { asInt, type Int, intFromDouble, normalise } from '../python/number/kind.ts'
import { add, defineFunction, mul, PythonError, sub, Tuple, toArray, type Value } from '../python/ops.ts'
import { gcd, integerRoot } from './integers.ts'
import { fsum, ldexp, nextAfter, remainder, splitFloat } from './math-float.ts'
import { errorFunction, errorFunctionComplement, gammaFunction, logGamma } from './math-special.ts'
import { Namespace, variadic } from './native.ts'
import { index, integer, real } from './read.ts'

const domain = () => new PythonError('ValueError', 'math domain error')

/** A function of one double; NaN from a number is a domain error, infinity from a finite one a range error. */
function unary(name: string, compute: (x: number) => number) {
  return defineFunction(`${name}(x)`, (x) => float(checked(compute(real(x)), real(x))))
}

function checked(result: number, ...inputs: number[]): number {
  if (Number.isNaN(result) && !inputs.some(Number.isNaN)) throw domain()
  if (!Number.isFinite(result) && !Number.isNaN(result) && inputs.every(Number.isFinite)) {
    throw new PythonError('OverflowError', 'math range error')
  }
  return result
}

/** Rounds a float to an int; an int stays as it is. */
function toIntegral(name: string, round: (x: number) => number) {
  return defineFunction(`${name}(x)`, (x) => {
    const int = asInt(x)
    if (int !== undefined) return int
    const value = round(real(x))
    if (Number.isNaN(value)) throw new PythonError('ValueError', 'cannot convert float NaN to integer')
    if (!Number.isFinite(value))
      throw new PythonError('OverflowError', 'cannot convert float infinity to integer')
    return intFromDouble(value)
  })
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value
}

function lcm(a: bigint, b: bigint): bigint {
  return a === 0n || b === 0n ? 0n : absolute(a * b) / gcd(a, b)
}

function isqrt(value: Int): Int {
  if (value < 0) throw new PythonError('ValueError', 'isqrt() argument must be nonnegative')
  return normalise(integerRoot(BigInt(value)))
}

function factorial(value: Value): Int {
  const n = index(value)
  if (n < 0) throw new PythonError('ValueError', 'factorial() not defined for negative values')
  if (n > 10_000) throw new PythonError('OverflowError', 'factorial() argument should not exceed 10000')
  return falling(BigInt(n), n)
}

/** n · (n − 1) · … of `count` factors. */
function falling(n: bigint, count: number): Int {
  let product = 1n
  for (let i = 0; i < count; i++) product *= n - BigInt(i)
  return normalise(product)
}

function permutations(n: Value, k: Value): Int {
  if (k === null) return factorial(n)
  const [total, taken] = [integer(n), index(k)]
  if (total < 0) throw new PythonError('ValueError', 'n must be a non-negative integer')
  if (taken < 0) throw new PythonError('ValueError', 'k must be a non-negative integer')
  return taken > total ? 0 : falling(BigInt(total), taken)
}

function combinations(n: Value, k: Value): Int {
  const [total, taken] = [integer(n), integer(k)]
  if (total < 0) throw new PythonError('ValueError', 'n must be a non-negative integer')
  if (taken < 0) throw new PythonError('ValueError', 'k must be a non-negative integer')
  if (taken > total) return 0
  const rest = BigInt(total) - BigInt(taken)
  const few = Number(rest < BigInt(taken) ? rest : BigInt(taken))
  return normalise(BigInt(falling(BigInt(total), few)) / BigInt(falling(BigInt(few), few)))
}

function power(a: Value, b: Value): Value {
  const [x, y] = [real(a), real(b)]
  if (x === 1 || y === 0) return float(1)
  if (x === 0 && y < 0) throw domain()
  return float(checked(x ** y, x, y))
}

function logarithm(x: Value, base: Value | undefined): Value {
  const numerator = logOf(x)
  if (base === undefined) return float(numerator)
  const denominator = logOf(base)
  if (denominator === 0) throw new PythonError('ZeroDivisionError', 'float division by zero')
  return float(numerator / denominator)
}

/** Natural logarithm of an int of any size or a float. */
function logOf(x: Value): number {
  if (typeof x === 'bigint' && x > 0n && !Number.isFinite(Number(x))) {
    const shift = BigInt(Math.max(0, x.toString(2).length - 64))
    return Math.log(Number(x >> shift)) + Number(shift) * Math.LN2
  }
  const value = real(x)
  if (value <= 0) throw domain()
  return exact.log(value)
}

function isClose(a: Value, b: Value, relative: Value, absolute_: Value): boolean {
  const [x, y, rel, abs] = [real(a), real(b), real(relative), real(absolute_)]
  if (rel < 0 || abs < 0) throw new PythonError('ValueError', 'tolerances must be non-negative')
  if (x === y) return true
  if (!Number.isFinite(x) || !Number.isFinite(y)) return false
  const difference = Math.abs(x - y)
  return difference <= rel * Math.max(Math.abs(x), Math.abs(y)) || difference <= abs
}

function product(iterable: Value, start: Value): Value {
  return toArray(iterable).reduce<Value>((total, item) => mul(total, item), start)
}

function sumOfProducts(p: Value, q: Value): Value {
  const [a, b] = [toArray(p), toArray(q)]
  if (a.length !== b.length) throw new PythonError('ValueError', 'Inputs are not the same length')
  return a.reduce<Value>((total, item, i) => add(total, mul(item, b[i]!)), 0)
}

function distance(p: Value, q: Value): Value {
  const [a, b] = [toArray(p), toArray(q)]
  if (a.length !== b.length) {
    throw new PythonError('ValueError', 'both points must have the same number of dimensions')
  }
  return float(Math.hypot(...a.map((item, i) => real(sub(item, b[i]!)))))
}

function fmod(a: Value, b: Value): Value {
  const [x, y] = [real(a), real(b)]
  return float(checked(x % y, x, y))
}

/** Python's `math`. */
export const mathModule = new Namespace('math', {
  pi: Math.PI,
  e: Math.E,
  tau: 2 * Math.PI,
  inf: Number.POSITIVE_INFINITY,
  nan: Number.NaN,
  ceil: toIntegral('ceil', Math.ceil),
  floor: toIntegral('floor', Math.floor),
  trunc: toIntegral('trunc', Math.trunc),
  sqrt: unary('sqrt', Math.sqrt),
  cbrt: unary('cbrt', Math.cbrt),
  exp: unary('exp', (x) => (x === 1 ? Math.E : exact.exp(x))),
  exp2: unary('exp2', (x) => 2 ** x),
  expm1: unary('expm1', Math.expm1),
  log: defineFunction('log(x, base?)', logarithm),
  log2: defineFunction('log2(x)', (x) =>
    float(typeof x === 'bigint' ? logOf(x) / Math.LN2 : Math.log2(positive(x))),
  ),
  log10: defineFunction('log10(x)', (x) =>
    float(typeof x === 'bigint' ? logOf(x) / Math.LN10 : Math.log10(positive(x))),
  ),
  log1p: defineFunction('log1p(x)', (x) => {
    const value = real(x)
    if (value <= -1) throw domain()
    return float(Math.log1p(value))
  }),
  pow: defineFunction('pow(x, y)', power),
  sin: unary('sin', Math.sin),
  cos: unary('cos', Math.cos),
  tan: unary('tan', Math.tan),
  asin: unary('asin', Math.asin),
  acos: unary('acos', Math.acos),
  atan: unary('atan', Math.atan),
  atan2: defineFunction('atan2(y, x)', (y, x) => float(Math.atan2(real(y), real(x)))),
  sinh: unary('sinh', Math.sinh),
  cosh: unary('cosh', Math.cosh),
  tanh: unary('tanh', Math.tanh),
  asinh: unary('asinh', Math.asinh),
  acosh: unary('acosh', Math.acosh),
  atanh: defineFunction('atanh(x)', (x) => {
    const value = real(x)
    if (Math.abs(value) >= 1) throw domain()
    return float(Math.atanh(value))
  }),
  degrees: unary('degrees', (x) => x * (180 / Math.PI)),
  radians: unary('radians', (x) => x * (Math.PI / 180)),
  hypot: variadic('hypot', (coordinates) => float(Math.hypot(...coordinates.map(real)))),
  dist: defineFunction('dist(p, q)', distance),
  fabs: unary('fabs', Math.abs),
  fmod: defineFunction('fmod(x, y)', fmod),
  remainder: defineFunction('remainder(x, y)', (x, y) =>
    float(checked(remainder(real(x), real(y)), real(x), real(y))),
  ),
  modf: defineFunction('modf(x)', (x) => {
    const value = real(x)
    const whole = Math.trunc(value)
    return new Tuple([float(Number.isFinite(value) ? value - whole : 0), float(whole)])
  }),
  frexp: defineFunction('frexp(x)', (x) => {
    const [mantissa, exponent] = splitFloat(real(x))
    return new Tuple([float(mantissa), exponent])
  }),
  ldexp: defineFunction('ldexp(x, i)', (x, i) => float(checked(ldexp(real(x), index(i)), real(x)))),
  copysign: defineFunction('copysign(x, y)', (x, y) => {
    const negative = real(y) < 0 || Object.is(real(y), -0)
    return float(negative ? -Math.abs(real(x)) : Math.abs(real(x)))
  }),
  nextafter: defineFunction('nextafter(x, y)', (x, y) => float(nextAfter(real(x), real(y)))),
  ulp: defineFunction('ulp(x)', (x) => {
    const size = Math.abs(real(x))
    if (!Number.isFinite(size)) return size
    const above = nextAfter(size, Number.POSITIVE_INFINITY)
    return float(Number.isFinite(above) ? above - size : size - nextAfter(size, 0))
  }),
  isclose: defineFunction('isclose(a, b, *, rel_tol?, abs_tol?)', (a, b, relative = 1e-9, abs = 0) =>
    isClose(a, b, relative, abs),
  ),
  isfinite: defineFunction('isfinite(x)', (x) => Number.isFinite(real(x))),
  isinf: defineFunction('isinf(x)', (x) => Math.abs(real(x)) === Number.POSITIVE_INFINITY),
  isnan: defineFunction('isnan(x)', (x) => Number.isNaN(real(x))),
  fsum: defineFunction('fsum(seq)', (seq) => float(fsum(toArray(seq).map(real)))),
  prod: defineFunction('prod(iterable, *, start?)', (iterable, start = 1) => product(iterable, start)),
  sumprod: defineFunction('sumprod(p, q)', sumOfProducts),
  gcd: variadic('gcd', (integers) =>
    normalise(integers.reduce<bigint>((a, b) => gcd(a, BigInt(integer(b))), 0n)),
  ),
  lcm: variadic('lcm', (integers) =>
    normalise(integers.reduce<bigint>((a, b) => lcm(a, BigInt(integer(b))), 1n)),
  ),
  isqrt: defineFunction('isqrt(n)', (n) => isqrt(integer(n))),
  factorial: defineFunction('factorial(n)', factorial),
  comb: defineFunction('comb(n, k)', combinations),
  perm: defineFunction('perm(n, k?)', (n, k = null) => permutations(n, k)),
  gamma: defineFunction('gamma(x)', (x) => float(checked(gammaFunction(real(x)), real(x)))),
  lgamma: defineFunction('lgamma(x)', (x) => float(checked(logGamma(real(x)), real(x)))),
  erf: defineFunction('erf(x)', (x) => float(errorFunction(real(x)))),
  erfc: defineFunction('erfc(x)', (x) => float(errorFunctionComplement(real(x)))),
})

function positive(x: Value): number {
  const value = real(x)
  if (value <= 0) throw domain()
  return value
}
