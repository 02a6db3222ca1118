import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { findPython, type Python } from '../../../../test/python.ts'
import { NEVER, rng, UTC } from '../../../kernel/index.ts'
import { parseCron } from './expression.ts'
import { cronInstants } from './schedule.ts'

const PER_EXPRESSION = 25
const START = Date.UTC(2024, 1, 27, 21, 58, 30) * 1000

/** croniter is what Eventum reads cron expressions with. */
const python = findPython('croniter')

const SCRIPT = `
import sys, json, datetime
from croniter import croniter
start = datetime.datetime(2024, 2, 27, 21, 58, 30, tzinfo=datetime.timezone.utc) - datetime.timedelta(microseconds=1)
answers = []
for expression in json.load(sys.stdin):
    try:
        schedule = croniter(expression, start)
        answers.append([round(schedule.get_next(float)) for _ in range(${PER_EXPRESSION})])
    except Exception as error:
        answers.append(type(error).__name__)
json.dump(answers, sys.stdout)
`

function croniter({ command, env }: Python, expressions: readonly string[]): (number[] | string)[] {
  const run = spawnSync(command, ['-c', SCRIPT], {
    env,
    input: JSON.stringify(expressions),
    encoding: 'utf8',
  })
  if (run.status !== 0) throw new Error(run.stderr)
  return JSON.parse(run.stdout)
}

function ours(expression: string): number[] | string {
  try {
    const cron = parseCron(expression, rng(1))
    const found: number[] = []
    for (const chunk of cronInstants(cron, UTC, { start: START, end: NEVER })) {
      for (const instant of chunk.subarray(0, PER_EXPRESSION - found.length)) found.push(instant / 1e6)
      if (found.length === PER_EXPRESSION) break
    }
    return found
  } catch (error) {
    return (error as Error).message
  }
}

/** Random expressions without what the two do differently on purpose (see docs/compatibility.md). */
function expressions(count: number): string[] {
  const stream = rng(7)
  const int = (low: number, high: number) => String(stream.int(low, high))
  const range = (low: number, high: number) => {
    const from = stream.int(low, high - 1)
    return `${from}-${stream.int(from + 1, high)}`
  }
  const item = (low: number, high: number, names: readonly string[]): string => {
    const name = () => stream.pick(names) ?? int(low, high)
    const forms = [
      () => '*',
      () => '*',
      () => int(low, high),
      () => name(),
      () => range(low, high),
      () => `${range(low, high)}/${int(1, 7)}`,
      () => `*/${int(1, 9)}`,
      () => `${int(low, high - 1)}/${int(1, 9)}`,
      () => `${stream.int(low + 1, high)}-${low}`,
      () => `${name()}-${name()}`,
      () => `${int(low, high)},${name()},${range(low, high)}`,
    ]
    return stream.pick(forms)!()
  }
  const months = 'jan FEB Mar apr may jun jul aug sep oct nov dec'.split(' ')
  const days = 'sun mon TUE wed Thu fri sat'.split(' ')
  const dayOfWeek = () =>
    stream.pick([
      () => item(0, 6, days),
      () => item(0, 6, days),
      () => '?',
      () => `L${int(0, 6)}`,
      () => `${int(0, 6)}#${int(1, 5)}`,
      () => 'fri#2,mon#1',
    ])!()
  const dayOfMonth = () => stream.pick([() => item(1, 31, []), () => '?', () => 'l', () => 'L,15'])!()
  return Array.from({ length: count }, () => {
    const week = dayOfWeek()
    const month = /[#L]/.test(week) ? '*' : dayOfMonth()
    const fields = [item(0, 59, []), item(0, 23, []), month, item(1, 12, months), week]
    if (stream.float() < 0.4) fields.push(item(0, 59, []))
    if (fields.length === 6 && stream.float() < 0.3) fields.push(`20${int(24, 60)}-2099`)
    return fields.join(' ')
  })
}

const FIXED = [
  '*/5 * * * * *',
  '0 */5 * * * *',
  '* * 9-17 * * MON-FRI',
  '1-1 * * * *',
  '0 0 15 * mon',
  '0 0 */2 * mon',
  '0 0 1-31 * mon',
  '0 0 * * 0-6',
  '0 0 10 * 0-6',
  '0 0 29 2 *',
  '@hourly',
  '@Yearly',
  '@reboot',
  '0 0 L 2 *',
  '0 0 * * 5L',
  '0 0 * * L',
  '0 0 15W * *',
  '0 0 LW * *',
  '0 0 ? * ?',
  '? * * * *',
  '*/0 * * * *',
  'h * * * *',
  '* * * * 1-7',
  '0 0 * * 7',
  '0 0 * * 7,3',
  '* * * * 0-7',
  '* * * * fri-mon',
  '* 22-2 * * *',
  '* * * * 5#6',
  '*/100 * * * *',
]

test.skipIf(python === undefined)('expressions mean what croniter takes them for', () => {
  const all = [...FIXED, ...expressions(600)]
  const theirs = croniter(python!, all)
  const differing: string[] = []
  for (const [index, expression] of all.entries()) {
    const [mine, other] = [ours(expression), theirs[index]!]
    const agree =
      typeof other === 'string'
        ? typeof mine === 'string' || mine.length < PER_EXPRESSION
        : String(mine) === String(other)
    if (!agree) differing.push(`${expression}: ${mine} / ${other}`)
  }
  expect(differing).toEqual([])
  expect(theirs.filter((answer) => typeof answer !== 'string').length).toBeGreaterThan(400)
})
