import { afterEach, expect, test } from 'vitest'
import { cleanUp, failure, open, produce, texts } from './test-project.ts'

afterEach(cleanUp)

test('a failing render says which alias, where and why, and generation goes on', async () => {
  const source = await texts('all', { a: 'A', b: '\n{{ 1 // (timestamp.second - 1) }}' })
  const { events, failed } = await produce(source, 3)
  expect(events).toEqual(['A', '\n-1', 'A', '\n1'])
  expect(failed).toEqual([
    [
      1,
      expect.objectContaining({
        code: 'E_TEMPLATE_RENDER',
        message: expect.stringMatching(/^template "b": .*[Zz]ero/),
        at: expect.objectContaining({ file: 'b.jinja', line: 2 }),
      }),
    ],
  ])
})

test('state is not rolled back, and a later tick works', async () => {
  const source = await texts('all', {
    a: "{% do shared.set('n', shared.get('n', 0) + 1) %}{{ 1 // (shared.n - 1) }}",
  })
  const { events, failed } = await produce(source, 2)
  expect([events, failed.length]).toEqual([['1'], 1])
})

test('a render that is too long fails', async () => {
  const source = await texts(
    'all',
    { a: '{% for i in range(100) %}0123456789{% endfor %}' },
    { limits: { output: 500 } },
  )
  expect((await produce(source, 1)).failed[0]?.[1]).toMatchObject({ code: 'E_TEMPLATE_LIMIT' })
})

test('everything that is wrong with the files comes at once', async () => {
  const opening = texts(
    'all',
    { a: '{% if %}', b: "{% import 'm.jinja' as m %}ok", c: 'fine' },
    { samples: { s: { type: 'json', source: 'absent.json' } } },
    { files: { 'm.jinja': '\n{{ x' } },
  )
  const problems = await failure(opening)
  expect(problems.map(({ code, at }) => [code, at?.file, at?.line])).toEqual([
    ['E_SAMPLE', 'absent.json', undefined],
    ['E_TEMPLATE_SYNTAX', 'a.jinja', 1],
    ['E_TEMPLATE_SYNTAX', 'm.jinja', 2],
  ])
})

test('a template that is not there, or is no text', async () => {
  const opening = open({ mode: 'all', templates: [{ a: { template: 'x/absent.jinja' } }] })
  expect(await failure(opening)).toEqual([expect.objectContaining({ code: 'E_TEMPLATE_NOT_FOUND' })])
})
