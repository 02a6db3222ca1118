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

/** Bytes of `500`, `10MB` (10⁷), `1.5 GiB` (1.5 · 2³⁰); undefined when the text is no size. */
export function parseSize(text: string): number | undefined {
  const found = /^(\d+(?:\.\d+)?)\s*([kmgt]?i?b)?$/i.exec(text.trim())
  const unit = found && UNITS[(found[2] ?? 'b').toLowerCase()]
  return unit ? Math.floor(Number(found[1]) * unit) : undefined
}
