import { afterEach, expect, test } from 'vitest'
import { cleanUp, produce, texts } from './test-project.ts'

afterEach(cleanUp)

test('drop: nothing for this tick, also of what was rendered before', async () => {
  const source = await texts('all', {
    a: 'A',
    b: '{% if timestamp.second == 1 %}{% do dispatch.drop() %}{% endif %}B',
  })
  const { events, dropped } = await produce(source, 3)
  expect([events, dropped]).toEqual([['A', 'B', 'A', 'B'], [1]])
})

test('exhaust: the end, from within a macro too', async () => {
  const source = await texts('all', {
    a: '{% macro end() %}{% do dispatch.exhaust() %}{% endmacro %}{% if timestamp.second == 2 %}{{ end() }}{% endif %}A',
  })
  const { events, exhausted } = await produce(source, 5)
  expect([events, exhausted]).toEqual([['A', 'A'], 2])
})

test('next: another pick, with what was rendered forgotten', async () => {
  const source = await texts('spin', { a: '{% do dispatch.next() %}', b: 'B', c: 'C' })
  expect((await produce(source, 3)).events).toEqual(['B', 'C', 'B'])
  const all = await texts('all', {
    a: 'A',
    b: "{% do shared.set('n', shared.get('n', 0) + 1) %}{% if shared.n < 3 %}{{ dispatch.next() }}{% endif %}B",
  })
  expect((await produce(all, 1)).events).toEqual(['A', 'B'])
})

test('next: the limit is the number of repicks that are allowed', async () => {
  const body = (limit: string) =>
    `{% do shared.set('n', shared.get('n', 0) + 1) %}{% if shared.n <= 2 %}{{ dispatch.next(${limit}) }}{% endif %}{{ shared.n }}`
  expect((await produce(await texts('any', { a: body('max_repicks=2') }), 1)).events).toEqual(['3'])
  const { failed } = await produce(await texts('any', { a: body('1') }), 1)
  expect(failed).toEqual([[0, expect.objectContaining({ code: 'E_TEMPLATE_REPICK' })]])
  const forever = await produce(await texts('any', { a: '{{ dispatch.next() }}' }), 1)
  expect(forever.failed[0]?.[1]).toMatchObject({
    code: 'E_TEMPLATE_REPICK',
    message: expect.stringContaining('64'),
  })
  const wrong = await produce(await texts('any', { a: '{{ dispatch.next(0) }}' }), 1)
  expect(wrong.failed[0]?.[1]).toMatchObject({ code: 'E_TEMPLATE_RENDER' })
})
