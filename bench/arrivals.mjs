/** Instants a second of each arrival process, drawn into blocks: CPU time of one thread, best of five rounds. */
import { machine, mega, table } from './measure.mjs'
import { source } from './source.mjs'

const COUNT = 2_000_000
const ROUNDS = 5
const simulation = await source('simulation/index.ts')
const { rng, UTC } = await source('kernel/thread.ts').then(({ rng, zone }) => ({ rng, UTC: zone('UTC') }))

const START = Date.UTC(2024, 0, 1) * 1000
const span = { start: START, end: Number.MAX_SAFE_INTEGER }
const stream = () => rng(1)
const renewal = (gaps) => () => simulation.renewalInstants(stream(), simulation.renewalGap(1000, gaps), span)
const flat = simulation.hourlyShape(new Array(24).fill(1))
const knots = simulation.knottedShape([
  { hour: 4, factor: 0.1 },
  { hour: 16, factor: 2 },
])
const nhpp = (shape) => () =>
  simulation.nhppInstants(
    stream(),
    { rate: 1000, shape, day: () => 1, greatestDay: 1, zone: UTC },
    span,
    START,
  )
const chain = {
  rates: [100, 2000],
  generator: [
    [-0.1, 0.1],
    [0.2, -0.2],
  ],
}

const PROCESSES = {
  uniform: () => simulation.uniformInstants({ events: 1000, per: 1e6 }, span, START),
  poisson: () => simulation.poissonInstants(stream(), 1000, span, START),
  'nhpp, hours': nhpp(flat),
  'nhpp, knots': nhpp(knots),
  burst: () =>
    simulation.renewalInstants(
      stream(),
      simulation.burstGap({ rate: 1000, intensity: 5, probability: 0.3 }),
      span,
    ),
  mmpp: () =>
    simulation.modulatedInstants(stream(), simulation.markovPeriods(stream().fork('p'), chain), span, START),
  hawkes: () => simulation.hawkesInstants(stream(), { rate: 1000, branching: 0.6, memory: 1e6 }, span),
  'renewal, gamma': renewal({ distribution: 'gamma', shape: 2 }),
  'renewal, weibull': renewal({ distribution: 'weibull', shape: 0.7 }),
  'renewal, lognormal': renewal({ distribution: 'lognormal', sigma: 1 }),
  'renewal, pareto': renewal({ distribution: 'pareto', alpha: 1.5 }),
  calendar: () =>
    simulation.dailyInstants(
      stream(),
      { volume: 1_000_000, variation: 0.1, day: () => 1, hours: new Array(24).fill(1 / 24), zone: UTC },
      span,
      START,
    ),
}

/** Instants a second of CPU time. */
function speed(process_) {
  const before = process.cpuUsage()
  let left = COUNT
  for (const chunk of process_()) {
    left -= chunk.length
    if (left <= 0) break
  }
  return (COUNT - left) / (process.cpuUsage(before).user / 1e6)
}

console.log(`${machine()}; best of ${ROUNDS} rounds of ${COUNT.toLocaleString('en')}\n`)
table(
  ['process', 'M instants/s'],
  Object.entries(PROCESSES).map(([name, make]) => [
    name,
    mega(Math.max(...Array.from({ length: ROUNDS }, () => speed(make)))),
  ]),
)
