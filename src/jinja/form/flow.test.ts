import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rng } from '../../kernel/index.ts'
import { CALLS } from '../differential/cases/calls.ts'
import { INHERITANCE } from '../differential/cases/inheritance.ts'
import { SCOPING } from '../differential/cases/scoping.ts'
import { SETTINGS } from '../differential/cases/settings.ts'
import { STATEMENTS } from '../differential/cases/statements.ts'
import { decode } from '../differential/spec.ts'
import { type Environment, environment, fromHost, type Value } from '../index.ts'
import { follow } from './follow.ts'
import { END, START } from './place.ts'

const CASES = [...CALLS, ...INHERITANCE, ...SCOPING, ...SETTINGS, ...STATEMENTS]

/** The canonical form of a JSON text, by a way of its own. */
function spaced(text: string): string {
  return text.replace(/("(?:[^"\\]|\\.)*")|[ \t\n\r]+|([,:])/g, (_, string, mark) => {
    return string ?? (mark === undefined ? '' : `${mark} `)
  })
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

type Files = Readonly<Record<string, string>>

function open(files: Files, form?: 'json'): Environment {
  return environment({ load: (name) => files[name], rng: rng(1), form })
}

/** Renders with and without a form; both must tell the same. Gives whether the form was reached. */
function formed(
  template: string,
  context: Readonly<Record<string, unknown>> = {},
  files: Files = {},
): boolean {
  const values: Record<string, Value> = {}
  for (const [name, value] of Object.entries(context)) values[name] = fromHost(value)
  const all = { ...files, main: template }
  const raw = open(all).template('main').render(values)
  const env = open(all, 'json')
  const compiled = env.template('main')
  // Twice, as literals remember where they stood.
  for (let round = 0; round < 2; round++) {
    const text = compiled.render(values)
    expect(text).toBe(env.isFormed ? spaced(raw) : raw)
    if (env.isFormed) expect(isJson(raw)).toBe(true)
  }
  return env.isFormed
}

const BLANKS = fc.stringMatching(/^[ \t\n\r]{0,3}$/)

/** A JSON text with blanks wherever they may be. */
const JSON_TEXT = fc
  .tuple(fc.json({ maxDepth: 4 }), fc.array(BLANKS, { minLength: 1 }))
  .map(([json, blanks]) => {
    let next = 0
    return json.replace(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g, (token) => {
      return blanks[next++ % blanks.length]! + token + blanks[next++ % blanks.length]!
    })
  })

/** Cut into pieces at some places. */
function cut(text: string, at: readonly number[]): string[] {
  const places = [...new Set(at.map((share) => Math.floor(share * text.length)))].sort((a, b) => a - b)
  return [0, ...places].map((start, i) => text.slice(start, places[i]))
}

const CUTS = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 })
/** What a text ends with that is cut within a number, a word or an escape. */
const OPEN_TOKEN = /[-+.\w\\]$/

test('pieces of a JSON text give its form together, wherever it is cut but within a token', () => {
  let followed = 0
  fc.assert(
    fc.property(JSON_TEXT, CUTS, (text, cuts) => {
      let place = START
      let out = ''
      let read = ''
      for (const piece of cut(text, cuts)) {
        const next = follow(place, piece)
        if (next === undefined) {
          expect([read, read + piece].some((before) => OPEN_TOKEN.test(before))).toBe(true)
          return
        }
        out += next.text
        read += piece
        place = next.place
      }
      followed++
      expect(place).toBe(END)
      expect(out).toBe(spaced(text))
    }),
    { seed: 1, numRuns: 500 },
  )
  expect(followed).toBeGreaterThan(300)
})

test('a text that is followed to its end is JSON', () => {
  const near = fc
    .tuple(
      JSON_TEXT,
      fc.nat(),
      fc.constantFrom('', ',', ':', '"', '\\', '{', ']', '1', '-', '.', 'e', 'null', '\n', '\u0001'),
    )
    .map(([text, at, mark]) => {
      const place = at % (text.length + 1)
      return text.slice(0, place) + mark + text.slice(place + (at % 3))
    })
  fc.assert(
    fc.property(near, CUTS, (text, cuts) => {
      let place = START
      for (const piece of cut(text, cuts)) {
        const next = follow(place, piece)
        if (next === undefined) return
        place = next.place
      }
      expect(place === END).toBe(isJson(text))
    }),
    { seed: 1, numRuns: 1000 },
  )
})

test('templates of pieces of JSON, some of them values', () => {
  let reached = 0
  fc.assert(
    fc.property(
      JSON_TEXT,
      CUTS,
      fc.array(fc.constantFrom('literal', 'value', 'macro', 'set', 'caller')),
      (text, cuts, ways) => {
        const context: Record<string, string> = {}
        const template = cut(text, cuts).map((piece, i) => {
          context[`p${i}`] = piece
          switch (ways[i % Math.max(1, ways.length)]) {
            case 'value':
              return `{{ p${i} }}`
            case 'macro':
              return `{% macro m${i}() %}{{ p${i} }}{% endmacro %}{{ m${i}() }}`
            case 'set':
              return `{% set s %}{{ p${i} }}{% endset %}{{ s }}`
            case 'caller':
              return `{% macro c${i}() %}{{ caller() }}{% endmacro %}{% call c${i}() %}{{ p${i} }}{% endcall %}`
            default:
              return `{% raw %}${piece}{% endraw %}`
          }
        })
        if (formed(template.join(''), context)) reached++
      },
    ),
    { seed: 1, numRuns: 200 },
  )
  expect(reached).toBeGreaterThan(100)
})

const EVENT = {
  n: 5,
  f: 0.5,
  whole: 1e300,
  t: 'plain',
  q: 'a "quote"',
  w: 'C:\\x',
  l: ['a', '<'],
  d: { b: 1, a: null },
  nan: Number.NaN,
}

describe('values', () => {
  test.each([
    ['{ "a": {{ n }}, "b": "{{ t }}" }', true],
    ['{"a": {{ f }}, "b": {{ whole }}, "c": -{{ n }}}', false],
    ['{"a": "{{ n }}", "{{ t }}": [{{ n }},{{ n }}]}', true],
    ['{"a": "{{ q }}"}', false],
    ['{"a": "{{ w }}"}', false],
    ['{"a": {{ q | tojson }}, "b": {{ l | tojson }}, "c": {{ d|tojson }}, "d": {{ w|tojson }} }', true],
    ['{"a": {{ {"z": n, "y": t, "x": {"k": [q, {"j": f}]}, "y": d} | tojson }}}', true],
    ['{"a": "{{ {"z": n} | tojson }}"}', false],
    ['{"a": "{{ "yes" if n == 5 else "no" }}", {{ \'"b": 1\' if n else \'"c": 2\' }}}', true],
    ['{"a": {{ 1 if n == 4 else none if t else 2.5 }}, "b": {{ ("<" if t else none) | tojson }}}', false],
    ['{"a": {{ 1 if n == 5 else 2.5 if t else none }}, "b": {{ ("<" if t else none) | tojson }}}', true],
    [
      '{"a": {{ {"z": "y\\"" if n == 5 else nan, "x": true if q else "<", "w": "" if n else 1} | tojson }}}',
      true,
    ],
    ['{"a": {{ {"z": ("1" if n == 5 else 2) ~ "s", "x": (none if q) } | tojson | upper }}}', false],
    ['{"a": "{{ "\\"" if n else "b" }}"}', false],
    ['{"a": {{ nan | tojson }}}', false],
    ['{"a": {{ [nan, {"x": nan}] | tojson }}}', false],
    ['{"a": {{ {"x": nan} | tojson }}}', false],
    ['{"NaN": {{ ["NaN"] | tojson }}}', true],
    ['{"a": {{ d | tojson(indent=2) }}}', true],
    ['{{ n }}{{ n }}', false],
    ['{{ n }} ', true],
    ['{"a": {{ true }}}', false],
    ['{"a": {{ true | tojson }}, "b": {{ none | tojson }}}', true],
    ['', false],
    ['plain {{ t }}', false],
    ['{"a": 1} {"b": 2}', false],
    ['{"a": "{{ t }}{{ n }}\\u00{{ n }}5"}', false],
    [
      '{"a": {% if n > 3 %}1{% else %}2{% endif %}, "b": [{% for x in l %}"{{ x }}"{% if not loop.last %}, {% endif %}{% endfor %}]}',
      true,
    ],
  ])('%s', (template, expected) => expect(formed(template, EVENT)).toBe(expected))
})

describe('templates in templates', () => {
  const files = {
    lib: '{% macro m(x) %}"m": "{{ x }}",{% endmacro %}{% macro loud(x) %}{{ x | upper }}{% endmacro %}{% macro obj(x) %}{ "x": {{ x }} }{% endmacro %}',
    part: '"p": {{ n }},  "q": [ 1 ,2 ],',
    base: '{ {% block head %}"h": 1,{% endblock %} {% block body scoped %}{% endblock %} }',
    ends: '}',
  }
  test.each([
    ['{ {% from "lib" import m %}{{ m(t) }} "b": 1 }', true],
    ['{ {% import "lib" as lib %}{{ lib.m(t) }} "b": "{{ lib.loud(t) }}" }', true],
    ['{ {% from "lib" import m %}{{ m(x=t) }} "b": 1 }', true],
    ['{% from "lib" import obj %}[{{ obj(n) }}, {{ obj(obj(n)) }}]', true],
    [
      '{% from "lib" import obj %}{% set o = obj(n) %}{ "a": {{ o | tojson }}, "b": "{{ obj(1) | length }}" }',
      true,
    ],
    ['{% from "lib" import obj %}{"a": "{{ "<" ~ obj(t) ~ ">" }}"}', false],
    ['{ {% include "part" %} "b": 1 }', true],
    ['{ {% include "part" without context %} "b": 1 }', false],
    ['{% extends "base" %}{% block body %}"b": "{{ t }}"{% endblock %}', true],
    ['{% extends "base" %}{% block body %}"b": {{ self.head() | tojson }}{% endblock %}', true],
    [
      '{% extends "base" %}{% block head %}{{ super() }} "z": 1, {% endblock %}{% block body %}"b": 2{% endblock %}',
      true,
    ],
    ['{% set s %} {"a": 1 } {% endset %}[ {{ s }} ]', true],
    ['[{% filter upper %} "a" {% endfilter %}]', true],
    [
      '[{% for x in [[1], [2, [3]]] recursive %}{% if x is iterable %}[{{ loop(x) }}]{% else %}{{ x }}{% endif %}{% if not loop.last %}, {% endif %}{% endfor %}]',
      true,
    ],
    ['{% autoescape true %}{"a": "{{ t }}"}{% endautoescape %}', false],
    ['{% macro w() %}{{ "[" }}{{ caller() }}]{% endmacro %}{% call w() %} 1 {% endcall %}', true],
    ['{% macro r(k) %}{% if k %}[ {{ r(k - 1) }} ]{% else %}[]{% endif %}{% endmacro %}{{ r(5) }}', true],
    ['{% macro r(k) %}{% if k %}[ {{ r(k - 1) }} ]{% else %}[]{% endif %}{% endmacro %}{{ r(80) }}', false],
  ])('%s', (template, expected) => expect(formed(template, EVENT, files)).toBe(expected))
})

test('an error in one render leaves nothing behind', () => {
  const main = '{% macro m(n) %}{{ 1 // n }}{% endmacro %}{ "a": "{{ t }}", "b": "{{ m(n) }}" }'
  const env = open({ main }, 'json')
  const template = env.template('main')
  expect(() => template.render({ n: 0, t: 'x' })).toThrow('ZeroDivisionError')
  expect(template.render({ n: 1, t: 'x' })).toBe('{"a": "x", "b": "1"}')
  expect(env.isFormed).toBe(true)
})

test('whatever Jinja can do, a form changes nothing but blanks of JSON', () => {
  for (const { template, context, templates, syntax, undefined: kind } of CASES) {
    const all: Files = { ...templates, main: template }
    const render = (form?: 'json'): string => {
      const env = environment({
        ...syntax,
        ...{ load: (name) => all[name], globals: { g: 7 }, rng: rng(1), undefined: kind, form },
      })
      try {
        const values = Object.entries(context).map(([name, spec]) => [name, decode(spec)])
        const text = env.template('main').render(Object.fromEntries(values))
        return env.isFormed ? `formed ${text}` : text
      } catch (error) {
        return `error ${(error as Error).message}`
      }
    }
    const raw = render()
    const text = render('json')
    expect(text).toBe(text.startsWith('formed ') ? `formed ${spaced(raw)}` : raw)
  }
})
