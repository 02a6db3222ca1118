import type { Rng } from '../../kernel/index.ts'

/** A uniform integer of that many bits. */
export function randomBits(rng: Rng, bits: number): bigint {
  let value = 0n
  for (let have = 0; have < bits; have += 32) value = (value << 32n) | BigInt(rng.uint32())
  return BigInt.asUintN(bits, value)
}

/** A uniform integer with 0 ≤ n < limit, of any size. */
export function randomBelow(rng: Rng, limit: bigint): bigint {
  if (limit <= BigInt(Number.MAX_SAFE_INTEGER)) return BigInt(rng.int(0, Number(limit) - 1))
  const bits = limit.toString(2).length
  for (;;) {
    const draw = randomBits(rng, bits)
    if (draw < limit) return draw
  }
}

export function randomBytes(rng: Rng, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, () => rng.int(0, 255))
}
