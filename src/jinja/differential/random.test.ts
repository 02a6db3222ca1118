import fc, { type Arbitrary } from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findPython } from '../../../test/python.ts'
import { make } from './cases/case.ts'
import { GRAMMAR, PARTS } from './grammar.ts'
import { type Answer, type Case, type Oracle, startOracle } from './oracle.ts'
import { renderOurs } from './ours.ts'

const python = findPython('jinja2')
/** Half of them expressions, half whole templates. `npm run test:nightly` asks for more. */
const CASES = Math.ceil(Number(process.env.EVENTLOOM_JINJA_CASES ?? 2000) / 2)
/** How many the oracle is asked at a time, so that it works while we do. */
const BATCH = 100
const SEED = fc.readConfigureGlobal().seed ?? Date.now() & 0x7fffffff

describe.skipIf(python === undefined)('the same as Jinja2, at random', () => {
  let oracle: Oracle
  beforeAll(() => {
    oracle = startOracle(python!)
    console.info(`${2 * CASES} random templates, seed ${SEED} (EVENTLOOM_TEST_SEED=${SEED} draws them again)`)
  })
  afterAll(() => oracle.close())

  const questionOf = (template: string): Case => make(template, { templates: PARTS })

  const compare = (template: string, theirs: Answer): void => {
    if (!isComparable(theirs)) return
    const ours = renderOurs(questionOf(template))
    if ('ok' in theirs ? 'ok' in ours && ours.ok === theirs.ok : 'error' in ours) return
    throw new Error(`${template}\n  Jinja2: ${JSON.stringify(theirs)}\n  ours:   ${JSON.stringify(ours)}`)
  }

  /** All of them, in batches; what differs is drawn once more to be made as small as it goes. */
  const check = async (drawn: Arbitrary<string>): Promise<void> => {
    const templates = fc.sample(drawn, { seed: SEED, numRuns: CASES })
    expect(templates).toHaveLength(CASES)
    for (let from = 0; from < CASES; from += BATCH) {
      const batch = templates.slice(from, from + BATCH)
      const answers = batch.map((template) => oracle.ask(questionOf(template)))
      for (const [i, template] of batch.entries()) {
        const theirs = await answers[i]!
        try {
          compare(template, theirs)
        } catch {
          const property = fc.asyncProperty(drawn, async (each) =>
            compare(each, await oracle.ask(questionOf(each))),
          )
          await fc.assert(property, { seed: SEED, path: String(from + i), numRuns: 1 })
        }
      }
    }
  }

  it(`${CASES} expressions`, () => check(GRAMMAR.expression), 1_800_000)
  it(`${CASES} templates`, () => check(GRAMMAR.template), 1_800_000)
})

/** Addresses differ at every run, and an AssertionError is a bug in Jinja itself. */
function isComparable(answer: Answer): boolean {
  return 'ok' in answer
    ? !/ at 0x|<(built-in|bound|function|class)/.test(answer.ok)
    : answer.error !== 'AssertionError'
}
