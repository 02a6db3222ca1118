import * as z from 'zod'
import { freeMap } from '../../../kernel/index.ts'
import { pathInProject } from '../../template-files.ts'
import { CONDITION_JSON_SCHEMA } from './conditions/operators.ts'
import { readCondition } from './conditions/read.ts'
import { crossCheck } from './cross-check.ts'
import { sample } from './samples/options.ts'

const MODES = ['all', 'any', 'chance', 'spin', 'fsm', 'chain'] as const

/** What templates' files may be called. */
const SUFFIXES = ['.jinja', '.j2']

const templatePath = pathInProject().refine(
  (path) => SUFFIXES.some((suffix) => path.endsWith(suffix) && !path.endsWith(`/${suffix}`)),
  { error: `expected the path of a file that ends in ${SUFFIXES.join(' or ')}` },
)

const when = z
  .unknown()
  .transform((raw, context) => {
    const condition = readCondition(raw, [], (path, message) => {
      context.issues.push({ code: 'custom', message, input: raw, path: [...path] })
    })
    return condition ?? z.NEVER
  })
  .meta({ freeKeys: true, ...CONDITION_JSON_SCHEMA })
  .describe('What must hold, as {OPERATOR: operand}; checked against the next timestamp.')

const transition = z.strictObject({
  to: z.string().min(1).describe('Alias of the template that comes next.'),
  when,
})

const entry = z.strictObject({
  template: templatePath.describe('File of the template, relative to the project folder.'),
  vars: freeMap(z.unknown())
    .default({})
    .describe('Values that this template alone sees, as `vars`; one file can serve several aliases.'),
  chance: z
    .number()
    .positive()
    .optional()
    .describe('Mode chance: how often, in proportion to the sum of all chances.'),
  initial: z.boolean().optional().describe('Mode fsm: generation starts with this one.'),
  transitions: z
    .array(transition)
    .optional()
    .describe('Mode fsm: where to go from here; the first whose condition holds is taken.'),
})

const limits = z.strictObject({
  output: z
    .int()
    .min(1)
    .default(64 * 1024 * 1024)
    .describe('Longest text of one rendering, in characters.'),
  iterations: z.int().min(1).default(10_000_000).describe('Rounds of all loops of one rendering together.'),
  depth: z.int().min(1).default(200).describe('Macros, includes and imports inside one another.'),
})

export const options = z
  .strictObject({
    mode: z.enum(MODES).describe('How the templates for a timestamp are picked.'),
    templates: z
      .array(freeMap(entry))
      .min(1)
      .describe('The templates, as a list of {ALIAS: template}; aliases are unique.'),
    chain: z
      .array(z.string())
      .min(1)
      .optional()
      .describe('Mode chain: aliases in the order to render, one a timestamp, round and round.'),
    params: freeMap(z.unknown()).default({}).describe('Values that all templates see, as `params`.'),
    samples: freeMap(sample).default({}).describe('Tables of data that templates pick from, by name.'),
    undefined: z
      .enum(['default', 'strict', 'chainable'])
      .default('default')
      .describe(
        'What a missing name means: `default` prints nothing, `strict` is an error, `chainable` lets a.b.c be missing anywhere.',
      ),
    limits: limits.prefault({}).describe('Bounds of one rendering, so that no template hangs the run.'),
  })
  .check((payload) => {
    for (const { path, message } of crossCheck(payload.value)) {
      payload.issues.push({ code: 'custom', message, input: payload.value, path: [...path] })
    }
  })

export type Options = z.output<typeof options>
export type Entry = z.output<typeof entry>
