import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { findPython } from '../../../../test/python.ts'
import { LoomError, rng, UTC } from '../../../kernel/index.ts'
import { environment } from '../../environment.ts'
import { datetimeModule } from '../../modules/datetime.ts'
import { defineFunction } from '../arguments.ts'
import { BUILTIN_TYPES } from '../builtin-types.ts'
import { ZoneInfo } from '../datetime/index.ts'
import { PyType } from '../py-type.ts'
import { formatValue } from '../text/format-value.ts'
import { repr } from '../text/repr.ts'
import type { Value } from '../types.ts'
import { methodExpressions, valueExpressions } from './expressions.ts'
import { momentExpressions } from './moments.ts'

const BUILTINS = ['str', 'int', 'float', 'bool', 'list', 'tuple', 'set', 'frozenset', 'repr', 'format']

const python = findPython('jinja2')

interface Answer {
  readonly ok?: string
  readonly error?: string
}

/** How many expressions of each kind are tried; all of them are some 20,000. */
const CASES = Number(process.env.EVENTLOOM_PYTHON_CASES ?? 800)

function theirs(expressions: readonly string[]): { version: string; answers: Answer[] } {
  const script = fileURLToPath(new URL('./oracle.py', import.meta.url))
  const { command, env } = python!
  const { stdout } = spawnSync(command, [script, BUILTINS.join(',')], {
    input: expressions.map((each) => `${JSON.stringify(each)}\n`).join(''),
    env,
    maxBuffer: 2 ** 28,
  })
  const [version, ...answers] = stdout
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  return { version, answers }
}

const clock = { now: () => 0, sleepUntil: () => Promise.resolve() }

const globals: Record<string, Value> = {
  ...Object.fromEntries([...BUILTIN_TYPES].filter(([name]) => BUILTINS.includes(name))),
  repr: defineFunction('repr(object, /)', (value) => repr(value)),
  format: defineFunction('format(value, spec?, /)', (value, spec = '') => formatValue(value, String(spec))),
  datetime: datetimeModule({ rng: rng(1), clock, zone: UTC }),
  zone: new PyType('zoneinfo.ZoneInfo', ([name]) => ZoneInfo.named(String(name))),
}

const here = environment({ load: () => undefined, rng: rng(1), globals })

function ours(expression: string): Answer {
  try {
    return { ok: here.compile(`{{ ${expression} }}`).render({}) }
  } catch (error) {
    if (!(error instanceof LoomError)) throw error
    if (error.code === 'E_TEMPLATE_LIMIT') return { error: 'MemoryError' }
    return { error: /(\w+): /.exec(error.message)?.[1] ?? error.code }
  }
}

/** Where we differ on purpose, or where Python's own answer is not the same twice. */
function differsOnPurpose(expression: string, answer: Answer, version: string): boolean {
  // MarkupSafe 2 escaped what methods look for; 3 does not.
  if (version.startsWith('2.') && /\|(?:safe|escape)\)\./.test(expression)) return true
  // An address in memory.
  if (/ at 0x[0-9a-f]+>/.test(answer.ok ?? '')) return true
  // Folding of a slice of a constant that cannot be sliced is undefined in Jinja, but an error of a variable.
  return /\)\[[^\]]*:[^\]]*\]$/.test(expression) && answer.ok === ''
}

describe.skipIf(python === undefined)('the same as Python and Jinja2', () => {
  test.each([
    ['values', valueExpressions],
    ['methods', methodExpressions],
    ['dates and times', momentExpressions],
  ] as const)('%s', (name, generate) => {
    const random = rng(`${name}-1`)
    const expressions = random.shuffle([...new Set(generate(random))]).slice(0, CASES)
    const { version, answers } = theirs(expressions)
    expect(answers).toHaveLength(expressions.length)
    const wrong = expressions
      .map((expression, i) => ({ expression, theirs: answers[i]!, ours: ours(expression) }))
      .filter(({ expression, theirs, ours }) => {
        return (
          (theirs.ok !== ours.ok || theirs.error !== ours.error) &&
          !differsOnPurpose(expression, theirs, version)
        )
      })
    expect(wrong).toEqual([])
  })
})
