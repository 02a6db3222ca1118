import { beforeAll, expect, test } from 'vitest'
import { SECOND } from '../../kernel/index.ts'
import { type Hawkes, hawkesInstants } from './hawkes.ts'
import { CRITICAL, distance, ENDLESS, exponential, fano, N, START, stream, take } from './test-statistics.ts'

const PROCESS: Hawkes = { rate: 5, branching: 0.6, memory: 2 * SECOND }
const BACKGROUND = PROCESS.rate * (1 - PROCESS.branching)
const DECAY = SECOND / PROCESS.memory
const JUMP = PROCESS.branching * DECAY
/** What is left of the excitation before the start after that many events: e^(−200 / memory) or less. */
const WARM_UP = 1000

let instants = new Float64Array(0)
beforeAll(() => {
  instants = take(
    hawkesInstants(stream('hawkes'), PROCESS, ENDLESS),
    N + WARM_UP,
  ) as Float64Array<ArrayBuffer>
})

test('rescaled by its compensator, the process is Poisson', () => {
  const rescaled = new Float64Array(N)
  let excitation = 0
  for (let i = 1; i < instants.length; i++) {
    // From event to event the intensity is background + excitation · e^(−decay · t).
    excitation += JUMP
    const gap = (instants[i]! - instants[i - 1]!) / SECOND
    const left = Math.exp(-DECAY * gap)
    if (i >= WARM_UP) rescaled[i - WARM_UP] = BACKGROUND * gap + (excitation * (1 - left)) / DECAY
    excitation *= left
  }
  expect(distance(rescaled, exponential)).toBeLessThan(CRITICAL)
})

test('the branching ratio is found in the events within 2 %', () => {
  // Maximum likelihood, the decay known. The compensator is as great as the number of events, which leaves one
  // unknown; the slope of the log-likelihood in it falls, and is 0 where it is likeliest.
  const n = instants.length
  const rate = n / ((instants.at(-1)! - START) / SECOND)
  const excitation = new Float64Array(n)
  for (let i = 1; i < n; i++) {
    const gap = (instants[i]! - instants[i - 1]!) / SECOND
    excitation[i] = (excitation[i - 1]! + DECAY) * Math.exp(-DECAY * gap)
  }
  let [low, high] = [0, 0.999]
  while (high - low > 1e-4) {
    const branching = (low + high) / 2
    let slope = 0
    for (const each of excitation) slope += (each - rate) / (rate * (1 - branching) + branching * each)
    if (slope > 0) low = branching
    else high = branching
  }
  expect(Math.abs(low / PROCESS.branching - 1)).toBeLessThan(0.02)
})

test.each([1, 5, 60])('the Fano factor over %d s is that of theory', (seconds) => {
  // Hawkes (1971): covariance density c · e^(−r t), c = rate · α (2β − α) / (2 (β − α)), r = β − α.
  const r = DECAY - JUMP
  const c = (PROCESS.rate * JUMP * (2 * DECAY - JUMP)) / (2 * r)
  const integral = seconds / r - (1 - Math.exp(-r * seconds)) / r ** 2
  const theory = 1 + (2 * c * integral) / (PROCESS.rate * seconds)
  const { value, error } = fano(instants, seconds * SECOND, (seconds + 6 / r) * SECOND)
  expect(Math.abs(value - theory)).toBeLessThan(4 * error)
  expect(error / theory).toBeLessThan(0.04)
})

test('the mean rate holds from the first second on', () => {
  const runs = 1000
  let count = 0
  for (let i = 0; i < runs; i++) {
    const [chunk] = hawkesInstants(stream('early').fork(i), PROCESS, { start: START, end: START })
    count += chunk!.findIndex((at) => at >= START + SECOND)
  }
  // The variance of a second's count is below three times its mean at this branching ratio.
  expect(Math.abs(count - PROCESS.rate * runs)).toBeLessThan(4 * Math.sqrt(3 * PROCESS.rate * runs))
})

test('without branching it is a Poisson process', () => {
  const plain = take(hawkesInstants(stream('plain'), { ...PROCESS, branching: 0 }, ENDLESS), N)
  const gaps = plain.map((at, i) => ((at - (plain[i - 1] ?? START)) / SECOND) * PROCESS.rate)
  expect(distance(gaps, exponential)).toBeLessThan(CRITICAL)
})
