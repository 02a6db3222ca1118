import { fork } from 'node:child_process'
import { setMaxListeners } from 'node:events'
import { z } from 'zod'
import { defineEvent, run, use } from '../../dist/index.js'
import { load } from '../../scripts/typescript.mjs'
import { machine, median, table } from '../measure.mjs'

/** Spaced as the JSON formatters space it. */
export const LINE = `{"n": 123456, "level": "info", "message": "${'x'.repeat(200)}"}`
export const RECORD = JSON.parse(LINE)

/**
 * Makes `LINE` or another event each tick, or several in turn, and vouches for its form as templates do: nothing of what
 * is measured is the making of events. `vouched: false` leaves it to the formatter to look.
 */
export function ready(event = LINE, { vouched = true } = {}) {
  return use(
    defineEvent({
      name: 'ready',
      title: 'bench',
      summary: 'bench',
      options: z.strictObject({}),
      examples: [{ title: 'bench', options: {} }],
      open: (_, context) => {
        const form = vouched && typeof event === 'string' ? context.form : undefined
        const events = [event].flat()
        let next = 0
        return {
          produce(ticks, out) {
            for (let i = 0; i < ticks.size; i++) {
              out.push(i, events[next], undefined, form)
              if (++next === events.length) next = 0
            }
          },
        }
      },
    }),
  )
}

/** Writes so many events to an output. */
export async function through(output, count, { event = ready(), size = 10_000 } = {}) {
  const input = [{ linspace: { start: '2024-01-01T00:00:00Z', end: '2024-01-02T00:00:00Z', count } }]
  const { outputs } = await run({ input, event, output: [output] }, { batch: { size } }).complete()
  const [{ written }] = outputs
  if (written !== count) throw new Error(`only ${written} of ${count} were written`)
}

/** Hands ready deliveries to an output, without the engine: what the output itself costs. */
export async function alone(
  name,
  options,
  count,
  { event = LINE, size = 10_000, inFlight = 4, formatter } = {},
) {
  const { asIs, batchOf, deliver, openOutput } = await load('test/plugin-context.ts')
  const { default: plugin } = await load(`src/plugins/output/${name}/index.ts`)
  const pool = [event].flat()
  const deliveries = Array.from({ length: count / size }, (_, i) => {
    const events = Array.from({ length: size }, (_, j) => pool[(i * size + j) % pool.length])
    return deliver(batchOf(events, undefined, i * size), formatter ?? asIs)
  })
  return async () => {
    const { signal } = new AbortController()
    setMaxListeners(0, signal)
    const output = await openOutput(plugin, options)
    await output.open?.()
    let next = 0
    const writer = async () => {
      while (next < deliveries.length) {
        const failures = await output.write(deliveries[next++], signal)
        if (failures) throw failures[0].error
      }
    }
    await Promise.all(Array.from({ length: inFlight }, writer))
    await output.close?.()
  }
}

/** A server in a process of its own, which sends its port when it listens. */
export async function server(module, ...args) {
  const child = fork(new URL(module, import.meta.url), args)
  const port = await new Promise((resolve, reject) => {
    child.once('message', resolve)
    child.once('exit', () => reject(new Error(`${module} ended`)))
  })
  return { port, stop: () => child.kill() }
}

/** Events per second, of the clock and of this process's processor time, which other processes do not disturb. */
async function measured(events, work) {
  const before = process.cpuUsage()
  const started = performance.now()
  await work()
  const wall = (performance.now() - started) / 1e3
  const { user, system } = process.cpuUsage(before)
  return { wall: events / wall, cpu: events / ((user + system) / 1e6) }
}

/**
 * `contests`: name → { events, size, bare, output, run }: a loop of the client's own, our output with ready
 * deliveries, and a whole run, each of so many events. Beside them stands what the same run takes without an output:
 * events are made on the thread that delivers them, so a whole run is at most as fast as both one after the other.
 * The median of some rounds counts.
 */
export async function compare(title, rounds, contests) {
  const results = []
  for (const [name, { events, size, ...ways }] of Object.entries(contests)) {
    const contestants = { ...ways, made: () => through({ discard: {} }, events, { size }) }
    const seen = Object.fromEntries(Object.keys(contestants).map((each) => [each, []]))
    for (let round = 0; round <= rounds; round++) {
      for (const [each, work] of Object.entries(contestants)) {
        const speeds = await measured(events, work)
        // The first round warms up.
        if (round > 0) seen[each].push(speeds)
      }
    }
    results.push([name, seen])
  }
  console.log(`${machine()}; ${title}; median of ${rounds} rounds`)
  for (const [of, unit] of [
    ['wall', 's'],
    ['cpu', 'CPU s'],
  ]) {
    console.log()
    table(
      [`events/${unit}`, 'bare', 'output', 'share', 'run', 'share', 'made', 'delivery', 'share'],
      results.map(([name, seen]) => {
        const { bare, output, run, made } = Object.fromEntries(
          Object.entries(seen).map(([each, rounds]) => [each, median(rounds.map((speeds) => speeds[of]))]),
        )
        const share = (speed) => `${((speed / bare) * 100).toFixed(0)} %`
        // What is left of a run without the making of its events.
        const delivery = 1 / Math.max(0, 1 / run - 1 / made)
        const speeds = [output, share(output), run, share(run), made, delivery, share(delivery)]
        return [name, bare, ...speeds].map((cell) => (typeof cell === 'number' ? whole(cell) : cell))
      }),
    )
  }
}

const whole = (value) => Math.round(value).toLocaleString('en')
