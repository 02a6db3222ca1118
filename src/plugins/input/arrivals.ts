import * as z from 'zod'
import { type Input, type InputContext, type Micros, moment, NEVER, tags } from '../../kernel/index.ts'
import type { Instants, Span } from '../../simulation/index.ts'
import { cutBlocks, firstAtLeast } from './blocks.ts'
import { runRange } from './range.ts'

/** The options that every arrival process has. */
export const arrivalOptions = {
  start: moment().nullable().default(null).describe('When the process begins; null is now.'),
  end: moment()
    .nullable()
    .default(null)
    .describe('Last instant that may come, relative to the start; null is never.'),
  count: z
    .int()
    .min(1)
    .nullable()
    .default(null)
    .describe('How many timestamps from the start on, if not all until the end.'),
  tags: tags(),
}

type ArrivalOptions = z.output<z.ZodObject<typeof arrivalOptions>>

/** Makes the instants of a span, which may begin before `from` and go on beyond the end; the same at each call. */
type Process = (span: Span, from: Micros) => Instants

/** The input of a process that begins at its own start, or at that of the user's range. */
export async function arrivals(
  { start, end, ...options }: ArrivalOptions,
  context: InputContext,
  process: Process,
): Promise<Input> {
  return arrivalsOf(await runRange({ start, end }, context), options, process)
}

/** The input of a process in a given span. */
export function arrivalsOf(
  span: Span,
  { count, tags }: Pick<ArrivalOptions, 'count' | 'tags'>,
  process: Process,
): Input {
  return {
    tags,
    ...(count !== null && span.end === NEVER ? { count } : {}),
    ...(span.end < NEVER ? { end: span.end } : {}),
    blocks(asked, size) {
      if (span.start > span.end) return []
      const from = Math.max(asked, span.start)
      // Counting must begin at the start, wherever reading does.
      const chunks =
        count === null
          ? process(span, from)
          : firstOf(within(process(span, span.start), span.start, span.end), count)
      return cutBlocks(within(chunks, from, span.end), 1, size)
    },
  }
}

/** What lies between two instants, both included. */
function* within(chunks: Iterable<Float64Array>, from: Micros, to: Micros): Instants {
  for (const chunk of chunks) {
    if (chunk.at(-1)! < from) continue
    const over = chunk.at(-1)! > to
    if (chunk[0]! >= from && !over) yield chunk
    else {
      const cut = chunk.subarray(firstAtLeast(chunk, from), firstAtLeast(chunk, to + 1))
      if (cut.length > 0) yield cut
    }
    if (over) return
  }
}

function* firstOf(chunks: Iterable<Float64Array>, count: number): Instants {
  let left = count
  for (const chunk of chunks) {
    yield chunk.length <= left ? chunk : chunk.subarray(0, left)
    left -= chunk.length
    if (left <= 0) return
  }
}
