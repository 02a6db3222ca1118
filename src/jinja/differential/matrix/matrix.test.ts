import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findPython } from '../../../../test/python.ts'
import { FILTERS } from '../../filters/index.ts'
import { TESTS } from '../../tests/index.ts'
import { type Answer, type Case, type Oracle, startOracle } from '../oracle.ts'
import { renderEach, sameKind } from '../ours.ts'
import type { Spec } from '../spec.ts'
import { DRAWN, FILTER_FORMS, TEST_FORMS } from './forms.ts'
import { ZOO } from './zoo.ts'

const python = findPython('jinja2')

/** The result as text, as Python writes it down, and whether it is safe. */
const shown = (expression: string): string =>
  `{% set r = ${expression} %}{{ r }}\n{{ r|pprint }}\n{{ r is escaped }} {{ r is string }} {{ r is float }}`

/** Tests have names that only `select` can call. */
function testOf([name, call]: readonly [string, string]): string {
  if (/^\w+$/.test(name)) return `{{ v is ${call} }}`
  return `{{ [v]|select("${name}", ${call.slice(name.length + 1, -1)})|list|length }}`
}

const FILTER_TEMPLATES = FILTER_FORMS.map(([, call]) => shown(`v|${call}`))

const SUITES: Readonly<Record<string, readonly Pick<Case, 'template' | 'undefined'>[]>> = {
  filters: FILTER_TEMPLATES.map((template) => ({ template, undefined: 'default' })),
  'filters under autoescape': FILTER_TEMPLATES.map((template) => ({
    template: `{% autoescape true %}${template}{% endautoescape %}`,
    undefined: 'default',
  })),
  'filters, strict': FILTER_TEMPLATES.map((template) => ({ template, undefined: 'strict' })),
  'filters, chainable': FILTER_TEMPLATES.map((template) => ({ template, undefined: 'chainable' })),
  tests: TEST_FORMS.map((form) => ({ template: testOf(form), undefined: 'default' })),
  'tests, strict': TEST_FORMS.map((form) => ({ template: testOf(form), undefined: 'strict' })),
}

it('every filter and every test is tried', () => {
  const tried = new Set([...FILTER_FORMS.map(([name]) => name), ...DRAWN])
  expect([...FILTERS.keys()].filter((name) => !tried.has(name))).toEqual([])
  const tests = new Set(TEST_FORMS.map(([name]) => name))
  expect([...TESTS.keys()].filter((name) => !tests.has(name))).toEqual([])
})

describe.skipIf(python === undefined)('the same as Jinja2, over all kinds of values', () => {
  let oracle: Oracle
  beforeAll(() => {
    oracle = startOracle(python!)
  })
  afterAll(() => oracle.close())

  it.each(Object.keys(SUITES))(
    '%s',
    async (name) => {
      // Undefined, then everything that is something: the settings of undefined matter to the first only.
      const values = name.includes(',') ? [undefined] : [undefined, ...ZOO]
      const questions = SUITES[name]!.map(
        (given): Case => ({ ...given, context: {}, templates: {}, syntax: {} }),
      )
      const old = releasesDiffer(await oracle.versions())
      const answers = await Promise.all(questions.map((question) => oracle.askEach(question, 'v', values)))
      const wrong = questions.flatMap((question, i) => {
        const ours = renderEach(question, 'v', values)
        return values.flatMap((value, k) => {
          const theirs = answers[i]![k]!
          if (!isComparable(theirs) || same(theirs, ours[k]!) || old(question.template, value)) return []
          return [{ template: question.template, value, theirs, ours: ours[k] }]
        })
      })
      expect(wrong).toEqual([])
    },
    600_000,
  )
})

/** Where releases of Jinja and MarkupSafe differ among themselves, we are as the newest of 3.1 are. */
function releasesDiffer(versions: { jinja2: string; markupsafe: string }) {
  // Markup's methods escaped what they look for; `int` let the overflow of infinity out.
  const escapes = versions.markupsafe.startsWith('2.')
  const overflows = /^3\.1\.[0-5]$/.test(versions.jinja2)
  return (template: string, value: Spec | undefined): boolean =>
    (escapes && /\|(trim|replace)\(/.test(template) && value !== undefined && isMarkup(value)) ||
    (overflows && /\|int\b/.test(template) && value === 'inf')
}

function isMarkup(value: Spec): boolean {
  return typeof value === 'object' && value !== null && 'markup' in value
}

/** Addresses differ at every run, and an AssertionError is a bug in Jinja itself. */
function isComparable(answer: Answer): boolean {
  return 'ok' in answer ? !/ at 0x/.test(answer.ok) : answer.error !== 'AssertionError'
}

function same(theirs: Answer, ours: Answer): boolean {
  if ('ok' in theirs) return 'ok' in ours && ours.ok === theirs.ok
  return 'error' in ours && sameKind(theirs.error, ours.error)
}
