import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { LoomError } from '../../../kernel/index.ts'
import { openCorpus } from './world.ts'

const FOLDER = import.meta.dirname
const NAMES = readdirSync(join(FOLDER, 'templates'))
  .filter((file) => file.endsWith('.jinja'))
  .map((file) => file.replace('.jinja', ''))

/** What a slip of the hand leaves behind. */
const PIECES = [
  '{%',
  '%}',
  '{{',
  '}}',
  '{#',
  '(',
  ')',
  ']',
  "'",
  '"',
  '|',
  '.',
  ',',
  '-',
  '{% endfor %}',
  '{% else %}',
]
const WORDS = [
  'none',
  '0',
  '-1',
  '[]',
  '{}',
  'loop',
  'caller',
  'shared',
  'timestamp',
  'true',
  '10 ** 30',
  '"x" * 10 ** 9',
]

interface Slip {
  /** Where, in thousandths of the text. */
  readonly at: number
  readonly length: number
  readonly put: string
}

const slip: fc.Arbitrary<Slip> = fc.record({
  at: fc.noBias(fc.nat({ max: 999 })),
  length: fc.nat({ max: 30 }),
  put: fc.oneof(fc.constantFrom('', ...PIECES, ...WORDS), fc.string({ maxLength: 8 })),
})

function spoilt(source: string, slips: readonly Slip[]): string {
  let text = source
  for (const { at, length, put } of slips) {
    const from = Math.floor((at / 1000) * text.length)
    text = text.slice(0, from) + put + text.slice(from + length)
  }
  return text
}

it('a spoilt template says what is wrong with it, and does nothing worse', async () => {
  let failed = 0
  const property = fc.asyncProperty(
    fc.constantFrom(...NAMES),
    fc.array(slip, { minLength: 1, maxLength: 3 }),
    async (name, slips) => {
      const limits = { iterations: 20_000, output: 200_000, depth: 50 }
      const edit = (source: string, file: string) =>
        file === `${name}.jinja` ? spoilt(source, slips) : source
      try {
        const { render } = await openCorpus(FOLDER, { names: [name], edit, limits })
        for (let round = 0; round < 3; round++)
          expect(render(name, round).length).toBeLessThanOrEqual(limits.output)
      } catch (error) {
        if (!(error instanceof LoomError)) throw error
        expect(error.code).toMatch(/^E_TEMPLATE_/)
        failed++
      }
    },
  )
  await fc.assert(property, { numRuns: 200 })
  // Slips that nobody notices would prove nothing.
  expect(failed).toBeGreaterThan(50)
})
