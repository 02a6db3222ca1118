import { describe, expect, it } from 'vitest'
import { rng } from '../../kernel/index.ts'
import { environment, type Limits } from '../index.ts'

const FILES: Readonly<Record<string, string>> = {
  self: '{% include "self" %}',
  import: '{% import "import" as i %}',
  extends: '{% extends "extends" %}',
}

function run(source: string, limits: Partial<Limits> = {}, context = {}): string {
  return environment({ load: (name) => FILES[name], rng: rng(1), limits })
    .compile(source)
    .render(context)
}

const tooMuch = expect.objectContaining({ code: 'E_TEMPLATE_LIMIT' })

describe('limits', () => {
  it.each([
    ['brackets', `{{ ${'('.repeat(5000)}1${')'.repeat(5000)} }}`],
    ['lists', `{{ ${'['.repeat(5000)}${']'.repeat(5000)} }}`],
    ['dicts', `{{ ${'{1:'.repeat(5000)}1${'}'.repeat(5000)} }}`],
    ['signs', `{{ ${'-'.repeat(5000)}1 }}`],
    ['not', `{{ ${'not '.repeat(5000)}1 }}`],
    ['else', `{{ ${'1 if x else '.repeat(5000)}1 }}`],
    ['blocks', `${'{% if x %}'.repeat(5000)}${'{% endif %}'.repeat(5000)}`],
    ['loops', `${'{% for i in x %}'.repeat(5000)}${'{% endfor %}'.repeat(5000)}`],
    ['subscripts', `{{ ${'x['.repeat(5000)}1${']'.repeat(5000)} }}`],
    ['arguments', `{{ ${'x('.repeat(5000)}1${')'.repeat(5000)} }}`],
    // Each has a constant of its own, which takes room on the stack.
    ['expressions', '{{ x.y }}'.repeat(100_000)],
  ])('deep nesting: %s', (_, source) => {
    expect(() => run(source)).toThrow(tooMuch)
  })

  it.each([
    ['sum', `{{ ${'x + '.repeat(100_000)}1 }}`],
    ['filters', `{{ x${'|string'.repeat(100_000)} }}`],
    ['attributes', `{{ x${'.a'.repeat(100_000)} }}`],
    ['calls', `{{ x${'()'.repeat(100_000)} }}`],
    ['elifs', `{% if x %}${'{% elif x %}'.repeat(20_000)}{% endif %}`],
  ])('a very long chain either runs or is refused: %s', (_, source) => {
    try {
      run(source, {}, { x: 1 })
    } catch (error) {
      expect(error).toMatchObject({ code: expect.stringMatching(/^E_TEMPLATE_(LIMIT|RENDER)$/) })
    }
  })

  it.each([
    '{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}',
    '{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}',
    '{% macro m() %}{% call m() %}{{ caller() }}{% endcall %}{% endmacro %}{{ m() }}',
    '{% macro m(l) %}{{ l|map("string")|join ~ m(l) }}{% endmacro %}{{ m([1]) }}',
    '{% block b %}{{ self.b() }}{% endblock %}',
    '{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}',
    '{% include "self" %}',
    '{% import "import" as i %}',
    '{% extends "extends" %}',
  ])('endless recursion: %s', (source) => {
    expect(() => run(source)).toThrow(tooMuch)
    // However deep it is said it may go, the stack of JavaScript sets an end.
    expect(() => run(source, { depth: 1_000_000 })).toThrow(tooMuch)
  })

  it('the rounds of loops, all together', () => {
    const source = '{% for i in range(n) %}{% for j in range(n) %}{% endfor %}{% endfor %}'
    expect(run(source, { iterations: 110 }, { n: 10 })).toBe('')
    expect(() => run(source, { iterations: 109 }, { n: 10 })).toThrow(tooMuch)
    expect(() => run('{% for i in range(10 ** 12) %}{% endfor %}', { iterations: 1000 })).toThrow(tooMuch)
    expect(() => run('{% for i in l %}{% do l.append(i) %}{% endfor %}', {}, { l: [1] })).toThrow(tooMuch)
    expect(() => run('{% for i in range(10 ** 12) %}{{ loop.last }}{% endfor %}', { iterations: 9 })).toThrow(
      tooMuch,
    )
  })

  it('are counted anew for each render', () => {
    const template = environment({ load: () => undefined, rng: rng(1), limits: { iterations: 10 } }).compile(
      '{% for i in range(10) %}{% endfor %}',
    )
    for (let i = 0; i < 5; i++) expect(template.render({})).toBe('')
  })

  it('the length of the text', () => {
    const source = '{% for i in range(100) %}{{ "x" * 100 }}{% endfor %}'
    expect(run(source, { output: 10_000 })).toHaveLength(10_000)
    expect(() => run(source, { output: 9_999 })).toThrow(tooMuch)
    expect(() => run('{{ "x" * 100 }}', { output: 99 })).toThrow(tooMuch)
    expect(() => run('{% macro m() %}{{ "x" * 100 }}{% endmacro %}{{ m() }}', { output: 99 })).toThrow(
      tooMuch,
    )
  })

  it('what grows out of all bounds without a loop of text', () => {
    expect(() =>
      run(
        '{% set ns = namespace(s="x" * 1000) %}{% for i in range(60) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}',
      ),
    ).toThrow(tooMuch)
    expect(() => run('{{ "x" * 10 ** 12 }}')).toThrow(tooMuch)
    expect(() => run('{{ [1] * 10 ** 12 }}')).toThrow(tooMuch)
  })
})
