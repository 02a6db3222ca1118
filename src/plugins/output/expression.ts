import type { Template, Value } from '../../jinja/index.ts'
import { type Context, type Delivery, DeliveryError, type Event } from '../../kernel/index.ts'

/** A text of an option that may say something else for each event. */
export interface Expression {
  /** The text, where it is the same for all. */
  readonly constant: string | undefined
  /** The text for frame i: that of the first event it carries. DeliveryError, rejected, where there is none. */
  of(delivery: Delivery, frame: number): string
}

/**
 * A text with Jinja in it sees `event` (the record, or the value of its JSON, or its text), `time` (when it happened,
 * in the zone of the generator) and `tags`. A name that is missing is an error of that event.
 */
export async function expression(
  text: string,
  option: string,
  context: Pick<Context, 'zone' | 'rng'>,
): Promise<Expression> {
  if (!/\{[{%#]/.test(text)) return { constant: text, of: () => text }
  const { DateTime, environment, fromHost, Tuple } = await import('../../jinja/index.ts')
  const rng = context.rng.fork(option)
  const template = environment({ load: () => undefined, rng, undefined: 'strict' }).compile(text, option)
  const variables: Record<string, Value> = {}
  return {
    constant: undefined,
    of(delivery, frame) {
      const index = firstEvent(delivery, frame)
      const { events, time, tags } = delivery.batch
      variables.event = fromHost(fieldsOf(events[index]!))
      variables.time = DateTime.fromInstant(time[index]!, context.zone)
      variables.tags = new Tuple([...tags[index]!])
      return rendered(template, variables, option)
    },
  }
}

/** The index of the (first) event that a frame carries. */
export function firstEvent({ carries }: Delivery, frame: number): number {
  if (carries === 'each') return frame
  return carries === 'all' ? 0 : carries[frame]!
}

function rendered(template: Template, variables: Record<string, Value>, option: string): string {
  try {
    return template.render(variables)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new DeliveryError(
      'rejected',
      'E_OUTPUT_EXPRESSION',
      `${option} has no value for the event: ${why}`,
      {
        hint: `give the event that field, or say in ${option} what holds without it: {{ event.x | default("none") }}`,
        cause,
      },
    )
  }
}

function fieldsOf(event: Event): unknown {
  if (typeof event !== 'string') return event
  try {
    return JSON.parse(event)
  } catch {
    return event
  }
}
