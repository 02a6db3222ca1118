import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXPRESSIONS } from './cases/expressions.ts'
import { INHERITANCE } from './cases/inheritance.ts'
import { SCOPING } from './cases/scoping.ts'
import { SETTINGS } from './cases/settings.ts'
import { STATEMENTS } from './cases/statements.ts'
import { type Case, findPython, type Oracle, startOracle } from './oracle.ts'
import { renderOurs, sameKind } from './ours.ts'

const python = findPython()
if (python === undefined) console.warn('skipped: no Python with Jinja2 was found (set EVENTLOOM_PYTHON)')

describe.skipIf(python === undefined)('the same as Jinja2, written by hand', () => {
  let oracle: Oracle
  beforeAll(() => {
    oracle = startOracle(python!)
  })
  afterAll(() => oracle.close())

  const groups: Readonly<Record<string, readonly Case[]>> = {
    EXPRESSIONS,
    STATEMENTS,
    SCOPING,
    INHERITANCE,
    SETTINGS,
  }
  for (const [group, cases] of Object.entries(groups)) {
    it(`${group}: ${cases.length} cases`, async () => {
      const answers = await Promise.all(cases.map((each) => oracle.ask(each)))
      const wrong: unknown[] = []
      for (const [index, each] of cases.entries()) {
        const theirs = answers[index]!
        const ours = renderOurs(each)
        const same =
          'ok' in theirs
            ? 'ok' in ours && ours.ok === theirs.ok
            : 'error' in ours && sameKind(theirs.error, ours.error)
        if (!same) wrong.push({ template: each.template, undefined: each.undefined, theirs, ours })
      }
      expect(wrong).toEqual([])
    })
  }
})
