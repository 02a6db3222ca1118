import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { type Rng, rng } from '../../src/kernel/index.ts'
import type { FaultProxy } from '../services/fault-proxy.ts'

/** One output behind a proxy that keeps failing, and what its destination holds in the end. */
export interface Ordeal {
  readonly name: string
  /** `once`: each event exactly once, whatever happens; else at least once. */
  readonly once: boolean
  start(): Promise<Destination>
}

export interface Destination {
  readonly proxy: FaultProxy
  /** Name and options of the output, which lead through the proxy. */
  readonly output: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** How often each event `n` arrived. */
  arrived(): Promise<ReadonlyMap<number, number>>
  stop(): Promise<void>
}

export interface Verdict {
  readonly name: string
  readonly events: number
  readonly faults: number
  readonly seconds: number
  readonly missing: number
  readonly repeated: number
  readonly good: boolean
}

/** Lets so many events through while faults of every kind happen, a new one each quarter of a second. */
export async function endure(ordeal: Ordeal, events: number, seed: number): Promise<Verdict> {
  const { defineEvent, run, use } = await import(pathToFileURL(resolve('dist/index.js')).href)
  const counter = defineEvent({
    name: 'counter',
    title: 'Numbers',
    summary: 'Numbers',
    options: z.strictObject({}),
    examples: [{ title: 'Numbers', options: {} }],
    open: () => ({
      produce(ticks: { size: number; first: number }, out: { push(tick: number, event: string): void }) {
        for (let i = 0; i < ticks.size; i++)
          out.push(i, JSON.stringify({ n: ticks.first + i, text: 'x'.repeat(100) }))
      },
    }),
  })
  const destination = await ordeal.start()
  try {
    const [[name, options]] = Object.entries(destination.output) as [[string, object]]
    const delivery = {
      write_timeout: 3,
      in_flight: 4,
      retry: { time: 120, delay: 0.02, max_delay: 0.3 },
      breaker: { failures: 20, pause: 0.2 },
    }
    const project = {
      seed,
      input: [{ linspace: { start: '2024-01-01T00:00:00Z', end: '2024-01-02T00:00:00Z', count: events } }],
      event: use(counter),
      output: [{ [name]: { ...options, delivery } }],
    }
    const started = performance.now()
    const chaos = unleash(destination.proxy, rng(seed))
    const summary = await run(project, { batch: { size: 1000 } }).complete()
    const seconds = (performance.now() - started) / 1000
    const faults = await chaos.end()
    const [{ written }] = summary.outputs
    const arrived = await destination.arrived()
    let missing = events - written
    let repeated = 0
    for (let n = 0; n < events; n++) {
      const times = arrived.get(n) ?? 0
      if (times === 0) missing++
      else repeated += times - 1
    }
    const good = missing === 0 && (!ordeal.once || repeated === 0)
    return { name: ordeal.name, events, faults, seconds, missing, repeated, good }
  } finally {
    await destination.stop()
  }
}

/** The bandwidth that events have at the best of times, bytes/s, so that faults find them on their way. */
const BANDWIDTH = 4e6

/** Bytes after which events are on their way. */
const OPENED = 20_000

function unleash(proxy: FaultProxy, random: Rng): { end(): Promise<number> } {
  let faults = 0
  let going = true
  const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))
  const kinds: (() => void | Promise<void>)[] = [
    () => proxy.cut(),
    () => proxy.cut(random.int(1, 200_000)),
    () => proxy.loseAnswers(random.int(20, 200)),
    async () => {
      proxy.stall()
      await wait(random.int(50, 500))
      proxy.release()
    },
    async () => {
      await proxy.down()
      await wait(random.int(50, 500))
      await proxy.up()
    },
    async () => {
      proxy.shape(random.int(1, 20), BANDWIDTH / 2)
      await wait(300)
      proxy.shape(0, BANDWIDTH)
    },
  ]
  proxy.shape(0, BANDWIDTH)
  const work = (async () => {
    // An output that cannot be opened ends the run, and rightly so.
    while (going && proxy.sent < OPENED) await wait(5)
    while (going) {
      await kinds[faults++ % kinds.length]!()
      await wait(random.int(50, 450))
    }
    proxy.shape(0, Number.POSITIVE_INFINITY)
  })()
  return {
    async end() {
      going = false
      await work
      return faults
    },
  }
}
