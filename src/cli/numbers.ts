const SCALES = [
  { at: 1e9, unit: 'G' },
  { at: 1e6, unit: 'M' },
  { at: 1e3, unit: 'k' },
] as const

/** `9,876`, `98.1k`, `2500k`, `25.0M`: three or four digits. */
export function short(value: number): string {
  const scale = SCALES.find(({ at }) => value >= at * 9.9995)
  if (!scale) return full(Math.round(value))
  const scaled = value / scale.at
  return `${scaled.toFixed(scaled >= 100 ? 0 : 1)}${scale.unit}`
}

/** `1,234,567`. */
export function full(value: number): string {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, ',')
}

/** `0 B`, `12.3 kB`, `45.2 MB`. */
export function bytes(value: number): string {
  const scale = SCALES.find(({ at }) => value >= at)
  return scale ? `${(value / scale.at).toFixed(1)} ${scale.unit}B` : `${Math.round(value)} B`
}
