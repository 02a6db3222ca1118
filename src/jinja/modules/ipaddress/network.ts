import { defineMethods } from '../../python/arguments.ts'
import { composedKey } from '../../python/collection/hash.ts'
import { asInt, normalise } from '../../python/number/kind.ts'
import {
  type HashKey,
  Host,
  Lazy,
  type Methods,
  PythonError,
  repr,
  Tuple,
  type Value,
} from '../../python/ops.ts'
import { index } from '../read.ts'
import { Address } from './address.ts'
import { special } from './special.ts'
import { addressText, BITS, maskOf, readPrefix, type Version } from './text.ts'

/** Address and prefix length of `10.0.0.1/8`, `10.0.0.1/255.0.0.0`, a pair, or an address alone. */
export function readInterface(version: Version, written: Value): [Address, number] {
  if (written instanceof Tuple || Array.isArray(written)) {
    const [address = null, prefix = BITS[version]] = written instanceof Tuple ? written.items : written
    return [Address.of(version, address), needPrefix(version, String(prefix))]
  }
  if (typeof written !== 'string') return [Address.of(version, written), BITS[version]]
  const [address = '', prefix, ...more] = written.split('/')
  if (more.length > 0)
    throw new PythonError('AddressValueError', `Only one '/' permitted in ${repr(written)}`)
  return [Address.of(version, address), prefix === undefined ? BITS[version] : needPrefix(version, prefix)]
}

function needPrefix(version: Version, written: string): number {
  const found = readPrefix(version, written)
  if (found !== undefined) return found
  throw new PythonError('NetmaskValueError', `'${written}' is not a valid netmask`)
}

/** Python's `IPv4Network` and `IPv6Network`. */
export class Network extends Host {
  readonly version: Version
  readonly first: bigint
  readonly prefix: number

  constructor(version: Version, first: bigint, prefix: number) {
    super()
    this.version = version
    this.first = first
    this.prefix = prefix
  }

  static of(version: Version, written: Value, strict: boolean): Network {
    if (written instanceof Network) return written
    const [address, prefix] = readInterface(version, written)
    const first = address.value & maskOf(version, prefix)
    if (strict && first !== address.value) {
      throw new PythonError('ValueError', `${address.toText()}/${prefix} has host bits set`)
    }
    return new Network(version, first, prefix)
  }

  get typeName(): string {
    return `ipaddress.IPv${this.version}Network`
  }

  get size(): bigint {
    return 1n << BigInt(BITS[this.version] - this.prefix)
  }

  get last(): bigint {
    return this.first + this.size - 1n
  }

  override get methods(): Methods<never> {
    return METHODS
  }

  override repr(): string {
    return `IPv${this.version}Network('${this.toText()}')`
  }

  override toText(): string {
    return `${addressText(this.version, this.first)}/${this.prefix}`
  }

  address(value: bigint): Address {
    return new Address(this.version, value)
  }

  override getAttr(name: string): Value | undefined {
    const mask = maskOf(this.version, this.prefix)
    const ones = (1n << BigInt(BITS[this.version])) - 1n
    const start = this.address(this.first)
    switch (name) {
      case 'version':
        return this.version
      case 'max_prefixlen':
        return BITS[this.version]
      case 'prefixlen':
        return this.prefix
      case 'network_address':
        return start
      case 'broadcast_address':
        return this.address(this.last)
      case 'num_addresses':
        return normalise(this.size)
      case 'netmask':
        return this.address(mask)
      case 'hostmask':
        return this.address(mask ^ ones)
      case 'with_prefixlen':
      case 'compressed':
        return this.toText()
      case 'exploded':
        return `${start.exploded()}/${this.prefix}`
      case 'with_netmask':
        return `${start.toText()}/${addressText(this.version, mask)}`
      case 'with_hostmask':
        return `${start.toText()}/${addressText(this.version, mask ^ ones)}`
      default:
        return special(name, this.version, this.first, this.last)
    }
  }

  /** The host addresses: without those of the network and broadcast, where the network has more than two. */
  hostRange(): [bigint, bigint] {
    if (this.size <= 2n) return [this.first, this.last]
    return [this.first + 1n, this.version === 4 ? this.last - 1n : this.last]
  }

  override getItem(key: Value): Value | undefined {
    const at = asInt(key)
    if (at === undefined) return undefined
    const value = BigInt(at) < 0n ? this.last + 1n + BigInt(at) : this.first + BigInt(at)
    return value < this.first || value > this.last ? undefined : this.address(value)
  }

  override iterate(): Iterable<Value> {
    return walk(this, this.first, this.last)
  }

  override contains(item: Value): boolean {
    if (!(item instanceof Address) || item.version !== this.version) return false
    return item.value >= this.first && item.value <= this.last
  }

  override truth(): boolean {
    return true
  }

  override equals(other: Value): boolean | undefined {
    if (!(other instanceof Network)) return undefined
    return this.version === other.version && this.first === other.first && this.prefix === other.prefix
  }

  override compare(other: Value): number | undefined {
    if (!(other instanceof Network) || other.version !== this.version) return undefined
    return this.first < other.first ? -1 : this.first > other.first ? 1 : this.prefix - other.prefix
  }

  override hashKey(): HashKey {
    return composedKey('I', [this.version, normalise(this.first), this.prefix])
  }

  within(other: Network): boolean {
    return this.version === other.version && this.first >= other.first && this.last <= other.last
  }
}

function* walk(network: Network, from: bigint, to: bigint): Generator<Value> {
  for (let at = from; at <= to; at++) yield network.address(at)
}

function* split(network: Network, prefix: number): Generator<Value> {
  const step = 1n << BigInt(BITS[network.version] - prefix)
  for (let at = network.first; at <= network.last; at += step) yield new Network(network.version, at, prefix)
}

function needNetwork(value: Value): Network {
  if (value instanceof Network) return value
  throw new PythonError('TypeError', `${repr(value)} is not a network object`)
}

function newPrefix(network: Network, difference: Value, wanted: Value, sign: 1 | -1): number {
  const prefix = wanted === null ? network.prefix + sign * index(difference) : index(wanted)
  const fits =
    sign === 1
      ? prefix >= network.prefix && prefix <= BITS[network.version]
      : prefix <= network.prefix && prefix >= 0
  if (!fits)
    throw new PythonError(
      'ValueError',
      sign === 1 ? 'new prefix must be longer' : 'new prefix must be shorter',
    )
  return prefix
}

const METHODS = defineMethods<Network>('Network', {
  'hosts()': (network) => new Lazy(walk(network, ...network.hostRange()), 'hosts'),
  'subnets(prefixlen_diff?, new_prefix?)': (network, difference = 1, wanted = null) =>
    new Lazy(split(network, newPrefix(network, difference, wanted, 1)), 'subnets'),
  'supernet(prefixlen_diff?, new_prefix?)': (network, difference = 1, wanted = null) => {
    const prefix = newPrefix(network, difference, wanted, -1)
    return new Network(network.version, network.first & maskOf(network.version, prefix), prefix)
  },
  'overlaps(other)': (network, other) => {
    const that = needNetwork(other)
    return network.version === that.version && network.first <= that.last && that.first <= network.last
  },
  'subnet_of(other)': (network, other) => network.within(needNetwork(other)),
  'supernet_of(other)': (network, other) => needNetwork(other).within(network),
})

/** Python's `IPv4Interface` and `IPv6Interface`: an address that knows its network. */
export class Interface extends Address {
  readonly network: Network

  constructor(address: Address, prefix: number) {
    super(address.version, address.value)
    this.network = new Network(address.version, address.value & maskOf(address.version, prefix), prefix)
  }

  override get typeName(): string {
    return `ipaddress.IPv${this.version}Interface`
  }

  override repr(): string {
    return `IPv${this.version}Interface('${this.toText()}')`
  }

  override toText(): string {
    return `${super.toText()}/${this.network.prefix}`
  }

  override getAttr(name: string): Value | undefined {
    switch (name) {
      case 'ip':
        return new Address(this.version, this.value)
      case 'network':
        return this.network
      case 'netmask':
      case 'hostmask':
        return this.network.getAttr(name)
      case 'with_prefixlen':
        return this.toText()
      case 'with_netmask':
        return `${super.toText()}/${(this.network.getAttr('netmask') as Address).toText()}`
      default:
        return super.getAttr(name)
    }
  }
}
