import { Bytes, Dict, iterate, PythonError, str, Tuple, truth, type Value } from '../../python/ops.ts'
import { percentEncoded } from '../../python/text/percent.ts'
import { text } from '../read.ts'

export function quotePlus(source: Uint8Array, safe: string): string {
  return percentEncoded(source, `${safe} `).replaceAll(' ', '+')
}

export function bytesOfText(value: Value): Uint8Array {
  return value instanceof Bytes ? value.data : Buffer.from(text(value, 'quote() argument'))
}

export function unquoteToBytes(source: string): Buffer {
  const parts = source.split('%')
  const out = [Buffer.from(parts[0]!)]
  for (const part of parts.slice(1)) {
    const hex = part.slice(0, 2)
    const isHex = /^[0-9a-fA-F]{2}$/.test(hex)
    out.push(isHex ? Buffer.from(hex, 'hex') : Buffer.from('%'), Buffer.from(isHex ? part.slice(2) : part))
  }
  return Buffer.concat(out)
}

export function unquote(source: string): string {
  return source.includes('%') ? unquoteToBytes(source).toString() : source
}

/** The pairs of what `urlencode` takes: a mapping, or a sequence of pairs. */
function pairs(query: Value): readonly (readonly [Value, Value])[] {
  if (query instanceof Dict) return [...query.entries()]
  return [...iterate(query)].map((pair) => {
    const [key, value, ...more] = [...iterate(pair)]
    if (key === undefined || value === undefined || more.length > 0) {
      throw new PythonError('TypeError', 'not a valid non-string sequence or mapping object')
    }
    return [key, value] as const
  })
}

export function urlencode(
  query: Value,
  doseq: Value,
  safe: string,
  via: (source: Uint8Array, safe: string) => string,
): string {
  const encode = (value: Value) => via(value instanceof Bytes ? value.data : Buffer.from(str(value)), safe)
  const out: string[] = []
  for (const [key, value] of pairs(query)) {
    const many = truth(doseq) && (Array.isArray(value) || value instanceof Tuple)
    for (const one of many ? iterate(value) : [value]) out.push(`${encode(key)}=${encode(one)}`)
  }
  return out.join('&')
}

/** The pairs of a query string; those without a value only when `keepBlank`. */
export function parseQuery(
  source: string,
  keepBlank: boolean,
  strict: boolean,
  separator: string,
): [string, string][] {
  const out: [string, string][] = []
  for (const field of source === '' ? [] : source.split(separator)) {
    if (field === '' && !strict) continue
    const at = field.indexOf('=')
    if (at < 0 && strict) throw new PythonError('ValueError', `bad query field: '${field}'`)
    if (at < 0 && !keepBlank) continue
    const name = at < 0 ? field : field.slice(0, at)
    const value = at < 0 ? '' : field.slice(at + 1)
    if (value === '' && !keepBlank) continue
    out.push([unquote(name.replaceAll('+', ' ')), unquote(value.replaceAll('+', ' '))])
  }
  return out
}
