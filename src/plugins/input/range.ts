import {
  type InputContext,
  invalidOption,
  LoomError,
  type Micros,
  NEVER,
  parseMoment,
  resolveMoment,
} from '../../kernel/index.ts'

/** From when to when a schedule runs, both ends included; nothing if `end` < `start`. */
export interface Range {
  readonly start: Micros
  readonly end: Micros
}

export interface WrittenRange {
  /** Null: now. */
  readonly start: string | number | null
  /** Null: never. Relative to `start`. */
  readonly end: string | number | null
}

type Where = Pick<InputContext, 'origin' | 'zone'>

/**
 * The range that a schedule's own options name. E_OPTION_INVALID if it starts never, E_INPUT_RANGE if it ends
 * before it starts.
 */
export async function ownRange(written: WrittenRange, where: Where, prefix = ''): Promise<Range> {
  const start = await startOf(written.start, where, `${prefix}start`)
  const end = await endOf(written.end, start, where, `${prefix}end`)
  if (start > end) {
    throw new LoomError(
      'E_INPUT_RANGE',
      `"${prefix}end" (${written.end}) lies before "${prefix}start" (${written.start ?? 'now'})`,
      {
        hint: 'an end counts from the start: write +4h, or the full date',
      },
    )
  }
  return { start, end }
}

/** The range a schedule runs in: its own, where the user of this run did not name another. */
export async function runRange(
  written: WrittenRange,
  context: Pick<InputContext, 'origin' | 'zone' | 'range'>,
): Promise<Range> {
  const { from, to } = context.range
  if (from === undefined) {
    const own = await ownRange(written, context)
    return { start: own.start, end: to ?? own.end }
  }
  // Its own start counts no longer, but must still make sense.
  await startOf(written.start, context, 'start')
  const end = await endOf(written.end, from, context, 'end')
  return { start: from, end: to ?? end }
}

async function startOf(written: string | number | null, where: Where, option: string): Promise<Micros> {
  if (written === null) return where.origin
  const moment = await parseMoment(option, written)
  if (moment.kind === 'never')
    throw invalidOption(option, 'a schedule cannot start never', 'write now, or a date')
  return resolveMoment(option, moment, { base: where.origin, ...where })
}

async function endOf(
  written: string | number | null,
  start: Micros,
  where: Where,
  option: string,
): Promise<Micros> {
  if (written === null) return NEVER
  return resolveMoment(option, await parseMoment(option, written), { base: start, ...where })
}
