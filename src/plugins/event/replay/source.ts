import { type Context, type Event, type EventSource, LoomError, suggest } from '../../../kernel/index.ts'
import { onePass } from './file/passes.ts'
import { Items } from './items.ts'
import type { ReplayOptions } from './options.ts'
import { csvRows } from './record/csv.ts'
import { jsonLines } from './record/ndjson.ts'
import { Bad, type Parser, plainLines } from './record/parser.ts'
import { stamping } from './stamping.ts'

/** Opens the file and reads its first event; E_REPLAY_EMPTY if there is none, E_REPLAY_READ, E_OPTION_INVALID. */
export async function openReplay(options: ReplayOptions, context: Context): Promise<EventSource> {
  const { zone, log } = context
  const file = {
    path: context.resolve(options.path),
    name: options.path,
    encoding: options.encoding,
    chunkSize: options.chunk_size,
  }
  const stamper = await stamping(options, zone, log)
  const items = new Items({
    name: options.path,
    log,
    passes: options.repeat ? Number.POSITIVE_INFINITY : (options.loop ?? 1),
    lines: () => onePass(file),
    parser: () => parserOf(options),
    again: () => stamper?.again(),
  })
  let first = await firstOf(items, options)
  const stamp = stamper?.stamp

  return {
    async produce(ticks, out) {
      for (let tick = 0; tick < ticks.size; tick++) {
        let item: Event | Bad | undefined | Promise<Event | Bad | undefined> = first ?? items.next()
        first = undefined
        if (item instanceof Promise) item = await item
        if (item === undefined) return out.exhaust(tick)
        if (item instanceof Bad) out.fail(tick, item.error)
        else out.push(tick, stamp ? stamp(item, ticks.times[tick]!) : item)
      }
    },
    async close() {
      stamper?.close()
      await items.close()
    },
  }
}

function parserOf({ format, path, delimiter }: ReplayOptions): Parser {
  if (format === 'lines') return plainLines
  return format === 'ndjson' ? jsonLines(path) : csvRows(path, delimiter)
}

async function firstOf(items: Items, options: ReplayOptions): Promise<Event | Bad | undefined> {
  try {
    const first = await items.next()
    if (first === undefined) {
      throw new LoomError('E_REPLAY_EMPTY', `${options.path} holds no event`, {
        hint: 'replay needs a file with at least one line',
      })
    }
    if (options.format === 'csv') checkColumn(first, options.timestamp_field)
    return first
  } catch (error) {
    await items.close()
    throw error
  }
}

/** E_OPTION_INVALID if a table has no column of that name. */
function checkColumn(first: Event | Bad, column: string | null): void {
  if (column === null || typeof first === 'string' || first instanceof Bad || Object.hasOwn(first, column))
    return
  const known = Object.keys(first)
  throw new LoomError('E_OPTION_INVALID', `"timestamp_field": there is no column "${column}"`, {
    hint: suggest(column, known) ?? `columns are ${known.join(', ')}`,
  })
}
