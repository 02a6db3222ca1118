import { expect, test } from 'vitest'
import { LoomError, rng } from '../../../kernel/index.ts'
import { Dict, defineFunction, environment, type Value } from '../../index.ts'

const env = environment({ load: () => undefined, rng: rng(1) })
const macro = (parameters: string, body: string): Value => {
  const found: Value[] = []
  env.compile(`{% macro m(${parameters}) %}${body}{% endmacro %}{% do found.append(m) %}`).render({ found })
  return found[0]!
}

test('one place calls one callee after another, each with its arguments where they belong', () => {
  const template = env.compile('{{ f(1, c=3, b=2) }}')
  const callees: Value[] = [
    macro('a, b, c', '{{ a }}{{ b }}{{ c }}'),
    macro('c, b, a', '{{ c }}{{ b }}{{ a }}'),
    macro('a, c, b=9', '{{ a }}{{ c }}{{ b }}'),
    macro('a', '{{ a }}{{ kwargs }}'),
    defineFunction('f(a, b?, c?)', (a, b = null, c = null) => [a, b, c]),
    defineFunction('f(a, c, /, b?)', (a) => a),
  ]
  const texts = [...callees, ...callees].map((f) => {
    try {
      return template.render({ f })
    } catch (error) {
      return (error as LoomError).message.split('\n')[0]
    }
  })
  const first = [
    '123',
    "TypeError: macro 'm' takes no keyword argument 'c'",
    '132',
    "1{'c': 3, 'b': 2}",
    '[1, 2, 3]',
  ]
  expect(texts.slice(0, 6)).toEqual([...first, texts[5]])
  expect(texts[5]).toContain('TypeError')
  expect(texts.slice(6)).toEqual(texts.slice(0, 6))
})

test('a method and an item of that name are called in turn', () => {
  const template = env.compile("{{ x.get(key='a', b=1) }}")
  const named = new Dict([['get', macro('b, key', '{{ key }}{{ b }}')]])
  expect(() => template.render({ x: new Dict([['a', 1]]) })).toThrow(LoomError)
  expect(() => template.render({ x: named })).toThrow(LoomError)
  expect(env.compile("{{ x.split(sep='-', maxsplit=1) }}").render({ x: 'a-b-c' })).toBe("['a', 'b-c']")
})

test('the caller of a call block belongs behind the parameters', () => {
  const source =
    '{% macro m(a, b=2) %}{{ a }}{{ b }}{{ caller() if caller }}{% endmacro %}{% call m(b=1, a=0) %}x{% endcall %}|{{ m(a=5) }}'
  expect(env.compile(source).render({})).toBe('01x|52')
})
