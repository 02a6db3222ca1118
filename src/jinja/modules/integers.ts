/** Greatest common divisor, never negative; gcd(0, 0) is 0. */
export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (y > 0n) [x, y] = [y, x % y]
  return x
}

/** The integer part of the square root of n ≥ 0 (Newton), from the root of the nearest double where there is one. */
export function integerRoot(n: bigint): bigint {
  if (n < 2n) return n
  const near = Math.floor(Math.sqrt(Number(n)))
  let x = Number.isFinite(near) ? BigInt(near) : 1n << BigInt((n.toString(2).length + 1) >> 1)
  // What follows comes down from above, and one step from anywhere is not below.
  x = (x + n / x) >> 1n
  for (;;) {
    const next = (x + n / x) >> 1n
    if (next >= x) return x
    x = next
  }
}
