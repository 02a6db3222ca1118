/** `0` … `255`. */
const DECIMAL: readonly string[] = Array.from({ length: 256 }, (_, i) => String(i))

/** Dotted text of an IPv4 address given as an unsigned 32-bit number. */
export function ipv4Text(address: number): string {
  return `${DECIMAL[address >>> 24]!}.${DECIMAL[(address >>> 16) & 255]!}.${DECIMAL[(address >>> 8) & 255]!}.${DECIMAL[address & 255]!}`
}

/** The unsigned 32-bit number of a dotted IPv4 address; undefined if it is not one. */
export function readIpv4(text: string): number | undefined {
  const parts = text.split('.')
  if (parts.length !== 4) return undefined
  let address = 0
  for (const part of parts) {
    if (!/^(?:0|[1-9][0-9]{0,2})$/.test(part) || Number(part) > 255) return undefined
    address = address * 256 + Number(part)
  }
  return address
}

/**
 * Canonical text (RFC 5952) of an IPv6 address given as eight 16-bit groups: lower case, no leading zeros,
 * the first of the longest runs of two or more zero groups written `::`.
 */
export function ipv6Text(groups: ArrayLike<number>): string {
  let start = -1
  let length = 1
  for (let i = 0; i < 8; i++) {
    let end = i
    while (end < 8 && groups[end] === 0) end++
    if (end - i > length) {
      start = i
      length = end - i
    }
    i = Math.max(i, end - 1)
  }
  const part = (from: number, to: number): string => {
    let out = ''
    for (let i = from; i < to; i++) out += (i > from ? ':' : '') + groups[i]!.toString(16)
    return out
  }
  return start < 0 ? part(0, 8) : `${part(0, start)}::${part(start + length, 8)}`
}
