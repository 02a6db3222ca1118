import { float, math, type Rng } from '../../../kernel/index.ts'
import { normalise } from '../../python/number/kind.ts'
import { Bytes, defineFunction, PythonError, typeName, type Value } from '../../python/ops.ts'
import { randomBelow, randomBits, randomBytes } from '../bits.ts'
import { classOf, Namespace } from '../native.ts'
import { index, integer, real } from '../read.ts'
import type { World } from '../world.ts'
import { bitCount, positive, triangular, vonMises } from './distributions.ts'
import { PyRandom } from './generator.ts'
import { chosen, oneOf, pool, rangeOf } from './population.ts'
import { seedNumber } from './seed.ts'

/** Draws a place, of so many. */
const anyOf = (rng: Rng) => (size: number) => rng.int(0, size - 1)

function between(rng: Rng, low: bigint, high: bigint): Value {
  if (high < low) throw new PythonError('ValueError', `empty range in randrange(${low}, ${high + 1n})`)
  return normalise(low + randomBelow(rng, high - low + 1n))
}

function randrange(rng: Rng, start: Value, stop: Value, step: Value): Value {
  const { first, by, count } = rangeOf(start, stop, step)
  return normalise(first + by * randomBelow(rng, count))
}

function sample(rng: Rng, population: Value, k: Value, counts: Value): Value[] {
  const all = pool(population, k, counts)
  const size = index(k)
  for (let i = 0; i < size; i++) {
    const j = rng.int(i, all.length - 1)
    ;[all[i], all[j]] = [all[j]!, all[i]!]
  }
  return all.slice(0, size)
}

function shuffle(rng: Rng, items: Value): null {
  if (Array.isArray(items)) {
    rng.shuffle(items)
    return null
  }
  throw new PythonError('TypeError', `'${typeName(items)}' object does not support item assignment`)
}

function binomial(rng: Rng, n: Value, p: Value): number {
  const [trials, chance] = [index(n), real(p)]
  if (trials < 0) throw new PythonError('ValueError', 'n must be non-negative')
  if (!(chance >= 0 && chance <= 1))
    throw new PythonError('ValueError', 'p must be in the range 0.0 <= p <= 1.0')
  let successes = 0
  for (let i = 0; i < trials; i++) if (rng.float() < chance) successes++
  return successes
}

/**
 * Python's `random`, drawing from the generator's stream: `seed` has no effect, a project's seed rules. A `Random` with a
 * seed of its own is the same in all runs.
 */
export function randomModule({ rng }: World): Namespace {
  const any = anyOf(rng)
  const normal = (mu: Value = 0, sigma: Value = 1) => float(real(mu) + real(sigma) * rng.normal())
  const exponential = (rate: Value = 1) => {
    if (real(rate) === 0) throw new PythonError('ZeroDivisionError', 'float division by zero')
    return float(rng.exponential() / real(rate))
  }
  return new Namespace('random', {
    random: defineFunction('random()', () => float(rng.float())),
    uniform: defineFunction('uniform(a, b)', (a, b) => float(real(a) + (real(b) - real(a)) * rng.float())),
    randint: defineFunction('randint(a, b)', (a, b) => between(rng, BigInt(integer(a)), BigInt(integer(b)))),
    randrange: defineFunction('randrange(start, stop?, step?)', (start, stop = null, step = 1) =>
      randrange(rng, start, stop, step),
    ),
    choice: defineFunction('choice(seq)', (items) => oneOf(items, any)),
    choices: defineFunction(
      'choices(population, weights?, *, cum_weights?, k?)',
      (items, weights = null, cumWeights = null, k = 1) =>
        chosen(rng, any, items, { weights, cumWeights, k }),
    ),
    sample: defineFunction('sample(population, k, *, counts?)', (items, k, counts = null) =>
      sample(rng, items, k, counts),
    ),
    shuffle: defineFunction('shuffle(x)', (items) => shuffle(rng, items)),
    getrandbits: defineFunction('getrandbits(k)', (k) => normalise(randomBits(rng, bitCount(k)))),
    randbytes: defineFunction('randbytes(n)', (n) => new Bytes(randomBytes(rng, index(n)))),
    gauss: defineFunction('gauss(mu?, sigma?)', normal),
    normalvariate: defineFunction('normalvariate(mu?, sigma?)', normal),
    lognormvariate: defineFunction('lognormvariate(mu?, sigma?)', (mu = 0, sigma = 1) =>
      float(math.exp(real(mu) + real(sigma) * rng.normal())),
    ),
    expovariate: defineFunction('expovariate(lambd?)', exponential),
    gammavariate: defineFunction('gammavariate(alpha, beta)', (alpha, beta) =>
      float(rng.gamma(positive(alpha, 'gammavariate')) * positive(beta, 'gammavariate')),
    ),
    betavariate: defineFunction('betavariate(alpha, beta)', (alpha, beta) => {
      const a = rng.gamma(positive(alpha, 'betavariate'))
      return float(a === 0 ? 0 : a / (a + rng.gamma(positive(beta, 'betavariate'))))
    }),
    paretovariate: defineFunction('paretovariate(alpha)', (alpha) =>
      float(math.pow(1 - rng.float(), -1 / real(alpha))),
    ),
    weibullvariate: defineFunction('weibullvariate(alpha, beta)', (alpha, beta) =>
      float(real(alpha) * math.pow(rng.exponential(), 1 / real(beta))),
    ),
    triangular: defineFunction('triangular(low?, high?, mode?)', (low = 0, high = 1, mode = null) =>
      float(real(low) === real(high) ? real(low) : triangular(rng, real(low), real(high), mode)),
    ),
    vonmisesvariate: defineFunction('vonmisesvariate(mu, kappa)', (mu, kappa) =>
      float(vonMises(rng, real(mu), real(kappa))),
    ),
    binomialvariate: defineFunction('binomialvariate(n?, p?)', (n = 1, p = 0.5) => binomial(rng, n, p)),
    seed: defineFunction('seed(a?, version?)', () => null),
    Random: classOf(
      'random.Random',
      defineFunction(
        'Random(x?)',
        (seed = null) => new PyRandom(seed === null ? randomBits(rng, 128) : seedNumber(seed)),
      ),
    ),
  })
}

/** Python's `secrets`, from the same stream: reproducible, hence for test data only. */
export function secretsModule({ rng }: World): Namespace {
  const any = anyOf(rng)
  const bytes = (n: Value) => Buffer.from(randomBytes(rng, n === null ? 32 : index(n)))
  return new Namespace('secrets', {
    choice: defineFunction('choice(seq)', (items) => oneOf(items, any)),
    randbelow: defineFunction('randbelow(exclusive_upper_bound)', (limit) => {
      if (integer(limit) <= 0) throw new PythonError('ValueError', 'Upper bound must be positive.')
      return normalise(randomBelow(rng, BigInt(integer(limit))))
    }),
    randbits: defineFunction('randbits(k)', (k) => normalise(randomBits(rng, index(k)))),
    token_bytes: defineFunction('token_bytes(nbytes?)', (n = null) => new Bytes(bytes(n))),
    token_hex: defineFunction('token_hex(nbytes?)', (n = null) => bytes(n).toString('hex')),
    token_urlsafe: defineFunction('token_urlsafe(nbytes?)', (n = null) => bytes(n).toString('base64url')),
    compare_digest: defineFunction('compare_digest(a, b)', (a, b) => toComparable(a) === toComparable(b)),
  })
}

function toComparable(value: Value): string {
  if (typeof value === 'string') return value
  if (value instanceof Bytes) return value.latin
  throw new PythonError(
    'TypeError',
    `unsupported operand types(s) or combination of types: '${typeName(value)}'`,
  )
}
