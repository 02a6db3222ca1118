import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findPython } from '../../../test/python.ts'
import { CALLS } from './cases/calls.ts'
import { EXPRESSIONS } from './cases/expressions.ts'
import { INHERITANCE } from './cases/inheritance.ts'
import { SCOPING } from './cases/scoping.ts'
import { SETTINGS } from './cases/settings.ts'
import { STATEMENTS } from './cases/statements.ts'
import { readGolden, writeGolden } from './golden.ts'
import { type Answer, type Case, type Oracle, startOracle } from './oracle.ts'
import { renderOurs, sameKind } from './ours.ts'

const CASES: readonly Case[] = [
  ...EXPRESSIONS,
  ...CALLS,
  ...STATEMENTS,
  ...SCOPING,
  ...INHERITANCE,
  ...SETTINGS,
]

const python = findPython('jinja2')

/** The cases to which we say something else. */
function differences(answers: readonly ({ ok: string } | { error: string })[]): unknown[] {
  return CASES.flatMap((each, index) => {
    const theirs = answers[index]!
    const ours = renderOurs(each)
    const same =
      'ok' in theirs
        ? 'ok' in ours && ours.ok === theirs.ok
        : 'error' in ours && sameKind(theirs.error, ours.error)
    return same ? [] : [{ template: each.template, undefined: each.undefined, theirs, ours }]
  })
}

describe.skipIf(python === undefined)('the same as Jinja2, asked now', () => {
  let oracle: Oracle
  beforeAll(() => {
    oracle = startOracle(python!)
  })
  afterAll(() => oracle.close())

  it(`${CASES.length} cases`, async () => {
    const answers: Answer[] = await Promise.all(CASES.map((each) => oracle.ask(each)))
    if (process.env.EVENTLOOM_JINJA_RECORD !== undefined) writeGolden(CASES, answers)
    expect(differences(answers)).toEqual([])
  })
})

describe('the same as Jinja2, as it was recorded', () => {
  it(`${CASES.length} cases`, () => {
    expect(differences(readGolden(CASES))).toEqual([])
  })
})
