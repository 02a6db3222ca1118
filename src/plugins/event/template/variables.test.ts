import { afterEach, expect, test } from 'vitest'
import { State } from './state.ts'
import { cleanUp, open, produce, texts } from './test-project.ts'

afterEach(cleanUp)

test('timestamp in the zone of the generator, tags, vars, params', async () => {
  const source = await open(
    {
      mode: 'all',
      templates: [{ a: { template: 'a.jinja', vars: { kind: 'x' } } }],
      params: { host: 'h', 'a.b': [1] },
    },
    {
      files: {
        'a.jinja':
          "{{ timestamp.isoformat() }} {{ tags }} {{ vars.kind }} {{ params.host }} {{ params['a.b'] }}\r\n",
      },
    },
  )
  expect((await produce(source, 1)).events).toEqual(["2024-05-06T09:00:00+02:00 ('t1', 't2') x h [1]"])
})

test('locals of the alias, shared of the generator, globals of the process', async () => {
  const body = `{% for s in [locals, shared, globals] %}{% do s.set('n', s.get('n', 0) + 1) %}{{ s.n }}{% endfor %}`
  const globals = new State('globals')
  const first = await texts('all', { a: body, b: body }, {}, { globals })
  expect((await produce(first, 2)).events).toEqual(['111', '122', '233', '244'])
  const second = await texts('all', { a: body }, {}, { globals })
  expect((await produce(second, 1)).events).toEqual(['115'])
})

test('macros imported without context see locals and params, but no timestamp', async () => {
  const source = await texts(
    'all',
    { a: "{% from 'm.jinja' import show %}{% do locals.set('x', 1) %}{{ show() }}" },
    { params: { p: 2 } },
    {
      files: {
        'm.jinja': '{% macro show() %}{{ locals.x }}{{ params.p }}{{ timestamp is defined }}{% endmacro %}',
      },
    },
  )
  expect((await produce(source, 1)).events).toEqual(['12False'])
})

test('samples, the random filter and module.rand draw from streams of their own', async () => {
  const both =
    '{{ samples.users.pick().name }}{{ [1, 2, 3, 4] | random }}{{ module.rand.number.integer(0, 9) }}'
  const samples = { users: { type: 'csv', source: 'users.csv', header: true } }
  const files = { 'users.csv': 'name\nann\nbob\ncid\n' }
  const run = async (body: string) =>
    (await produce(await texts('all', { a: body }, { samples }, { files }), 20)).events
  const all = await run(both)
  expect(all).toEqual(await run(both))
  expect(await run('{{ samples.users.pick().name }}')).toEqual(all.map((text) => String(text).slice(0, 3)))
  expect(await run('{{ [1, 2, 3, 4] | random }}')).toEqual(all.map((text) => String(text)[3]))
})

test('undefined: strict makes a slip an error', async () => {
  const lenient = await produce(await texts('all', { a: '[{{ nothing }}]' }), 1)
  expect(lenient.events).toEqual(['[]'])
  const strict = await produce(await texts('all', { a: '[{{ nothing }}]' }, { undefined: 'strict' }), 1)
  expect(strict.failed).toHaveLength(1)
})
