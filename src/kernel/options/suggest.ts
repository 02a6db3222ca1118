import { distance } from 'fastest-levenshtein'

/** `did you mean "cron"?` when one of the names is near enough to what was written, else undefined. */
export function suggest(written: string, names: readonly string[]): string | undefined {
  const near = names
    .map((name) => ({ name, cost: distance(written.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.cost - b.cost)[0]
  const reach = written.length < 4 ? 1 : Math.max(2, Math.floor(written.length / 3))
  return near && near.cost <= reach ? `did you mean "${near.name}"?` : undefined
}
