import * as z from 'zod'
import {
  defineInput,
  filePath,
  type InputContext,
  LoomError,
  NEVER,
  parseYaml,
  type Rng,
  readYaml,
  tags,
} from '../../../kernel/index.ts'
import { cutBlocks } from '../blocks.ts'
import { readText } from '../file.ts'
import { mergeChunks } from './merge.ts'
import { type Oscillation, oscillate, oscillation } from './oscillate.ts'
import { patternSchema } from './pattern.ts'

const options = z.strictObject({
  patterns: z.array(filePath()).min(1).describe('Pattern files; their timestamps are merged.'),
  tags: tags(),
})

/** Each pattern's stream is named by its label; further patterns of that label get streams of their own below it. */
function streamOf(rng: Rng, label: string, seen: Map<string, number>): Rng {
  const uses = (seen.get(label) ?? 0) + 1
  seen.set(label, uses)
  return uses === 1 ? rng.fork(label) : rng.fork(label).fork(`use ${uses}`)
}

async function readPattern(
  file: string,
  context: InputContext,
  seen: Map<string, number>,
): Promise<Oscillation> {
  const document = parseYaml(readText(file), file)
  const pattern = readYaml(patternSchema, document)
  try {
    return await oscillation(pattern, context, streamOf(context.rng, pattern.label, seen))
  } catch (error) {
    if (!(error instanceof LoomError)) throw error
    const { hint } = error
    throw new LoomError(error.code, error.message, {
      hint,
      at: document.locate(['oscillator']),
      cause: error,
    })
  }
}

export default defineInput({
  name: 'time_patterns',
  title: 'Time patterns',
  summary:
    'Timestamps in periods that repeat, such as days with a peak at noon: how many, how that varies, and where in the period are described in pattern files.',
  options,
  examples: [
    { title: 'One pattern', options: { patterns: ['patterns/day.yml'] } },
    {
      title: 'Working hours and nightly jobs',
      options: { patterns: ['patterns/office.yml', 'patterns/night.yml'] },
    },
  ],
  async open({ patterns, tags }, context) {
    const seen = new Map<string, number>()
    const oscillations: Oscillation[] = []
    for (const path of patterns) oscillations.push(await readPattern(context.resolve(path), context, seen))
    const end = Math.max(...oscillations.map(({ range }) => range.end))
    return {
      tags,
      ...(end < NEVER ? { end } : {}),
      blocks: (from, size) =>
        cutBlocks(mergeChunks(oscillations.map((each) => oscillate(each, from))), 1, size),
    }
  },
})
