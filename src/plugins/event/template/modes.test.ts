import { afterEach, expect, test } from 'vitest'
import { cleanUp, open, produce, type Setting, texts } from './test-project.ts'

afterEach(cleanUp)

test('all: every template in order, for each tick', async () => {
  const { events, ticks } = await produce(await texts('all', { a: 'A', b: 'B' }), 2)
  expect(events).toEqual(['A', 'B', 'A', 'B'])
  expect(ticks).toEqual([0, 0, 1, 1])
})

test('spin and chain: one a tick, in turn', async () => {
  expect((await produce(await texts('spin', { a: 'A', b: 'B' }), 3)).events).toEqual(['A', 'B', 'A'])
  const chain = await texts('chain', { a: 'A', b: 'B' }, { chain: ['b', 'b', 'a'] })
  expect((await produce(chain, 4)).events).toEqual(['B', 'B', 'A', 'B'])
})

test('any and chance: one a tick, the same for the same seed', async () => {
  const any = async (seed: number) =>
    (await produce(await texts('any', { a: 'A', b: 'B' }, {}, { seed }), 40)).events
  expect(await any(1)).toEqual(await any(1))
  expect(await any(1)).not.toEqual(await any(2))
  expect(new Set(await any(1))).toEqual(new Set(['A', 'B']))
  const chance = await open(
    {
      mode: 'chance',
      templates: [{ a: { template: 'a.jinja', chance: 9 } }, { b: { template: 'b.jinja', chance: 1 } }],
    },
    { files: { 'a.jinja': 'A', 'b.jinja': 'B' } },
  )
  const rare = (await produce(chance, 1000)).events.filter((event) => event === 'B').length
  expect(Math.abs(rare - 100)).toBeLessThan(5 * Math.sqrt(90))
})

test('fsm: transitions are tried before the next rendering, on what was stored', async () => {
  const source = await open(
    {
      mode: 'fsm',
      templates: [
        {
          work: { template: 'work.jinja', transitions: [{ to: 'pause', when: { ge: { 'locals.n': 2 } } }] },
        },
        {
          pause: {
            template: 'pause.jinja',
            initial: true,
            transitions: [{ to: 'work', when: { and: [{ has_tags: 't1' }, { after: { second: 1 } }] } }],
          },
        },
      ],
    },
    {
      files: {
        'work.jinja': "{% do locals.set('n', locals.get('n', 0) + 1) %}work {{ locals.n }}",
        'pause.jinja': '{% do locals.clear() %}pause',
      },
    },
  )
  expect((await produce(source, 4)).events).toEqual(['pause', 'work 1', 'work 2', 'pause'])
})

test('templates that are never rendered are warned about', async () => {
  const warnings: Setting['warnings'] = []
  await texts('chain', { a: '', b: '' }, { chain: ['a'] }, { warnings })
  await open(
    {
      mode: 'fsm',
      templates: [{ a: { template: 'a.jinja', initial: true } }, { c: { template: 'a.jinja' } }],
    },
    { files: { 'a.jinja': '' }, warnings },
  )
  expect(warnings.map(([, fields]) => fields)).toEqual([{ alias: 'b' }, { alias: 'c' }])
})
