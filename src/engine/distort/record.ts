import { Float, type Rec } from '../../kernel/index.ts'

/** The value at a dotted path of a record; a key that itself has dots goes before a nested one. */
export function valueAt(record: Rec, path: string): unknown {
  const own = record[path]
  if (own !== undefined && Object.hasOwn(record, path)) return own
  for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', dot + 1)) {
    const inner = innerRecord(record, path.slice(0, dot))
    if (inner) return valueAt(inner, path.slice(dot + 1))
  }
  return undefined
}

/**
 * A record in which the value at a path is another, or gone (undefined). Objects on the way are copied, since
 * others may share them; the record itself only unless `owned`.
 */
export function withValue(record: Rec, path: string, value: unknown, owned: boolean): Rec {
  const copy: Record<string, unknown> = owned ? record : { ...record }
  if (Object.hasOwn(record, path)) {
    if (value === undefined) delete copy[path]
    else copy[path] = value
    return copy
  }
  for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', dot + 1)) {
    const key = path.slice(0, dot)
    const inner = innerRecord(record, key)
    if (!inner) continue
    copy[key] = withValue(inner, path.slice(dot + 1), value, false)
    return copy
  }
  return copy
}

function innerRecord(record: Rec, key: string): Rec | undefined {
  const inner = Object.hasOwn(record, key) ? record[key] : undefined
  return isRecord(inner) ? inner : undefined
}

export function isRecord(value: unknown): value is Rec {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Float)
}

/** A number as it stands in a record: plain, an integral float in its box, or a big integer. */
export function plainNumber(value: unknown): number | undefined {
  const number =
    typeof value === 'number'
      ? value
      : value instanceof Float
        ? value.value
        : typeof value === 'bigint'
          ? Number(value)
          : Number.NaN
  return Number.isFinite(number) ? number : undefined
}

/** A number of the same kind as the one it stands in for: an int, a big int, or a float that looks like one. */
export function numberLike(before: unknown, value: number): unknown {
  if (typeof before === 'bigint') return BigInt(value)
  if (Number.isInteger(before)) return Number.isSafeInteger(value) ? value : BigInt(value)
  return Number.isInteger(value) ? new Float(value) : value
}
