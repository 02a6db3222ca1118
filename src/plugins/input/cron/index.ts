import * as z from 'zod'
import { defineInput, moment, NEVER, rng, tags } from '../../../kernel/index.ts'
import { cutBlocks } from '../blocks.ts'
import { runRange } from '../range.ts'
import { CRON_FIELDS, parseCron } from './expression.ts'
import { CronError } from './field.ts'
import { cronInstants } from './schedule.ts'

const options = z.strictObject({
  expression: z
    .string()
    .check((context) => {
      const message = problemOf(context.value)
      if (message !== undefined) context.issues.push({ code: 'custom', input: context.value, message })
    })
    .describe(`When, in the generator's zone: \`${CRON_FIELDS}\`; seconds stand last.`),
  count: z.int().min(1).describe('How many timestamps at each match.'),
  start: moment().nullable().default(null).describe('First instant that may match; null is now.'),
  end: moment().nullable().default(null).describe('Last instant that may match; null is never.'),
  tags: tags(),
})

/** What is wrong with an expression, and where its fields belong. */
function problemOf(expression: string): string | undefined {
  try {
    parseCron(expression, rng(0))
    return undefined
  } catch (error) {
    if (error instanceof CronError) return `${error.message}; the fields are ${CRON_FIELDS}`
    throw error
  }
}

export default defineInput({
  name: 'cron',
  title: 'Cron schedule',
  summary: 'Timestamps at every match of a cron expression, on the wall clock of the generator’s zone.',
  options,
  examples: [
    { title: 'Three events a minute', options: { expression: '* * * * *', count: 3 } },
    {
      title: 'Every ten seconds of the working hours of one week',
      options: { expression: '* 9-17 * * MON-FRI */10', count: 1, start: '2024-06-03', end: '2024-06-09' },
    },
    {
      title: 'Payday: noon on the last Friday of the month',
      options: { expression: '0 12 * * L5', count: 100 },
    },
  ],
  async open({ expression, count, start, end, tags }, context) {
    const cron = parseCron(expression, context.rng)
    const range = await runRange({ start, end }, context)
    if (range.start <= range.end && cronInstants(cron, context.zone, range).next().done) {
      context.log.warn('cron schedule has no match in its range', { expression })
    }
    return {
      tags,
      ...(range.end < NEVER ? { end: range.end } : {}),
      blocks(from, size) {
        const cut = { start: Math.max(from, range.start), end: range.end }
        return cutBlocks(cronInstants(cron, context.zone, cut), count, size)
      },
    }
  },
})
