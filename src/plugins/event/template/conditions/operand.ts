import { Float } from '../../../../kernel/index.ts'

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

/** A finite number, as a project file may write it: also as text, or as a boolean. */
export function number(raw: unknown): number | undefined {
  if (typeof raw === 'boolean') return Number(raw)
  if (raw instanceof Float) return raw.value
  const value = typeof raw === 'string' && DECIMAL.test(raw.trim()) ? Number(raw.trim()) : raw
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** Like `number`, without a fraction. */
export function integer(raw: unknown): number | undefined {
  const value = number(raw)
  return value !== undefined && Number.isSafeInteger(value) ? value : undefined
}
