import { defineFunction, iterate, Lazy, PythonError, repr, truth, type Value } from '../../python/ops.ts'
import { classOf, Namespace } from '../native.ts'
import { Address } from './address.ts'
import { Interface, Network, readInterface } from './network.ts'
import type { Version } from './text.ts'

/** The first of the two versions that takes the value. */
function either<T>(value: Value, kind: string, make: (version: Version) => T): T {
  for (const version of [4, 6] as const) {
    try {
      return make(version)
    } catch (error) {
      const other = error instanceof PythonError && /ValueError$/.test(error.type)
      if (!other || error.type === 'ValueError') throw error
    }
  }
  throw new PythonError('ValueError', `${repr(value)} does not appear to be an IPv4 or IPv6 ${kind}`)
}

const toInterface = (version: Version, value: Value) => new Interface(...readInterface(version, value))

/** The blocks that cover first to last exactly. */
function* summarize(first: Address, last: Address): Generator<Value> {
  if (first.version !== last.version)
    throw new PythonError('TypeError', `${first.toText()} and ${last.toText()} are not of the same version`)
  if (first.value > last.value)
    throw new PythonError('ValueError', 'last IP address must be greater than first')
  const bits = first.version === 4 ? 32 : 128
  for (let at = first.value; at <= last.value; ) {
    let prefix = bits
    for (; prefix > 0; prefix--) {
      const size = 1n << BigInt(bits - prefix + 1)
      if (at % size !== 0n || at + size - 1n > last.value) break
    }
    yield new Network(first.version, at, prefix)
    at += 1n << BigInt(bits - prefix)
  }
}

/** Networks merged as far as they adjoin. */
function collapse(addresses: Value): Value[] {
  const sorted = [...iterate(addresses)]
    .map((one) =>
      one instanceof Network
        ? one
        : new Network(
            (one as Address).version,
            (one as Address).value,
            (one as Address).version === 4 ? 32 : 128,
          ),
    )
    .sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : a.prefix - b.prefix))
  const out: Network[] = []
  for (const network of sorted) {
    const before = out.at(-1)
    if (before && network.within(before)) continue
    out.push(network)
    for (;;) {
      const [a, b] = out.slice(-2)
      if (
        !a ||
        !b ||
        a.prefix !== b.prefix ||
        a.prefix === 0 ||
        a.first % (a.size * 2n) !== 0n ||
        b.first !== a.first + a.size
      )
        break
      out.splice(-2, 2, new Network(a.version, a.first, a.prefix - 1))
    }
  }
  return out
}

function address(value: Value): Address {
  if (value instanceof Address) return value
  throw new PythonError('TypeError', 'first and last must be IP addresses, not networks')
}

/** Python's `ipaddress`. */
export const ipaddressModule = new Namespace('ipaddress', {
  ip_address: defineFunction('ip_address(address)', (value) =>
    either(value, 'address', (v) => Address.of(v, value)),
  ),
  ip_network: defineFunction('ip_network(address, strict?)', (value, strict = true) =>
    either(value, 'network', (v) => Network.of(v, value, truth(strict))),
  ),
  ip_interface: defineFunction('ip_interface(address)', (value) =>
    either(value, 'interface', (v) => toInterface(v, value)),
  ),
  IPv4Address: classOf(
    'ipaddress.IPv4Address',
    defineFunction('IPv4Address(address)', (value) => Address.of(4, value)),
  ),
  IPv6Address: classOf(
    'ipaddress.IPv6Address',
    defineFunction('IPv6Address(address)', (value) => Address.of(6, value)),
  ),
  IPv4Network: classOf(
    'ipaddress.IPv4Network',
    defineFunction('IPv4Network(address, strict?)', (value, strict = true) =>
      Network.of(4, value, truth(strict)),
    ),
  ),
  IPv6Network: classOf(
    'ipaddress.IPv6Network',
    defineFunction('IPv6Network(address, strict?)', (value, strict = true) =>
      Network.of(6, value, truth(strict)),
    ),
  ),
  IPv4Interface: classOf(
    'ipaddress.IPv4Interface',
    defineFunction('IPv4Interface(address)', (value) => toInterface(4, value)),
  ),
  IPv6Interface: classOf(
    'ipaddress.IPv6Interface',
    defineFunction('IPv6Interface(address)', (value) => toInterface(6, value)),
  ),
  summarize_address_range: defineFunction(
    'summarize_address_range(first, last)',
    (first, last) => new Lazy(summarize(address(first), address(last)), 'summarize_address_range'),
  ),
  collapse_addresses: defineFunction(
    'collapse_addresses(addresses)',
    (list) => new Lazy(collapse(list), '_collapse_addresses_internal'),
  ),
})
