import fc from 'fast-check'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { make } from './cases/case.ts'
import { GRAMMAR, PARTS } from './grammar.ts'
import { type Answer, findPython, type Oracle, startOracle } from './oracle.ts'
import { renderOurs } from './ours.ts'

const python = findPython()
/** Half of them expressions, half whole templates. */
const CASES = Math.ceil(Number(process.env.EVENTLOOM_JINJA_CASES ?? 500) / 2)

describe.skipIf(python === undefined)('the same as Jinja2, at random', () => {
  let oracle: Oracle
  beforeAll(() => {
    oracle = startOracle(python!)
  })
  afterAll(() => oracle.close())

  const compare = async (template: string): Promise<void> => {
    const question = make(template, { templates: PARTS })
    const theirs = await oracle.ask(question)
    if (!isComparable(theirs)) return
    const ours = renderOurs(question)
    if ('ok' in theirs ? 'ok' in ours && ours.ok === theirs.ok : 'error' in ours) return
    throw new Error(`${template}\n  Jinja2: ${JSON.stringify(theirs)}\n  ours:   ${JSON.stringify(ours)}`)
  }

  it(
    `${CASES} expressions`,
    () => fc.assert(fc.asyncProperty(GRAMMAR.expression, compare), { numRuns: CASES }),
    600_000,
  )

  it(
    `${CASES} templates`,
    () => fc.assert(fc.asyncProperty(GRAMMAR.template, compare), { numRuns: CASES }),
    600_000,
  )
})

/** Addresses differ at every run, and an AssertionError is a bug in Jinja itself. */
function isComparable(answer: Answer): boolean {
  return 'ok' in answer
    ? !/ at 0x|<(built-in|bound|function|class)/.test(answer.ok)
    : answer.error !== 'AssertionError'
}
