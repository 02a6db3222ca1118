import {
  type Delivery,
  DeliveryError,
  type Failure,
  isWellFormed,
  type OutputContext,
} from '../../../kernel/index.ts'
import { requireJson } from '../../encoding/json.ts'
import { expression } from '../expression.ts'
import type { OpenSearchOptions } from './options.ts'

/** Two lines for each frame: what to do with the document, and the document. */
export interface Bulk {
  /** The index of all, where it is the same; then the path names it. */
  readonly index: string | undefined
  /** The lines of a frame; a DeliveryError or LoomError where it can be none. */
  lines(delivery: Delivery, frame: number): string
}

export async function bulk(options: OpenSearchOptions, context: OutputContext): Promise<Bulk> {
  const { op } = options
  const index = await expression(options.index, 'index', context)
  const routing = options.routing === null ? undefined : await expression(options.routing, 'routing', context)
  const named = options.id !== 'none'
  const id = options.id === 'event' || !named ? undefined : await expression(options.id, 'id', context)

  return {
    index: index.constant,
    lines(delivery, frame) {
      let action = `{"${op}":{`
      if (index.constant === undefined) action += `"_index":${JSON.stringify(index.of(delivery, frame))},`
      if (routing) action += `"routing":${JSON.stringify(routing.of(delivery, frame))},`
      if (id) action += `"_id":${JSON.stringify(id.of(delivery, frame))}`
      else if (named) action += `"_id":"${delivery.id(frame)}"`
      else if (action.endsWith(',')) action = action.slice(0, -1)
      return `${action}}}\n${document(delivery.frames[frame]!)}\n`
    },
  }
}

/** The documents of a request: the frames that can be one, and their lines. */
export interface Documents {
  readonly frames: readonly number[]
  /** By frame. */
  readonly lines: readonly (string | undefined)[]
}

export function documents(delivery: Delivery, { lines: make }: Bulk, failures: Failure[]): Documents {
  const frames: number[] = []
  const lines: (string | undefined)[] = []
  for (let frame = 0; frame < delivery.frames.length; frame++) {
    try {
      lines[frame] = make(delivery, frame)
      frames.push(frame)
    } catch (error) {
      failures.push({ frame, error })
    }
  }
  return { frames, lines }
}

/** On one line, as the format of bulk requests wants it. */
function document(frame: string | Uint8Array): string {
  const text = typeof frame === 'string' ? frame : Buffer.from(frame).toString()
  if (!isWellFormed(text)) {
    const message = 'the event holds half of a surrogate pair, which UTF-8 cannot say'
    throw new DeliveryError('rejected', 'E_EVENT_UNENCODABLE', message)
  }
  return text.includes('\n') || text === '' ? requireJson(text) : text
}
