import * as z from 'zod'

const UNITS: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
}

/** Bytes of `500`, `10MB` (10⁷), `1.5 GiB` (1.5 · 2³⁰); undefined when it is no size. */
export function parseSize(given: string | number): number | undefined {
  const found = /^(\d+(?:\.\d+)?)\s*([kmgt]?i?b)?$/i.exec(String(given).trim())
  const unit = found && UNITS[(found[2] ?? 'b').toLowerCase()]
  return unit ? Math.floor(Number(found[1]) * unit) : undefined
}

/** A number of bytes ≥ 1, or a text such as 10MB. `parseSize` reads it. */
export function byteSize() {
  return z.union([
    z.int().min(1),
    z.string().refine((text) => (parseSize(text) ?? 0) >= 1, 'must be a size such as 500kB, 10MB or 1GiB'),
  ])
}
