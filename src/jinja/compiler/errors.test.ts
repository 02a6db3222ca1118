import { describe, expect, it } from 'vitest'
import { LoomError, rng } from '../../kernel/index.ts'
import { environment } from '../index.ts'
import { Namespace } from '../modules/native.ts'

const FILES: Readonly<Record<string, string>> = {
  lib: '{% macro deep(n) %}\n  {{ 1 / n }}\n{% endmacro %}',
  middle: 'top\n{% from "lib" import deep %}{{ deep(x) }}',
  broken: 'fine\n{% if x %}',
  base: '{% block a %}{% endblock %}',
}

function failure(source: string, context = {}): LoomError {
  const env = environment({ load: (name) => FILES[name], rng: rng(1) })
  try {
    env.compile(source, 'main').render(context)
  } catch (error) {
    if (error instanceof LoomError) return error
    throw error
  }
  throw new Error(`it did not fail: ${source}`)
}

/** A module that has `a`, which has `b`. */
const lib = new Namespace('lib', { a: new Namespace('a', { b: 1, beta: 2 }) })

function compile(source: string): string {
  return environment({ load: () => undefined, rng: rng(1), globals: { lib } })
    .compile(source, 'main')
    .render({})
}

describe('members that are not there', () => {
  it.each([
    ['{{ lib.x() }}', 1, 7, "lib has no 'x'"],
    ["x\n{{ lib['a'].bet(1) }}", 2, 12, 'lib.a has no'],
    ['{% if false %}{{ lib.a.c.d }}{% endif %}', 1, 23, "lib.a has no 'c'"],
    ['{% macro m(x=lib.no()) %}{% endmacro %}', 1, 17, "lib has no 'no'"],
    ['{{ [lib.no.b] | first }}', 1, 8, "lib has no 'no'"],
    ["{{ lib.a }}{{ lib['a.no'].b }}", 1, 18, "lib has no 'a.no'"],
  ])('%s', (source, line, column, message) => {
    try {
      compile(source)
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({ code: 'E_TEMPLATE_NAME', at: { file: 'main', line, column } })
      expect((error as LoomError).message).toContain(message)
    }
  })

  it('say what is near, or what there is', () => {
    expect(() => compile('{{ lib.a.bet(1) }}')).toThrow(
      expect.objectContaining({ hint: 'did you mean "beta"?' }),
    )
    expect(() => compile('{{ lib.nothing.x }}')).toThrow(expect.objectContaining({ hint: 'there are a' }))
  })

  it.each([
    ['{{ lib.x is defined }}', 'False'],
    ['{{ lib.x is undefined }}{{ lib.x | default(3) }}{{ lib.a.c | d(4) }}', 'True34'],
    ['{% if lib.x %}{{ lib.x.y() }}{% else %}none{% endif %}', 'none'],
    ['{{ lib.x or 5 }}{{ lib.x if lib.x else 3 }}{{ lib.x is none }}', '53False'],
    ['{% set x = lib.x %}{{ x is defined }}{{ lib.x | upper }}{{ lib.x }}', 'False'],
    ['{% if lib.x is defined %}{{ lib.x.y }}{% endif %}', ''],
    ['{% set lib = {"x": 1} %}{{ lib.x }}', '1'],
    ['{% for lib in [{"x": 1}] %}{{ lib.x }}{% endfor %}', '1'],
    ['{% macro m(lib) %}{{ lib.x }}{% endmacro %}{{ m({"x": 1}) }}', '1'],
    ['{{ lib.a.b }}{{ lib["a"].beta }}', '12'],
    ['{{ lib.a.b.nothing }}', ''],
  ])('are passed over in %s', (source, text) => {
    expect(compile(source)).toBe(text)
  })
})

describe('errors while reading', () => {
  it.each([
    ['{{ a b }}', 1, 6, "expected token 'end of print statement', got 'b'"],
    ['x\n  {{ 1 + }}', 2, 10, "unexpected 'end of print statement'"],
    ['{% for x of y %}', 1, 10, "expected token 'in', got 'of'"],
    ['{% if a %}\n{% for b in c %}\n{% endif %}', 3, 4, 'nesting mistake'],
    ['{% if a %}', 1, 11, "Looked for 'elif' or 'else' or 'endif'"],
    ['{% nope %}', 1, 4, "unknown tag 'nope'"],
    ['a {# b', 1, 3, 'Missing end of comment tag'],
    ['{% raw %} b', 1, 1, 'Missing end of raw directive'],
    ['{{ "a\\xZ" }}', 1, 6, 'truncated \\xXX escape'],
    ['{{ "\\N{BULLET}" }}', 1, 5, 'write \\uXXXX'],
    ['{{ a ? b }}', 1, 6, "unexpected char '?'"],
    ['{{ (a] }}', 1, 6, "unexpected ']', expected ')'"],
    ['{{ x|nope }}', 1, 6, "No filter named 'nope'."],
    ['{{ x is nope }}', 1, 9, "No test named 'nope'."],
    ['{% break %}', 1, 4, "'break' outside loop"],
    ['{% set true = 1 %}', 1, 8, "can't assign to 'const'"],
    ['{% block a %}{% endblock %}{% block a %}{% endblock %}', 1, 31, "block 'a' defined twice"],
  ])('%s', (source, line, column, message) => {
    const error = failure(source)
    expect(error).toMatchObject({ code: 'E_TEMPLATE_SYNTAX', at: { file: 'main', line, column } })
    expect(error.message).toContain(message)
  })

  it('shows the line with a caret', () => {
    expect(failure('a\n\t{{ x y }}\nb').message).toBe(
      "expected token 'end of print statement', got 'y'\n   {{ x y }}\n        ^",
    )
  })

  it('cuts a long line around the place', () => {
    const [, line, caret] = failure(`${'a'.repeat(300)}{{ x y }}${'b'.repeat(300)}`).message.split('\n')
    expect(line).toHaveLength(102)
    expect(line![caret!.indexOf('^')]).toBe('y')
  })
})

describe('errors while running', () => {
  it.each([
    ['a\n  {{ x + "b" }}', 2, 8, 'TypeError: unsupported operand'],
    ['{{ missing.a }}', 1, 11, "UndefinedError: 'missing' is undefined"],
    ['{{ x }}{{ a[0]\n  .b.c }}', 2, 5, "UndefinedError: 'int object' has no attribute 'b'"],
    ['{{ x|upper\n|list|map("nope")|list }}', 2, 19, 'TemplateRuntimeError'],
    ['{% for a, b in [1] %}{% endfor %}', 1, 8, 'TypeError: cannot unpack non-iterable int object'],
    ['{% if x < "a" %}{% endif %}', 1, 9, "TypeError: '<' not supported"],
    ['{% set y = x() %}', 1, 13, "TypeError: 'int' object is not callable"],
    ['{{ f(1)(2) }}', 1, 5, "UndefinedError: 'f' is undefined"],
    ['{% extends "base" %}{% block a %}{{ 1 // 0 }}{% endblock %}', 1, 39, 'ZeroDivisionError'],
  ])('%s', (source, line, column, message) => {
    const error = failure(source, { x: 5, a: [1] })
    expect(error).toMatchObject({ code: 'E_TEMPLATE_RENDER', at: { file: 'main', line, column } })
    expect(error.message).toContain(message)
  })

  it('tell the way through macros, imports and includes', () => {
    const error = failure('{% for i in [1] %}\n{% include "middle" %}{% endfor %}', { x: 0 })
    expect(error.at).toEqual({ file: 'lib', line: 2, column: 8 })
    expect(error.message).toBe(
      [
        'ZeroDivisionError: division by zero',
        '    {{ 1 / n }}',
        '         ^',
        "  in macro 'deep', used at middle:2:36",
        '  used at main:2:4',
      ].join('\n'),
    )
  })

  it('say which template is missing, and where it was wanted', () => {
    const error = failure('a\n{% include "gone" %}')
    expect(error).toMatchObject({ code: 'E_TEMPLATE_NOT_FOUND', at: { file: 'main', line: 2, column: 4 } })
    expect(error.message).toContain("there is no template 'gone'")
  })

  it('of a template that does not compile stand in that template and tell the way', () => {
    const error = failure('a {% include "broken" %}')
    expect(error).toMatchObject({ code: 'E_TEMPLATE_SYNTAX', at: { file: 'broken', line: 2 } })
    expect(error.message).toMatch(/used at main:1:6$/)
  })

  it('leave the template usable', () => {
    const env = environment({ load: () => undefined, rng: rng(1) })
    const template = env.compile('{% macro m() %}{{ 1 / x }}{% endmacro %}{{ m() }}')
    for (let i = 0; i < 500; i++) expect(() => template.render({ x: 0 })).toThrow(LoomError)
    expect(template.render({ x: 2 })).toBe('0.5')
  })
})
