import fc from 'fast-check'
import { expect, test } from 'vitest'
import { float, rng } from '../../kernel/index.ts'
import { Dict, environment, Tuple, type Value } from '../index.ts'

const ROW =
  '{% macro m(row, more=none) %}{{ row[0] }} {{ p.v }}{% if more %} {{ more | upper }}{% endif %}{% endmacro %}'

function render(source: string, values: Readonly<Record<string, Value>>): string {
  return environment({ load: () => undefined, rng: rng(1) })
    .compile(source)
    .render(values)
}

test('a macro that was called with the same before sees what has changed since', () => {
  const p = new Dict(undefined, new Dict([['v', 1]]))
  const change = "{% do p.update({'v': 2}) %}"
  expect(
    render(`${ROW}{{ m(row) }},{{ m(row) }},${change}{{ m(row) }},{{ m(row, 'x') }}`, {
      p,
      row: new Tuple(['a']),
    }),
  ).toBe('a 1,a 1,a 2,a 2 X')
  const list: Value = [1]
  const grow = '{% do row[0].append(2) %}'
  expect(render(`${ROW}{{ m(row) }},${grow}{{ m(row) }}`, { p, row: new Tuple([list]) })).toBe(
    '[1] 2,[1, 2] 2',
  )
})

test('a macro that draws or counts does so at each call', () => {
  const draws = `{% macro m(x) %}{{ [1, 2, 3, 4, 5, 6, 7, 8] | random }}{% endmacro %}${'{{ m(1) }}'.repeat(40)}`
  expect(new Set(render(draws, {})).size).toBeGreaterThan(3)
  const pops = '{% macro m(x) %}{{ x.pop() }}{% endmacro %}{% set l = [1, 2] %}{{ m(l) }}{{ m(l) }}'
  expect(render(pops, {})).toBe('21')
})

test('whatever came before, the text is that of a first call', () => {
  const values: Value[] = [
    1,
    true,
    float(1),
    '1',
    0,
    false,
    '',
    null,
    2n ** 70n,
    new Tuple([1]),
    new Tuple([true]),
    [1],
  ]
  const template = environment({ load: () => undefined, rng: rng(1) }).compile(
    '{% macro m(a, b) %}{{ a }}|{{ b | tojson }}|{{ a == b }}{% endmacro %}{{ m(a, b) }}',
  )
  fc.assert(
    fc.property(fc.constantFrom(...values), fc.constantFrom(...values), (a, b) => {
      expect(template.render({ a, b })).toBe(render('{{ a }}|{{ b | tojson }}|{{ a == b }}', { a, b }))
    }),
    { seed: 1, numRuns: 500 },
  )
})
