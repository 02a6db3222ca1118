import { expect } from 'vitest'
import type { Target } from './harness.ts'

/** Milliseconds that what was written may take to be seen: a reader has to wake up, an index to be refreshed. */
const PATIENCE = 5000

/** `once`: each text exactly as often as wanted; `perhaps again`: none is missing and none is strange. */
export async function expectArrived(
  target: Target,
  wanted: readonly string[],
  how: 'once' | 'in order' | 'perhaps again' = 'once',
): Promise<void> {
  const arrived = await settled(target, wanted)
  const surplus = new Map<string, number>()
  for (const each of arrived) surplus.set(each, (surplus.get(each) ?? 0) + 1)
  for (const each of wanted) surplus.set(each, (surplus.get(each) ?? 0) - 1)
  const known = new Set(how === 'perhaps again' ? wanted : [])
  const differing = (sign: number) =>
    [...surplus]
      .filter(([each, n]) => n * sign > 0 && !(sign > 0 && known.has(each)))
      .map(([each]) => short(each))
  expect({ missing: differing(-1), tooMany: differing(1) }).toEqual({ missing: [], tooMany: [] })
  if (how === 'in order') expect(arrived.map(short)).toEqual(wanted.map(short))
}

async function settled(target: Target, wanted: readonly string[]): Promise<readonly string[]> {
  const deadline = performance.now() + PATIENCE
  for (;;) {
    const arrived = await target.arrived()
    const there = new Set(arrived)
    if (wanted.every((each) => there.has(each)) || performance.now() > deadline) return arrived
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const short = (each: string) => (each.length > 80 ? `${each.slice(0, 80)}…` : each)
