import { float, math } from '../../../kernel/index.ts'
import { normalise } from '../../python/number/kind.ts'
import { Bytes, defineMethods, Host, type Methods, PythonError, type Value } from '../../python/ops.ts'
import { index, integer, real } from '../read.ts'
import * as draw from './distributions.ts'
import { MersenneTwister } from './mersenne-twister.ts'
import { chosen, oneOf, pool, rangeOf, type Span } from './population.ts'
import { seedNumber } from './seed.ts'

/**
 * `random.Random(seed)`: a generator of a template's own, which draws what CPython's draws for that seed. What goes through a
 * logarithm or a power may differ in its last digits, as those of C libraries do.
 */
export class PyRandom extends Host {
  readonly typeName = 'Random'
  readonly twister: MersenneTwister
  /** The second of two normal numbers that are made together. */
  spare: number | undefined

  /** @param seed see `seedNumber` */
  constructor(seed: bigint) {
    super()
    this.twister = new MersenneTwister(seed)
  }

  override get methods(): Methods<never> {
    return METHODS
  }

  below(limit: number): number {
    return Number(this.twister.below(BigInt(limit)))
  }

  within({ first, by, count }: Span): Value {
    return normalise(first + by * this.twister.below(count))
  }

  choices(population: Value, weights: Value, cumWeights: Value, k: Value): Value[] {
    const { twister } = this
    const any = (size: number) => Math.floor(twister.float() * size)
    return chosen(twister, any, population, { weights, cumWeights, k })
  }

  /** As CPython: from a shrinking pool, or, where few of many are wanted, drawn again until one is new. */
  sample(population: Value, k: Value, counts: Value): Value[] {
    const items = pool(population, k, counts)
    const size = index(k)
    let few = 21
    if (size > 5) few += 4 ** Math.ceil(math.log(size * 3) / math.log(4))
    if (items.length <= few) {
      return Array.from({ length: size }, (_, i) => {
        const at = this.below(items.length - i)
        const chosen = items[at]!
        items[at] = items[items.length - i - 1]!
        return chosen
      })
    }
    const chosen = new Set<number>()
    while (chosen.size < size) chosen.add(this.below(items.length))
    return [...chosen].map((at) => items[at]!)
  }

  shuffle(items: Value): null {
    if (!Array.isArray(items)) throw new PythonError('TypeError', 'only a list can be shuffled')
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.below(i + 1)
      ;[items[i], items[j]] = [items[j]!, items[i]!]
    }
    return null
  }

  gauss(mu: number, sigma: number): number {
    let z = this.spare
    this.spare = undefined
    if (z === undefined) {
      const angle = this.twister.float() * 2 * Math.PI
      const radius = Math.sqrt(-2 * math.log(1 - this.twister.float()))
      z = Math.cos(angle) * radius
      this.spare = Math.sin(angle) * radius
    }
    return mu + z * sigma
  }
}

const METHODS = defineMethods<PyRandom>('Random', {
  'random()': ({ twister }) => float(twister.float()),
  'uniform(a, b)': ({ twister }, a, b) => float(real(a) + (real(b) - real(a)) * twister.float()),
  'randint(a, b)': (random, a, b) => random.within(rangeOf(a, normalise(BigInt(integer(b)) + 1n), 1)),
  'randrange(start, stop?, step?)': (random, start, stop = null, step = 1) =>
    random.within(rangeOf(start, stop, step)),
  'choice(seq)': (random, items) => oneOf(items, (size) => random.below(size)),
  'choices(population, weights?, *, cum_weights?, k?)': (random, items, weights = null, sums = null, k = 1) =>
    random.choices(items, weights, sums, k),
  'sample(population, k, *, counts?)': (random, items, k, counts = null) => random.sample(items, k, counts),
  'shuffle(x)': (random, items) => random.shuffle(items),
  'getrandbits(k)': ({ twister }, k) => normalise(twister.bits(draw.bitCount(k))),
  'randbytes(n)': ({ twister }, n) => {
    const digits = twister.bits(8 * draw.bitCount(n)).toString(16)
    return new Bytes(Buffer.from(digits.padStart(2 * index(n), '0'), 'hex').reverse())
  },
  'gauss(mu?, sigma?)': (random, mu = 0, sigma = 1) => float(random.gauss(real(mu), real(sigma))),
  'normalvariate(mu?, sigma?)': ({ twister }, mu = 0, sigma = 1) =>
    float(draw.normal(twister, real(mu), real(sigma))),
  'lognormvariate(mu?, sigma?)': ({ twister }, mu = 0, sigma = 1) =>
    float(math.exp(draw.normal(twister, real(mu), real(sigma)))),
  'expovariate(lambd?)': ({ twister }, rate = 1) => float(draw.exponential(twister, real(rate))),
  'gammavariate(alpha, beta)': ({ twister }, alpha, beta) =>
    float(draw.gamma(twister, draw.positive(alpha, 'gammavariate'), draw.positive(beta, 'gammavariate'))),
  'betavariate(alpha, beta)': ({ twister }, alpha, beta) => {
    const a = draw.gamma(twister, draw.positive(alpha, 'betavariate'), 1)
    return float(a === 0 ? 0 : a / (a + draw.gamma(twister, draw.positive(beta, 'betavariate'), 1)))
  },
  'paretovariate(alpha)': ({ twister }, alpha) => float(math.pow(1 - twister.float(), -1 / real(alpha))),
  'weibullvariate(alpha, beta)': ({ twister }, alpha, beta) =>
    float(real(alpha) * math.pow(-math.log(1 - twister.float()), 1 / real(beta))),
  'triangular(low?, high?, mode?)': ({ twister }, low = 0, high = 1, mode = null) =>
    float(draw.triangular(twister, real(low), real(high), mode)),
  'vonmisesvariate(mu, kappa)': ({ twister }, mu, kappa) =>
    float(draw.vonMises(twister, real(mu), real(kappa))),
  'seed(a?, version?)': (random, a = null) => {
    if (a === null) throw new PythonError('TypeError', 'a seed is needed: the machine has none to give')
    random.twister.seed(seedNumber(a))
    random.spare = undefined
    return null
  },
})
