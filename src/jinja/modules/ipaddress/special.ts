import { maskOf, readAddress, type Version } from './text.ts'

type Block = readonly [base: bigint, mask: bigint]

function blocks(version: Version, list: string): readonly Block[] {
  return list.split(' ').map((cidr) => {
    const [base, prefix] = cidr.split('/')
    return [readAddress(version, base!)!, maskOf(version, Number(prefix))]
  })
}

/** The IANA special-purpose registries, as CPython's `ipaddress` reads them. */
const PRIVATE: Readonly<Record<Version, readonly Block[]>> = {
  4: blocks(
    4,
    '0.0.0.0/8 10.0.0.0/8 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/29 192.0.0.170/31 192.0.2.0/24 ' +
      '192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 240.0.0.0/4 255.255.255.255/32',
  ),
  6: blocks(
    6,
    '::1/128 ::/128 ::ffff:0:0/96 100::/64 2001::/23 2001:2::/48 2001:db8::/32 2001:10::/28 fc00::/7 fe80::/10',
  ),
}
const RESERVED: Readonly<Record<Version, readonly Block[]>> = {
  4: blocks(4, '240.0.0.0/4'),
  6: blocks(
    6,
    '::/8 100::/8 200::/7 400::/6 800::/5 1000::/4 4000::/3 6000::/3 8000::/3 a000::/3 c000::/3 e000::/4 f000::/5 f800::/6 fe00::/9',
  ),
}
const KINDS: Readonly<Record<string, Readonly<Record<Version, readonly Block[]>>>> = {
  is_private: PRIVATE,
  is_reserved: RESERVED,
  is_multicast: { 4: blocks(4, '224.0.0.0/4'), 6: blocks(6, 'ff00::/8') },
  is_loopback: { 4: blocks(4, '127.0.0.0/8'), 6: blocks(6, '::1/128') },
  is_link_local: { 4: blocks(4, '169.254.0.0/16'), 6: blocks(6, 'fe80::/10') },
  is_unspecified: { 4: blocks(4, '0.0.0.0/32'), 6: blocks(6, '::/128') },
  is_site_local: { 4: [], 6: blocks(6, 'fec0::/10') },
}
const SHARED = blocks(4, '100.64.0.0/10')

const within = (value: bigint, list: readonly Block[]) => list.some(([base, mask]) => (value & mask) === base)

/** `is_private` and its like for an address, or for a network given by its first and last address. */
export function special(name: string, version: Version, first: bigint, last = first): boolean | undefined {
  if (name === 'is_global') {
    const shared = version === 4 && within(first, SHARED) && within(last, SHARED)
    return !shared && !special('is_private', version, first, last)
  }
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined
  if (!kind || (name === 'is_site_local' && version === 4)) return undefined
  return within(first, kind[version]) && within(last, kind[version])
}
