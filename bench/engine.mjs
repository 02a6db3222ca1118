/** The engine alone: a constant event from an even schedule to an output that throws it away. */
import { z } from 'zod'
import { defineEvent, run, use } from '../dist/index.js'
import { inTurn, machine, mega, table } from './measure.mjs'

const COUNT = 5_000_000
const shared = {
  title: 'bench',
  summary: 'bench',
  options: z.strictObject({}),
  examples: [{ title: 'bench', options: {} }],
}

const constant = defineEvent({
  ...shared,
  name: 'constant',
  open: () => ({
    produce(ticks, out) {
      for (let i = 0; i < ticks.size; i++) out.push(i, 'a constant event')
    },
  }),
})

const schedule = { start: '2024-01-01T00:00:00Z', end: '2024-01-02T00:00:00Z', count: COUNT }

async function engine() {
  const project = {
    seed: 1,
    input: [{ linspace: schedule }],
    event: use(constant),
    output: [{ discard: {} }],
  }
  const started = performance.now()
  const summary = await run(project).complete()
  return summary.produced / ((performance.now() - started) / 1000)
}

/** What any engine must at least do: make the timestamps and gather the events in batches. */
function control() {
  const started = performance.now()
  let kept = 0
  for (let at = 0; at < COUNT; at += 10_000) {
    const times = Float64Array.from({ length: 10_000 }, (_, i) => at + i)
    const events = []
    for (let i = 0; i < times.length; i++) events.push('a constant event')
    kept += events.length
  }
  return kept / ((performance.now() - started) / 1000)
}

const speed = await inTurn(5, { engine, control })
console.log(`${machine()}; medians of 5 runs, ${COUNT.toLocaleString('en')} events\n`)
table(
  ['what', 'M events/s', 'µs an event'],
  Object.entries(speed).map(([name, perSecond]) => [name, mega(perSecond), (1e6 / perSecond).toFixed(3)]),
)
