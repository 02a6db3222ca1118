import { describe, expect, it } from 'vitest'
import { LoomError, rng } from '../kernel/index.ts'
import { Dict, type EnvironmentOptions, environment, Host, PythonError, type Value } from './index.ts'

function make(files: Readonly<Record<string, string>> = {}, options: Partial<EnvironmentOptions> = {}) {
  const asked: string[] = []
  const env = environment({
    load(name) {
      asked.push(name)
      return Object.hasOwn(files, name) ? files[name] : undefined
    },
    rng: rng(1),
    ...options,
  })
  return { env, asked }
}

const render = (
  source: string,
  context: Record<string, Value> = {},
  options: Partial<EnvironmentOptions> = {},
) => make({}, options).env.compile(source).render(context)

describe('environment', () => {
  it('renders text with variables', () => {
    expect(render('Hello {{ name }}, {{ n + 1 }}!', { name: 'World', n: 41 })).toBe('Hello World, 42!')
  })

  it('loads each template once, under one name', () => {
    const { env, asked } = make({
      'a/b': '{% include "c" %}{% include "./c" %}{% include "x//../c" ignore missing %}',
      c: 'C',
    })
    expect(env.template('a/b').render({})).toBe('CC')
    expect(env.template('./a//b', {}).render({})).toBe('CC')
    expect(asked).toEqual(['a/b', 'c'])
  })

  it.each(['../up', '/etc/passwd', 'a/../../b', '', '.', 'a\\..\\b', 'a\0b'])('never asks for %j', (name) => {
    const { env, asked } = make()
    expect(() => env.template(name)).toThrow(expect.objectContaining({ code: 'E_TEMPLATE_NOT_FOUND' }))
    expect(asked).toEqual([])
  })

  it('knows Jinja’s globals, its own, and those given', () => {
    const context = { globals: { own: 'G', range: 'shadowed' } }
    expect(render('{{ own }}{{ range }}{{ dict(a=1) }}', {}, context)).toBe("Gshadowed{'a': 1}")
    expect(render('{{ own }}', { own: 'context' }, context)).toBe('context')
    expect(render('{{ lipsum(n=2, html=false)|wordcount > 30 }}')).toBe('True')
    expect(render('{{ lipsum(1, min=5, max=6) }}')).toMatch(/^<p>[A-Z]\w+,?( \w+[,.]?){4}<\/p>$/)
  })

  it('adds and replaces filters and tests', () => {
    const options: Partial<EnvironmentOptions> = {
      filters: { shout: (_, value) => `${value}!`, upper: () => 'replaced' },
      tests: { big: (_, value) => Number(value) > 9, defined: () => false },
    }
    expect(render('{{ "a"|shout|upper }}{{ 10 is big }}{{ 10 is defined }}', {}, options)).toBe(
      'replacedTrueFalse',
    )
  })

  it('draws from its stream only, so that the same seed gives the same text', () => {
    const source = '{{ range(1000)|random }}{{ lipsum(1) }}'
    const once = render(source, {}, { rng: rng(7) })
    expect(render(source, {}, { rng: rng(7) })).toBe(once)
    expect(render(source, {}, { rng: rng(8) })).not.toBe(once)
  })

  it('switches the extensions off', () => {
    const off = { extensions: { do: false, loopcontrols: false } }
    for (const source of ['{% do x %}', '{% for i in x %}{% break %}{% endfor %}']) {
      expect(() => render(source, {}, off)).toThrow(expect.objectContaining({ code: 'E_TEMPLATE_SYNTAX' }))
      expect(render(source, { x: 'a' })).toBe('')
    }
  })

  it('does not mistake what every object inherits for a variable', () => {
    expect(render('{{ toString }}{{ constructor }}{{ __proto__ }}{{ hasOwnProperty }}')).toBe('')
    expect(render('{{ toString }}', { toString: 'mine' } as never)).toBe('mine')
  })
})

describe('globals of one template', () => {
  const files = {
    main: '{% from "lib" import show %}{% import "deep" as deep %}{{ show() }}{{ deep.go() }}{{ locals }}',
    lib: '{% macro show() %}[{{ locals }}{{ given }}]{% endmacro %}',
    deep: '{% from "lib" import show %}{% macro go() %}{{ show() }}{% endmacro %}',
  }

  it('are visible in macros imported without context, each alias its own', () => {
    const { env, asked } = make(files)
    const a = env.template('main', { locals: 'A' })
    const b = env.template('main', { locals: 'B' })
    const c = env.template('main')
    expect(a.render({ given: 'no' })).toBe('[A][A]A')
    expect(b.render({})).toBe('[B][B]B')
    expect(c.render({})).toBe('[][]')
    expect(a.render({})).toBe('[A][A]A')
    expect(asked).toEqual(['main', 'lib', 'deep'])
  })
})

describe('modules', () => {
  const count = () => {
    let calls = 0
    return { tick: () => ++calls, calls: () => calls }
  }

  it('run once where nothing but the globals of the environment reaches them', () => {
    const counter = count()
    const { env } = make({ lib: '{% set x = tick() %}{% set y = x %}' }, { globals: { tick: counter.tick } })
    const template = env.compile('{% from "lib" import y %}{{ y }}')
    expect(template.render({}) + template.render({})).toBe('11')
    expect(counter.calls()).toBe(1)
  })

  it('run at every import where a template has globals of its own, unless they only define macros', () => {
    const counter = count()
    const files = {
      main: '{% from "lib" import y %}{{ y }}',
      lib: '{% set y = tick() %}',
      inert: '{% from "macros" import m, k %}{{ m is sameas before }}{{ k }}{{ keep(m) }}',
      macros: 'text {# comment #}{% set k = 5 %}{% macro m() %}m{% endmacro %}',
    }
    let kept: Value = null
    const keep = (value: unknown): Value => {
      kept = value as Value
      return ''
    }
    const { env } = make(files, { globals: { tick: counter.tick, keep } })
    const main = env.template('main', { locals: 1 })
    expect(main.render({}) + main.render({})).toBe('12')
    const inert = env.template('inert', { locals: 1 })
    expect(inert.render({ before: null })).toBe('False5')
    expect(inert.render({ before: kept })).toBe('True5')
  })

  it('with context run at every import', () => {
    const counter = count()
    const { env } = make({ lib: '{% set y = tick() %}' }, { globals: { tick: counter.tick } })
    const template = env.compile('{% from "lib" import y with context %}{{ y }}')
    expect(template.render({}) + template.render({})).toBe('12')
  })
})

describe('what a host function throws', () => {
  class Signal extends Error {}

  it.each([
    '{{ f() }}',
    '{% macro m() %}{{ f() }}{% endmacro %}{{ m() }}',
    '{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{% do f() %}{% endcall %}',
    '{% for i in [1] %}{% if f() %}{% endif %}{{ loop.index }}{% endfor %}',
    '{% for i in [1] if f() %}{{ loop.index }}{% endfor %}',
    '{% for i in [1] recursive %}{{ f() }}{% endfor %}',
    '{% block b %}{{ f() }}{% endblock %}',
    '{% set x %}{{ f() }}{% endset %}',
    '{% filter upper %}{{ f() }}{% endfilter %}',
    '{% include "signal" %}',
    '{% include "signal" ignore missing %}',
    '{% import "signal" as s with context %}',
    '{{ [1]|map("call_f")|list }}',
  ])('comes out of %s as it is', (source) => {
    for (const signal of [new Signal('stop'), new RangeError('mine'), new LoomError('E_MINE', 'mine')]) {
      const f = (): Value => {
        throw signal
      }
      const { env } = make({ signal: '{{ f() }}' }, { filters: { call_f: f } })
      const template = env.compile(source)
      let thrown: unknown
      try {
        template.render({ f })
      } catch (error) {
        thrown = error
      }
      expect(thrown).toBe(signal)
      expect(env.compile('{{ 1 }}').render({})).toBe('1')
    }
  })

  it('may be a Python error, which gets its place', () => {
    const f = (): Value => {
      throw new PythonError('ValueError', 'no such thing')
    }
    expect(() => render('\n {{ f() }}', { f })).toThrow(
      expect.objectContaining({
        code: 'E_TEMPLATE_RENDER',
        message: expect.stringContaining('ValueError: no such thing'),
      }),
    )
  })

  it('lets a host function render another template', () => {
    const { env } = make({ inner: '{% for i in l %}{{ i }}{% endfor %}' })
    const f = (): Value => env.template('inner').render({ l: [1, 2] })
    expect(env.compile('{% for i in [1, 2] %}<{{ f() }}>{% endfor %}').render({ f })).toBe('<12><12>')
  })
})

describe('values', () => {
  it('are handed through unchanged', () => {
    const list: Value[] = [1]
    const dict = new Dict([['a', 1]])
    const context = { list, dict }
    expect(render('{% do list.append(2) %}{% do dict.update(b=2) %}{{ list }}{{ dict }}', context)).toBe(
      "[1, 2]{'a': 1, 'b': 2}",
    )
    expect(list).toEqual([1, 2])
    expect(dict.get('b')).toBe(2)
  })

  it('may be objects of the host', () => {
    class Row extends Host {
      readonly typeName = 'Row'
      override getAttr(name: string): Value | undefined {
        return name === 'city' ? 'Berlin' : undefined
      }
    }
    expect(render('{{ r.city }}{{ r["city"] }}{{ r.nope }}{{ r.constructor }}', { r: new Row() })).toBe(
      'BerlinBerlin',
    )
  })
})
