/** `0` … `255`. */
const DECIMAL: readonly string[] = Array.from({ length: 256 }, (_, i) => String(i))

/** Dotted text of an IPv4 address given as an unsigned 32-bit number. */
export function ipv4Text(address: number): string {
  return `${DECIMAL[address >>> 24]!}.${DECIMAL[(address >>> 16) & 255]!}.${DECIMAL[(address >>> 8) & 255]!}.${DECIMAL[address & 255]!}`
}

/** The unsigned 32-bit number of a dotted IPv4 address; undefined if it is not one. */
export function readIpv4(text: string): number | undefined {
  let address = 0
  let part = -1
  let dots = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === 0x2e && part >= 0) {
      address = address * 256 + part
      part = -1
      dots++
    } else {
      // No zero may lead.
      if (unit < 0x30 || unit > 0x39 || part === 0) return undefined
      part = Math.max(part, 0) * 10 + unit - 0x30
      if (part > 255) return undefined
    }
  }
  return dots === 3 && part >= 0 ? address * 256 + part : undefined
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
