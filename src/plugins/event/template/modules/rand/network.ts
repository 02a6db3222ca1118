import {
  type Callable,
  defineFunction,
  ipv4Text,
  ipv6Text,
  Namespace,
  PythonError,
  readIpv4,
  text,
  type Value,
} from '../../../../../jinja/index.ts'
import type { Rng } from '../../../../../kernel/index.ts'
import { HEX_BYTES } from './text.ts'
import { VENDORS } from './vendors.ts'

interface Range {
  readonly from: number
  readonly to: number
}

const address = (dotted: string): number => readIpv4(dotted)!
const PRIVATE_A: Range = { from: address('10.0.0.0'), to: address('10.255.255.255') }
const PRIVATE_B: Range = { from: address('172.16.0.0'), to: address('172.31.255.255') }
const PRIVATE_C: Range = { from: address('192.168.0.0'), to: address('192.168.255.255') }

/** The public ranges and how often each is taken: one entry for each unit of weight, so that one draw chooses. */
const PUBLIC = weighted([
  ['1.0.0.0', '9.255.255.255', 5],
  ['11.0.0.0', '100.63.255.255', 8],
  ['100.128.0.0', '126.255.255.255', 6],
  ['128.0.0.0', '169.253.255.255', 7],
  ['169.255.0.0', '172.15.255.255', 4],
  ['172.32.0.0', '191.255.255.255', 9],
  ['192.0.1.0', '192.0.1.255', 3],
  ['192.0.3.0', '192.88.98.255', 4],
  ['192.88.100.0', '192.167.255.255', 5],
  ['192.169.0.0', '198.17.255.255', 6],
  ['198.20.0.0', '198.51.99.255', 4],
  ['198.51.101.0', '203.0.112.255', 6],
  ['203.0.114.0', '223.255.255.255', 8],
])

const PRIVATE: readonly Range[] = [
  ...Array<Range>(5).fill(PRIVATE_A),
  ...Array<Range>(2).fill(PRIVATE_B),
  ...Array<Range>(5).fill(PRIVATE_C),
]

function weighted(ranges: readonly (readonly [string, string, number])[]): readonly Range[] {
  return ranges.flatMap(([from, to, weight]) =>
    Array<Range>(weight).fill({ from: address(from), to: address(to) }),
  )
}

/** A random public IPv4 address; also what `module.faker` uses. */
export function publicIpv4(rng: Rng): string {
  return within(rng, PUBLIC[rng.int(0, PUBLIC.length - 1)]!)
}

/** A random private IPv4 address. */
export function privateIpv4(rng: Rng): string {
  return within(rng, PRIVATE[rng.int(0, PRIVATE.length - 1)]!)
}

function within(rng: Rng, range: Range): string {
  return ipv4Text(rng.int(range.from, range.to))
}

/** A random IPv6 address whose first 16 bits are `prefix` under `mask`. */
export function randomIpv6(rng: Rng, prefix = 0, mask = 0): string {
  const groups: number[] = []
  for (let i = 0; i < 4; i++) {
    const word = rng.uint32()
    groups.push(word >>> 16, word & 0xffff)
  }
  groups[0] = (groups[0]! & ~mask) | prefix
  return ipv6Text(groups)
}

/** `module.rand.network`: addresses as text. */
export function networkModule(rng: Rng): Namespace {
  const inRange = (name: string, range: Range) => defineFunction(`${name}()`, () => within(rng, range))
  const inPrefix = (name: string, prefix: number, mask: number) =>
    defineFunction(`${name}()`, () => randomIpv6(rng, prefix, mask))
  return new Namespace('rand.network', {
    ip_v4: defineFunction('ip_v4()', () => ipv4Text(rng.uint32())),
    ip_v4_private: defineFunction('ip_v4_private()', () => privateIpv4(rng)),
    ip_v4_private_a: inRange('ip_v4_private_a', PRIVATE_A),
    ip_v4_private_b: inRange('ip_v4_private_b', PRIVATE_B),
    ip_v4_private_c: inRange('ip_v4_private_c', PRIVATE_C),
    ip_v4_public: defineFunction('ip_v4_public()', () => publicIpv4(rng)),
    ip_v4_in_subnet: subnetFunction(rng),
    ip_v6: inPrefix('ip_v6', 0, 0),
    ip_v6_global: inPrefix('ip_v6_global', 0x2000, 0xe000),
    ip_v6_link_local: inPrefix('ip_v6_link_local', 0xfe80, 0xffc0),
    ip_v6_ula: inPrefix('ip_v6_ula', 0xfc00, 0xfe00),
    mac: defineFunction('mac(*, oui?, vendor?)', (oui = null, vendor = null) => mac(rng, oui, vendor)),
  })
}

const KNOWN_LIMIT = 10_000

function subnetFunction(rng: Rng): Callable {
  const known = new Map<string, Range>()
  return defineFunction('ip_v4_in_subnet(cidr)', (cidr) => {
    const source = text(cidr, 'cidr')
    let hosts = known.get(source)
    if (!hosts) {
      if (known.size >= KNOWN_LIMIT) known.clear()
      hosts = readSubnet(source)
      known.set(source, hosts)
    }
    return within(rng, hosts)
  })
}

/** The host addresses of a CIDR block: without network and broadcast address where the block has more than two. */
function readSubnet(cidr: string): Range {
  const [base = '', length = '32', ...more] = cidr.trim().split('/')
  const start = readIpv4(base)
  const bits = readPrefixLength(length)
  if (start === undefined || bits === undefined || more.length > 0) {
    throw new PythonError('ValueError', `'${cidr}' does not appear to be an IPv4 network`)
  }
  const size = 2 ** (32 - bits)
  const from = Math.floor(start / size) * size
  return size <= 2 ? { from, to: from + size - 1 } : { from: from + 1, to: from + size - 2 }
}

/** `24`, or the same as a mask: `255.255.255.0`. */
function readPrefixLength(written: string): number | undefined {
  if (/^[0-9]{1,2}$/.test(written) && Number(written) <= 32) return Number(written)
  const mask = readIpv4(written)
  if (mask === undefined) return undefined
  const zeros = Math.log2(2 ** 32 - mask)
  return Number.isInteger(zeros) ? 32 - zeros : undefined
}

/** Six octets. The lowest bit of the first says whether it addresses a group. */
export function macAddress(rng: Rng, multicast?: boolean): string {
  const head = rng.uint32()
  const first = head >>> 24
  const marked = multicast === undefined ? first : multicast ? first | 1 : first & 254
  return `${HEX_BYTES[marked]}:${HEX_BYTES[(head >>> 16) & 255]}:${HEX_BYTES[(head >>> 8) & 255]}:${macTail(rng)}`
}

function macTail(rng: Rng): string {
  const tail = rng.uint32()
  return `${HEX_BYTES[tail >>> 24]}:${HEX_BYTES[(tail >>> 16) & 255]}:${HEX_BYTES[(tail >>> 8) & 255]}`
}

/** Six octets; the first three from `oui` or from one of the prefixes of `vendor` when given. */
function mac(rng: Rng, oui: Value, vendor: Value): string {
  if (oui === null && vendor === null) return macAddress(rng)
  if (oui !== null && vendor !== null) {
    throw new PythonError('ValueError', "'oui' and 'vendor' are mutually exclusive")
  }
  const prefix = oui === null ? vendorPrefix(rng, text(vendor, 'vendor')) : readOui(text(oui, 'oui'))
  return `${prefix}:${macTail(rng)}`
}

function readOui(oui: string): string {
  if (!/^[0-9a-f]{2}([:-])[0-9a-f]{2}\1[0-9a-f]{2}$/i.test(oui)) {
    throw new PythonError('ValueError', `invalid OUI '${oui}': three pairs of hex digits such as 'aa:bb:cc'`)
  }
  return oui.toLowerCase().replaceAll('-', ':')
}

function vendorPrefix(rng: Rng, vendor: string): string {
  const key = vendor.toLowerCase()
  if (!Object.hasOwn(VENDORS, key)) {
    const known = Object.keys(VENDORS).join(', ')
    throw new PythonError('ValueError', `unknown vendor '${vendor}': one of ${known}`)
  }
  return rng.pick(VENDORS[key]!)!
}
