import * as z from 'zod'
import {
  type DistortionTarget,
  type DriftState,
  defineDistortion,
  HOUR,
  LoomError,
  type Micros,
  NEVER,
  type Rng,
  suggest,
} from '../../../kernel/index.ts'
import { DRIFT_TYPES, type DriftCourse, type DriftType, driftWeight } from '../../../simulation/index.ts'
import { duration } from '../../duration.ts'
import { fieldsOption, targetFields } from '../fields.ts'

const WIDTHS: Readonly<Record<DriftType, Micros>> = {
  linear: 10 * HOUR,
  seasonal: 24 * HOUR,
  sudden: HOUR,
  gradual: 10 * HOUR,
  incremental: 24 * HOUR,
  recurring: 24 * HOUR,
}

const options = z.strictObject({
  type: z
    .enum(DRIFT_TYPES)
    .default('linear')
    .describe(
      'How it goes on after its start. linear: by strength each width, for ever; seasonal: a sine of the period width; sudden: at once; gradual: towards full strength, 63 % of it after a width; incremental: in a line up to full strength after a width, where it stays; recurring: on for half a width, off for the other half, again and again.',
    ),
  strength: z
    .number()
    .min(0)
    .max(1)
    .default(0.5)
    .describe('Full strength: 0.5 is half the value more, or less.'),
  start: duration({ zero: true })
    .optional()
    .describe(
      'When it begins, after the beginning of the schedule; at once by default, a sudden one after 6h.',
    ),
  end: duration().optional().describe('When everything is again as it was; never by default.'),
  width: duration()
    .optional()
    .describe('Its time scale, see type: by default 10h for linear and gradual, 24h for the others.'),
  direction: z
    .enum(['up', 'down', 'random'])
    .optional()
    .describe(
      'Do values grow or shrink? By default random: each field has one of its own, fixed by the seed; seasonal goes up first.',
    ),
  fields: fieldsOption('every numeric feature'),
  parameters: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe(
      "Parameters of the model to move: its features' distribution, the share of its labels, or its labels given the features. Fields then move only if named.",
    ),
})

export default defineDistortion({
  name: 'drift',
  title: 'Drift',
  summary:
    'Lets values, or parameters of the model, move in the course of event time: v·(1 ± strength·progress). Which way is fixed for each field by the seed; integers stay integers, and values stay in their range.',
  options,
  examples: [
    {
      title: 'Half the price more from the second day on',
      options: { type: 'sudden', start: '24h', direction: 'up', fields: ['price'] },
    },
    {
      title: 'Within a week sensors read a fifth too much or too little',
      options: { type: 'incremental', strength: 0.2, width: '7d', fields: ['temperature', 'pressure'] },
    },
    {
      title: 'A daily season for three days',
      options: { type: 'seasonal', strength: 0.3, end: '3d', fields: ['load'] },
    },
  ],
  open({ type, strength, start, end, width, direction, fields, parameters }, { target, rng }) {
    const course: DriftCourse = {
      type,
      start: start ?? (type === 'sudden' ? 6 * HOUR : 0),
      end: end ?? NEVER,
      width: width ?? WIDTHS[type],
    }
    if (course.end <= course.start)
      throw new LoomError('E_OPTION_INVALID', '"end": the drift would end before it starts', {
        hint: 'let "end" be later than "start"; both count from the beginning of the schedule',
      })
    const signed = (name: string) =>
      strength * sign(direction ?? (type === 'seasonal' ? 'up' : 'random'), name, rng)
    const moved = new Map((parameters ?? []).map((name) => [knownParameter(name, target), signed(name)]))
    const targets =
      parameters && !fields
        ? []
        : targetFields(fields, target, ['integer', 'number']).map(({ name }) => ({
            name,
            strength: signed(name),
          }))
    return {
      distort(batch) {
        const columns = targets.map(({ name }) => batch.field(name))
        for (let i = 0; i < batch.size && targets.length > 0; i++) {
          const weight = driftWeight(course, batch.time[i]! - batch.origin)
          if (weight === 0) continue
          const state = stateOf(weight)
          for (let k = 0; k < columns.length; k++) {
            const column = columns[k]!
            const value = column.number(i)
            if (value !== undefined) column.change(i, value * (1 + targets[k]!.strength * weight), state)
          }
        }
      },
      ...(moved.size > 0 && {
        steer: {
          parameters: [...moved.keys()],
          value: (parameter: string, value: number, elapsed: Micros) =>
            value * (1 + (moved.get(parameter) ?? 0) * driftWeight(course, elapsed)),
          state: (elapsed: Micros) => stateOf(driftWeight(course, elapsed)),
        },
      }),
    }
  },
})

/** Concept 1 is the stream as the drift makes it, 0 the stream as it was. */
function stateOf(weight: number): DriftState {
  return { concept: weight === 0 ? 0 : 1, progress: Math.min(Math.abs(weight), 1) }
}

function sign(direction: 'up' | 'down' | 'random', name: string, rng: Rng): number {
  if (direction !== 'random') return direction === 'up' ? 1 : -1
  return rng.fork('direction').fork(name).float() < 0.5 ? -1 : 1
}

function knownParameter(name: string, { parameters }: DistortionTarget): string {
  if (Object.hasOwn(parameters, name)) return name
  const names = Object.keys(parameters)
  throw new LoomError('E_OPTION_INVALID', `"parameters": the events have no parameter "${name}"`, {
    hint:
      suggest(name, names) ??
      (names.length > 0 ? `there are: ${names.join(', ')}` : 'only models have parameters; name fields'),
  })
}
