import { expect } from 'vitest'
import { type Delivery, DeliveryError, type Failure, type Output } from '../../src/kernel/index.ts'
import { never } from '../plugin-context.ts'

/** Kinds of failure after which the engine tries again. */
export const AGAIN: ReadonlySet<string> = new Set(['connect', 'timeout', 'throttled', 'server'])

/** One attempt; a throw is the failure of every frame, as it is for the engine. */
export async function attempt(
  output: Output,
  delivery: Delivery,
  signal: AbortSignal = never,
): Promise<readonly Failure[]> {
  try {
    return (await output.write(delivery, signal)) ?? []
  } catch (error) {
    return delivery.frames.map((_, frame) => ({ frame, error }))
  }
}

/** Tries until everything has arrived, as the engine would, with its patience. */
export async function again(output: Output, delivery: Delivery): Promise<void> {
  let left = delivery
  for (let tries = 0; left.frames.length > 0; tries++) {
    const failures = await attempt(output, left)
    if (tries > 100) throw failures[0]!.error
    for (const failure of failures) expect(AGAIN).toContain(kindOf(failure))
    left = subset(left, framesOf(failures))
    if (failures.length > 0) await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Some frames of a delivery, with their names. */
export function subset(delivery: Delivery, frames: readonly number[]): Delivery {
  const { carries } = delivery
  if (frames.length === delivery.frames.length) return delivery
  return {
    ...delivery,
    frames: frames.map((frame) => delivery.frames[frame]!),
    carries: Int32Array.from(frames, (frame) => (typeof carries === 'string' ? frame : carries[frame]!)),
    refused: [],
    id: (frame) => delivery.id(frames[frame]!),
  }
}

export function framesOf(failures: readonly Failure[]): number[] {
  return failures.map(({ frame }) => frame).sort((a, b) => a - b)
}

/** What is no DeliveryError is not tried again. */
export function kindOf({ error }: Failure): string {
  return error instanceof DeliveryError ? error.kind : 'rejected'
}
