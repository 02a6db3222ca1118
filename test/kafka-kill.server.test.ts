import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectFolder, start } from './command.ts'
import { services } from './services/index.ts'
import { type Topics, topics } from './services/kafka-topics.ts'
import type { Running } from './services/service.ts'

/**
 * A run into Kafka that is killed again and again and resumed each time: whoever reads committed messages sees each
 * event once. `EVENTLOOM_KILLS=50` does it more often. Needs a build.
 */
const KILLS = Number(process.env.EVENTLOOM_KILLS ?? 5)
const CHAIN = 5
const EVENTS = 20_000

let broker: Running
let inspect: Topics

beforeAll(async () => {
  broker = await services.kafka!.start()
  inspect = topics(String(broker.address.plain))
})
afterAll(() => broker?.stop())

const project = (topic: string) => `seed: 7
checkpoint: { interval: 0.05 }
input: [{ linspace: { start: 2024-01-01, end: 2024-01-02, count: ${EVENTS} } }]
event: { template: { mode: all, templates: [{ t: { template: t.jinja } }] } }
output:
  - kafka:
      bootstrap_servers: ["${broker.address.plain}"]
      topic: ${topic}
      transactional_id: ${topic}
      formatter: { format: plain }
      delivery: { max_events: 500 }
`
const TEMPLATE = `{%- set n = shared.get('n', -1) + 1 -%}{%- do shared.set('n', n) -%}{{ n }}`

test(`after ${KILLS} kills each event is there once`, { timeout: 20_000 * KILLS + 120_000 }, async () => {
  let kills = 0
  while (kills < KILLS) {
    const topic = await inspect.create(3)
    const folder = projectFolder({ 'generator.yml': project(topic), 't.jinja': TEMPLATE })
    const args = [
      'generate',
      '--path',
      join(folder.path, 'generator.yml'),
      '--id',
      topic,
      '--live-mode',
      'false',
      '--resume',
    ]
    for (let left = Math.min(CHAIN, KILLS - kills); ; left--) {
      const run = start(args)
      const calm = new AbortController()
      if (left > 0) {
        sleep(300 + Math.random() * 2500, undefined, { signal: calm.signal }).then(
          () => run.child.kill('SIGKILL'),
          () => undefined,
        )
      }
      const { code, stderr } = await run.ended
      calm.abort()
      if (code === null) kills++
      else {
        expect(`${code} ${stderr}`).toMatch(/^0 /)
        break
      }
    }
    const arrived = (await inspect.arrived(topic)).map(({ value }) => Number(value.toString()))
    expect(arrived.sort((a, b) => a - b)).toEqual(Array.from({ length: EVENTS }, (_, n) => n))
    folder.remove()
  }
})
