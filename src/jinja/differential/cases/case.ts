import type { Case } from '../oracle.ts'
import { dict, int, real, type Spec, thing, tuple } from '../spec.ts'

/** The variables that every case has. */
const VARIABLES: Readonly<Record<string, Spec>> = {
  x: int(5),
  y: int(-3),
  big: int(2n ** 70n),
  f: real(2.5),
  whole: real(4),
  s: 'hello',
  empty: '',
  html: '<b>&"q"</b>',
  safe: { markup: '<i>ok</i>' },
  yes: true,
  no: false,
  nothing: null,
  l: [int(3), int(1), int(2)],
  none_in: [int(1), null, 'a'],
  words: ['beta', 'Alpha', 'gamma'],
  pairs: [tuple('a', int(1)), tuple('b', int(2))],
  d: dict(['one', int(1)], ['two', int(2)], ['items', 'hidden']),
  mixed: dict([int(1), 'int'], [null, 'none'], [tuple(int(1), int(2)), 'tuple'], ['k', real(1)]),
  t: tuple(int(1), 'b', real(2)),
  one: tuple(int(1)),
  users: [
    dict(['name', 'Ann'], ['age', int(31)], ['admin', true]),
    dict(['name', 'bob'], ['age', int(22)], ['admin', false]),
    dict(['name', 'Cy'], ['age', int(22)], ['admin', false]),
  ],
  thing: thing({ name: 'T', size: int(4), inner: thing({ deep: 'yes' }) }),
  tree: [
    dict(
      ['n', 'a'],
      [
        'kids',
        [dict(['n', 'b'], ['kids', []]), dict(['n', 'c'], ['kids', [dict(['n', 'd'], ['kids', []])]])],
      ],
    ),
    dict(['n', 'e'], ['kids', []]),
  ],
  uni: 'naïve 😀 Straße',
}

interface CaseOptions {
  readonly context?: Readonly<Record<string, Spec>>
  readonly templates?: Readonly<Record<string, string>>
  readonly undefined?: Case['undefined']
  readonly syntax?: Case['syntax']
}

export function make(template: string, options: CaseOptions = {}): Case {
  return {
    template,
    context: { ...VARIABLES, ...options.context },
    templates: options.templates ?? {},
    undefined: options.undefined ?? 'default',
    syntax: options.syntax ?? {},
  }
}

/** One case a line: for short expressions, each printed. */
export function expressions(text: string, options: CaseOptions = {}): Case[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => make(`{{ ${line} }}`, options))
}

/** One case a line, as it stands. */
export function templates(text: string, options: CaseOptions = {}): Case[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => make(line, options))
}
