import { fork } from 'node:child_process'
import { z } from 'zod'
import { defineEvent, run, use } from '../../dist/index.js'
import { load } from '../../scripts/typescript.mjs'
import { machine, table } from '../measure.mjs'

export const LINE = JSON.stringify({ n: 123456, level: 'info', message: 'x'.repeat(200) })

/** Makes `LINE` or another event each tick: nothing of what is measured is the making of events. */
export function ready(event = LINE) {
  return use(
    defineEvent({
      name: 'ready',
      title: 'bench',
      summary: 'bench',
      options: z.strictObject({}),
      examples: [{ title: 'bench', options: {} }],
      open: () => ({
        produce(ticks, out) {
          for (let i = 0; i < ticks.size; i++) out.push(i, event)
        },
      }),
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
  const { asIs, batchOf, deliver, never, openOutput } = await load('test/plugin-context.ts')
  const { default: plugin } = await load(`src/plugins/output/${name}/index.ts`)
  const events = Array(size).fill(event)
  const deliveries = Array.from({ length: count / size }, (_, i) =>
    deliver(batchOf(events, undefined, i * size), formatter ?? asIs),
  )
  return async () => {
    const output = await openOutput(plugin, options)
    await output.open?.()
    let next = 0
    const writer = async () => {
      while (next < deliveries.length) {
        const failures = await output.write(deliveries[next++], never)
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
 * `contests`: name → { events, bare, … }, ways to write so many events; the first of them is what the others are
 * measured by. The best of some rounds counts.
 */
export async function compare(title, rounds, contests) {
  const results = []
  for (const [name, { events, ...contestants }] of Object.entries(contests)) {
    const best = Object.fromEntries(Object.keys(contestants).map((each) => [each, { wall: 0, cpu: 0 }]))
    for (let round = 0; round <= rounds; round++) {
      for (const [each, work] of Object.entries(contestants)) {
        const { wall, cpu } = await measured(events, work)
        // The first round warms up.
        if (round === 0) continue
        best[each].wall = Math.max(best[each].wall, wall)
        best[each].cpu = Math.max(best[each].cpu, cpu)
      }
    }
    results.push([name, best])
  }
  const [control, ...others] = Object.keys(results[0][1])
  console.log(`${machine()}; ${title}; best of ${rounds} rounds`)
  for (const [of, unit] of [
    ['wall', 's'],
    ['cpu', 'CPU s'],
  ]) {
    console.log()
    table(
      [`events/${unit}`, control, ...others.flatMap((each) => [each, 'share'])],
      results.map(([name, best]) => {
        const speed = (each) => best[each][of]
        const share = (each) => `${((speed(each) / speed(control)) * 100).toFixed(0)} %`
        return [name, whole(speed(control)), ...others.flatMap((each) => [whole(speed(each)), share(each)])]
      }),
    )
  }
}

const whole = (value) => Math.round(value).toLocaleString('en')
