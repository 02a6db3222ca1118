import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LoomError, rng } from '../../kernel/index.ts'
import { Dict, environment, fromHost, Tuple, type Value } from '../index.ts'

declare global {
  var pwned: unknown
}

const FILES: Readonly<Record<string, string>> = {
  lib: '{% macro m(a) %}{{ a }}{% endmacro %}{% set v = 1 %}',
}

const CONTEXT: Readonly<Record<string, Value>> = {
  s: 'text',
  l: [1, 'a'],
  d: new Dict([['k', 1]]),
  t: new Tuple([1]),
  f: (...args) => args.length,
  o: fromHost({ a: { b: 1 } }),
}

const env = environment({
  load: (name) => (Object.hasOwn(FILES, name) ? FILES[name] : undefined),
  rng: rng(1),
  limits: { iterations: 10_000 },
})

/** The text, or the code of the error if it is one of ours; anything else is thrown on and fails the test. */
function attempt(source: string): string {
  try {
    return env.compile(source).render(CONTEXT)
  } catch (error) {
    if (error instanceof LoomError && error.code.startsWith('E_TEMPLATE_')) return error.code
    throw error
  }
}

const HOLDERS = 's l d t f o 1 1.5 none true "a" [] {} () range dict m lib lib.m'.split(' ')
const INSIDES = (
  'constructor __proto__ prototype __class__ __mro__ __subclasses__ __globals__ __init__ ' +
  'callee apply call bind toString valueOf __defineGetter__ hasOwnProperty then run ' +
  'shape entries typeName getAttr iterate'
).split(' ')
const SETUP = '{% import "lib" as lib %}{% macro m() %}{% endmacro %}'

describe('a template reaches nothing but its values', () => {
  it.each(HOLDERS)('through properties of %s', (holder) => {
    const ways = INSIDES.flatMap((name) => [`.${name}`, `["${name}"]`, `|attr("${name}")`])
    const shown = attempt(`${SETUP}${ways.map((way) => `{{ (${holder})${way} is defined }}`).join(',')}`)
    expect(shown.split(',').map((found, i) => [ways[i], found])).toEqual(ways.map((way) => [way, 'False']))
  })

  it.each([
    '{{ process }}{{ globalThis }}{{ require }}{{ module }}{{ Function }}{{ eval }}{{ this }}{{ arguments }}{{ window }}',
    '{{ $str }}',
    '{{ s.constructor.constructor("return process")() }}',
    '{{ [].constructor.constructor("globalThis.pwned = 1")() }}',
    '{{ f.constructor("globalThis.pwned = 1")() }}',
    '{{ range.constructor("globalThis.pwned = 1")() }}',
    '{{ l|map("constructor")|list }}{{ l|map(attribute="constructor.constructor")|list }}',
    '{{ [s]|map(attribute="constructor")|first }}',
    '{{ l|groupby("constructor") }}{{ l|sum(attribute="__proto__.x") }}',
    '{{ "{0.constructor.constructor}".format(s) }}{{ "{0.__class__}".format(s) }}{{ "%s"|format(f) }}',
    '{% set __proto__ = {"polluted": 1} %}{{ __proto__.polluted }}{{ {}.polluted }}',
    '{% set ns = namespace(__proto__=1, constructor=2) %}{% set ns.__proto__ = {"polluted": 1} %}{{ ns.polluted }}{{ {}.polluted }}',
    '{% set d = dict(__proto__=dict(polluted=1)) %}{% do d.update({"__proto__": {"polluted": 1}}) %}{{ d.polluted }}',
    '{{ dict(**{"__proto__": 1, "constructor": 2}) }}',
    '{% macro constructor(__proto__) %}{{ __proto__ }}{% endmacro %}{{ constructor(1) }}{{ constructor.constructor }}',
    '{% macro m() %}{{ kwargs }}{{ kwargs.constructor }}{% endmacro %}{{ m(__proto__=1) }}',
    '{% block __proto__ %}{{ self.constructor }}{{ self.__proto__() }}{% endblock %}',
    '{% from "lib" import constructor, toString, v as prototype %}{{ constructor }}{{ toString }}',
    '{% include "__proto__" ignore missing %}{% include "constructor" ignore missing %}',
    '{% for constructor in l %}{{ constructor }}{{ loop.constructor }}{% endfor %}',
    '{% with toString = 1 %}{{ toString }}{% endwith %}{% filter upper %}{% set valueOf = 1 %}{% endfilter %}',
    '{{ s.__class__.__mro__[1].__subclasses__() }}',
    '{{ lipsum.__globals__ }}{{ cycler.__init__.__globals__.os.popen("id").read() }}',
    '{{ m.run }}{{ lib.text }}{{ loop }}{{ joiner().used }}',
  ])('%s', (source) => {
    attempt(source)
    expect(globalThis.pwned).toBeUndefined()
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect(attempt(source)).not.toMatch(/native code|function Function|\[object|=>/)
  })

  it('through text that pretends to be code', () => {
    const evil = [
      '"',
      "'",
      '`',
      '${globalThis.pwned=1}',
      '\\',
      '*/globalThis.pwned=1/*',
      '\u2028globalThis.pwned=1',
      '\n',
      '$(',
      '</script>',
      ');globalThis.pwned=1;(',
      '#',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...evil), { maxLength: 8 }), (parts) => {
        const text = parts.join('')
        expect(attempt(`${text}{{ s }}`)).toBe(`${text}text`)
        const literal = JSON.stringify(text).replaceAll('\u2028', '\\u2028')
        expect(attempt(`{{ ${literal} }}{{ d[${literal}] }}{{ {${literal}: 1}|length }}`)).toBe(`${text}1`)
        attempt(`{{ s|${text} }}{{ s.${text} }}{% set ${text} = 1 %}{% block ${text} %}{% endblock %}`)
        expect(globalThis.pwned).toBeUndefined()
      }),
      { numRuns: 200 },
    )
  })

  it('through names that are no names of JavaScript', () => {
    for (const name of [
      'class',
      'new',
      'await',
      'undefined',
      'NaN',
      'é',
      'ª',
      'ﬁ',
      '変数',
      '𝒳',
      'a\u0301',
      '_',
      '__',
      'let',
      'static',
    ]) {
      expect(
        attempt(
          `{% set ${name} = 1 %}{% macro m(${name}) %}{{ ${name} }}{% endmacro %}{{ ${name} }}{{ m(2) }}`,
        ),
      ).toBe('12')
    }
  })
})

describe('any text at all', () => {
  const pieces = fc.constantFrom(
    ...[
      '{{',
      '}}',
      '{%',
      '%}',
      '{#',
      '#}',
      '-',
      '+',
      ' ',
      '\n',
      'if',
      'else',
      'elif',
      'endif',
      'for',
      'in',
      'endfor',
      'set',
      'endset',
    ],
    ...[
      'macro',
      'endmacro',
      'call',
      'endcall',
      'filter',
      'endfilter',
      'block',
      'endblock',
      'extends',
      'include',
      'import',
      'from',
      'with',
    ],
    ...[
      'endwith',
      'raw',
      'endraw',
      'autoescape',
      'do',
      'break',
      'continue',
      'recursive',
      'x',
      's',
      'l',
      'd',
      'loop',
      'self',
      'super',
      'caller',
    ],
    ...[
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      '.',
      ',',
      ':',
      '|',
      '~',
      '*',
      '**',
      '/',
      '//',
      '%',
      '==',
      '!=',
      '<',
      '<=',
      '=',
      'is',
      'not',
      'and',
      'or',
    ],
    ...[
      '1',
      '2.5',
      '"a"',
      "'b'",
      '"',
      '\\',
      'upper',
      'length',
      'join',
      'defined',
      'none',
      'true',
      'range',
      '"lib"',
      'm',
      'as',
      'é',
      '😀',
      '\0',
    ],
  )

  it('is a template or a LoomError, never a crash', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        attempt(parts.join(' '))
        attempt(`{{ ${parts.join('')} }}`)
        attempt(`{% ${parts.join(' ')} %}`)
      }),
      { numRuns: 600 },
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (source) => void attempt(source)),
      {
        numRuns: 500,
      },
    )
  })

  it('without a tag comes out as it went in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        fc.pre(!/[{}\r]/.test(text))
        expect(attempt(`${text}.`)).toBe(`${text}.`)
      }),
    )
  })
})
