import { expect, test } from 'vitest'
import { rng } from '../../../kernel/index.ts'
import { environment } from '../../index.ts'

const FILES: Readonly<Record<string, string>> = {
  lib: "{% set own = 'o' %}{% macro m() %}{{ x }}{{ y }}{{ own }}{% endmacro %}",
  main: "{% set y = given %}{% import 'lib' as lib with context %}{{ lib.m() }}",
  loop: "{% for x in [1, 1, 2] %}{% from 'lib' import m with context %}{{ m() }},{% endfor %}",
  kept: "{% import 'lib' as one with context %}{% set x = 7 %}{% import 'lib' as two with context %}{{ one.m() }}{{ two.m() }}",
}
const env = environment({ load: (name) => FILES[name], rng: rng(1), globals: { y: 'g' } })

test('macros imported with context see the variables of each import', () => {
  const main = env.template('main')
  const texts = [
    main.render({ x: 1, given: 2 }),
    main.render({ x: 1, given: 3 }),
    main.render({ given: 3 }),
    main.render({ x: 1, given: 2 }),
  ]
  expect(texts).toEqual(['12o', '13o', '3o', '12o'])
  expect(env.template('loop').render({})).toBe('1go,1go,2go,')
})

test('a module that was given before stays what it was', () => {
  expect(env.template('kept').render({ x: 6 })).toBe('6go7go')
})

test('templates with globals of their own have modules of their own', () => {
  const templates = [env.template('loop', { y: 'a' }), env.template('loop', { y: 'b' })]
  expect([...templates, ...templates].map((each) => each.render({}))).toEqual([
    ...['1ao,1ao,2ao,', '1bo,1bo,2bo,'],
    ...['1ao,1ao,2ao,', '1bo,1bo,2bo,'],
  ])
})
