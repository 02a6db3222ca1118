import { composedKey } from '../../python/collection/hash.ts'
import { asInt, normalise } from '../../python/number/kind.ts'
import {
  type BinaryOperator,
  Bytes,
  type HashKey,
  Host,
  PythonError,
  repr,
  type Value,
} from '../../python/ops.ts'
import { special } from './special.ts'
import { addressText, BITS, groupsOf, readAddress, type Version } from './text.ts'

/** Python's `IPv4Address` and `IPv6Address`. */
export class Address extends Host {
  readonly version: Version
  readonly value: bigint

  constructor(version: Version, value: bigint) {
    super()
    this.version = version
    this.value = value
  }

  /** From text, an int or packed bytes; AddressValueError if it is none of that version. */
  static of(version: Version, value: Value): Address {
    if (value instanceof Address && value.version === version) return value
    const int = asInt(value)
    if (int !== undefined) return new Address(version, checked(version, BigInt(int)))
    if (value instanceof Bytes && value.data.length * 8 === BITS[version]) {
      return new Address(version, BigInt(`0x${Buffer.from(value.data).toString('hex')}`))
    }
    const found = typeof value === 'string' ? readAddress(version, value) : undefined
    if (found !== undefined) return new Address(version, found)
    const what = version === 4 ? 'Expected 4 octets' : 'At least 3 parts expected'
    throw new PythonError('AddressValueError', `${what} in ${repr(value)}`)
  }

  get typeName(): string {
    return `ipaddress.IPv${this.version}Address`
  }

  override repr(): string {
    return `IPv${this.version}Address('${this.toText()}')`
  }

  override toText(): string {
    return addressText(this.version, this.value)
  }

  override truth(): boolean {
    return true
  }

  #packed(): Bytes {
    if (this.version === 6) return new Bytes(Buffer.from(this.value.toString(16).padStart(32, '0'), 'hex'))
    const bytes = Buffer.allocUnsafe(4)
    bytes.writeUInt32BE(Number(this.value))
    return new Bytes(bytes)
  }

  override getAttr(name: string): Value | undefined {
    switch (name) {
      case 'version':
        return this.version
      case 'max_prefixlen':
        return BITS[this.version]
      case 'compressed':
        return this.toText()
      case 'exploded':
        return this.exploded()
      case 'packed':
        return this.#packed()
      case 'reverse_pointer':
        return this.reversePointer()
      case 'ipv4_mapped':
        if (this.version === 4) return undefined
        return this.value >> 32n === 0xffffn ? new Address(4, this.value & 0xffffffffn) : null
      default:
        return special(name, this.version, this.value)
    }
  }

  exploded(): string {
    if (this.version === 4) return this.toText()
    return groupsOf(this.value)
      .map((group) => group.toString(16).padStart(4, '0'))
      .join(':')
  }

  reversePointer(): string {
    if (this.version === 4) return `${this.toText().split('.').reverse().join('.')}.in-addr.arpa`
    return `${[...this.exploded().replaceAll(':', '')].reverse().join('.')}.ip6.arpa`
  }

  override toNumber(): Value {
    return normalise(this.value)
  }

  override equals(other: Value): boolean | undefined {
    return other instanceof Address ? this.version === other.version && this.value === other.value : undefined
  }

  override compare(other: Value): number | undefined {
    if (!(other instanceof Address)) return undefined
    if (other.version !== this.version) {
      throw new PythonError('TypeError', `${this.toText()} and ${other.toText()} are not of the same version`)
    }
    return this.value < other.value ? -1 : this.value > other.value ? 1 : 0
  }

  override binary(operator: BinaryOperator, other: Value, reflected: boolean): Value | undefined {
    const by = asInt(other)
    if (by === undefined || reflected || (operator !== '+' && operator !== '-')) return undefined
    const sum = operator === '+' ? this.value + BigInt(by) : this.value - BigInt(by)
    return new Address(this.version, checked(this.version, sum))
  }

  override hashKey(): HashKey {
    return composedKey('i', [this.version, normalise(this.value)])
  }

  override format(spec: string): string {
    if (spec === '' || spec === 's') return this.toText()
    const base = { b: 2, x: 16, X: 16, n: this.version === 4 ? 2 : 16 }[spec]
    if (base === undefined) return super.format(spec)
    const digits = this.value.toString(base).padStart(BITS[this.version] / (base === 2 ? 1 : 4), '0')
    return spec === 'X' ? digits.toUpperCase() : digits
  }
}

function checked(version: Version, value: bigint): bigint {
  if (value < 0n)
    throw new PythonError('AddressValueError', `${value} (< 0) is not permitted as an IPv${version} address`)
  if (value < 1n << BigInt(BITS[version])) return value
  throw new PythonError(
    'AddressValueError',
    `${value} (>= 2**${BITS[version]}) is not permitted as an IPv${version} address`,
  )
}
