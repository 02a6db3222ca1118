import type { Failure } from '../../../kernel/index.ts'
import { isRejection, kafkaError, mayPass } from './error.ts'
import type { Outgoing } from './messages.ts'

/** Parts of at most `limit` bytes, one message at least, in order. */
export function parts(messages: readonly Outgoing[], limit: number): Outgoing[][] {
  const cut: Outgoing[][] = []
  let size = Number.POSITIVE_INFINITY
  for (const message of messages) {
    size += message.size
    if (size > limit) {
      cut.push([])
      size = message.size
    }
    cut.at(-1)!.push(message)
  }
  return cut
}

/**
 * Sends a part in one go and says what did not arrive. When the broker rejects it, halves are tried until the
 * messages that are at fault stand alone, and the others are there.
 */
export async function sendPart(
  part: readonly Outgoing[],
  send: (part: readonly Outgoing[]) => Promise<unknown>,
  where: string,
): Promise<Failure[]> {
  try {
    await send(part)
    return []
  } catch (cause) {
    const answers = partitionAnswers(cause)
    const errorOf = ({ message }: Outgoing) => answers.get(partitionOf(message)) ?? cause
    const lost = lostOf(part, cause)
    const rejected = lost.filter((each) => isRejection(errorOf(each)))
    const failures: Failure[] = lost
      .filter((each) => part.length === 1 || !rejected.includes(each))
      .map((each) => ({ frame: each.frame, error: kafkaError(errorOf(each), where) }))
    if (part.length > 1 && rejected.length > 0) {
      const middle = Math.ceil(rejected.length / 2)
      failures.push(...(await sendPart(rejected.slice(0, middle), send, where)))
      if (middle < rejected.length) failures.push(...(await sendPart(rejected.slice(middle), send, where)))
    }
    return failures
  }
}

/** Sends part after part, up to one that fails and may pass later: what comes after it waits, too. */
export async function sendParts(
  queue: readonly Outgoing[][],
  send: (part: readonly Outgoing[]) => Promise<Failure[]>,
): Promise<Failure[]> {
  const failures: Failure[] = []
  for (const [i, part] of queue.entries()) {
    const failed = await send(part)
    failures.push(...failed)
    const stop = failed.find(({ error }) => mayPass(error))
    if (!stop) continue
    for (const { frame } of queue.slice(i + 1).flat()) failures.push({ frame, error: stop.error })
    break
  }
  return failures
}

/** The messages of a part that did not arrive, as far as the error tells. */
export function lostOf(part: readonly Outgoing[], cause: unknown): readonly Outgoing[] {
  const answers = partitionAnswers(cause)
  return part.filter(({ message }) => answers.get(partitionOf(message)) !== null)
}

function partitionOf({ topic, partition }: Outgoing['message']): string {
  return `${topic}:${partition}`
}

interface Answered {
  readonly errors?: readonly (Answered & { readonly path?: string })[]
  readonly produced?: { readonly offsets?: readonly { topic: string; partition: number }[] }
  readonly response?: {
    readonly responses?: readonly {
      readonly name: string
      readonly partitionResponses: readonly { readonly index: number; readonly errorCode: number }[]
    }[]
  }
}

/** What each partition answered, as far as any did: its error, or null if the messages arrived there. */
function partitionAnswers(cause: unknown): Map<string, unknown> {
  const answers = new Map<string, unknown>()
  const read = (error: Answered) => {
    for (const { topic, partition } of error.produced?.offsets ?? [])
      answers.set(`${topic}:${partition}`, null)
    error.response?.responses?.forEach(({ name, partitionResponses }, i) => {
      partitionResponses.forEach(({ index, errorCode }, j) => {
        const path = `/responses/${i}/partition_responses/${j}`
        const own = error.errors?.find((each) => each.path?.startsWith(path))
        answers.set(`${name}:${index}`, errorCode === 0 && !own ? null : own)
      })
    })
    error.errors?.forEach(read)
  }
  if (cause instanceof Error) read(cause as Answered)
  return answers
}
