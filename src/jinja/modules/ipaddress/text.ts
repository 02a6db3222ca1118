import { ipv4Text, ipv6Text, readIpv4 } from '../ip-text.ts'

export type Version = 4 | 6

export const BITS: Readonly<Record<Version, number>> = { 4: 32, 6: 128 }

/** The text of an address: dotted, or canonical IPv6. */
export function addressText(version: Version, value: bigint): string {
  return version === 4 ? ipv4Text(Number(value)) : ipv6Text(groupsOf(value))
}

export function groupsOf(value: bigint): number[] {
  return Array.from({ length: 8 }, (_, i) => Number((value >> BigInt(112 - 16 * i)) & 0xffffn))
}

/** The number of a written address; undefined if it is not one. */
export function readAddress(version: Version, text: string): bigint | undefined {
  if (version === 6) return readIpv6(text)
  const found = readIpv4(text)
  return found === undefined ? undefined : BigInt(found)
}

function readIpv6(text: string): bigint | undefined {
  const parts = text.split('::')
  if (parts.length > 2 || text === '') return undefined
  const head = readGroups(parts[0]!)
  const tail = parts.length === 2 ? readGroups(parts[1]!) : []
  if (!head || !tail) return undefined
  const missing = 8 - head.length - tail.length
  if (parts.length === 2 ? missing < 1 : missing !== 0) return undefined
  const groups = [...head, ...Array<number>(missing).fill(0), ...tail]
  return groups.reduce((value, group) => (value << 16n) | BigInt(group), 0n)
}

/** The groups of one half; a dotted address at the end counts for two. */
function readGroups(text: string): number[] | undefined {
  if (text === '') return []
  const groups: number[] = []
  const parts = text.split(':')
  for (const [i, part] of parts.entries()) {
    if (part.includes('.') && i === parts.length - 1) {
      const dotted = readIpv4(part)
      if (dotted === undefined) return undefined
      groups.push(dotted >>> 16, dotted & 0xffff)
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16))
    else return undefined
  }
  return groups
}

/** The length of a written prefix or netmask; undefined if it is neither. */
export function readPrefix(version: Version, text: string): number | undefined {
  if (/^[0-9]+$/.test(text)) return Number(text) <= BITS[version] ? Number(text) : undefined
  const mask = version === 4 ? readIpv4(text) : undefined
  if (mask === undefined) return undefined
  const ones = prefixOfMask(mask)
  return ones ?? prefixOfMask(~mask >>> 0)
}

function prefixOfMask(mask: number): number | undefined {
  const zeros = Math.log2(2 ** 32 - mask)
  return Number.isInteger(zeros) ? 32 - zeros : undefined
}

export function maskOf(version: Version, prefix: number): bigint {
  const bits = BigInt(BITS[version])
  return ((1n << bits) - 1n) ^ ((1n << (bits - BigInt(prefix))) - 1n)
}
