import type { Rng } from '../../kernel/index.ts'
import { composedKey } from '../python/collection/hash.ts'
import { normalise } from '../python/number/kind.ts'
import { Bytes, defineFunction, type HashKey, Host, PythonError, Tuple, type Value } from '../python/ops.ts'
import { randomBits } from './bits.ts'
import { hashOf } from './hashing.ts'
import { bytesOf } from './hashlib.ts'
import { classOf, Namespace } from './native.ts'
import { index, integer, text } from './read.ts'
import type { World } from './world.ts'

/** Python's `uuid.UUID`. */
class Uuid extends Host {
  readonly typeName = 'uuid.UUID'
  /** 32 digits in lower case. */
  readonly hex: string
  #bytes: Buffer | undefined = undefined

  constructor(hex: string) {
    super()
    this.hex = hex
  }

  /** Not to be changed: a namespace is hashed again and again. */
  get bytes(): Buffer {
    this.#bytes ??= Buffer.from(this.hex, 'hex')
    return this.#bytes
  }

  static of(value: bigint): Uuid {
    return new Uuid(value.toString(16).padStart(32, '0'))
  }

  get value(): bigint {
    return BigInt(`0x${this.hex}`)
  }

  override toText(): string {
    const { hex } = this
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }

  override repr(): string {
    return `UUID('${this.toText()}')`
  }

  /** `count` bits, the lowest of them at `from`. */
  #bits(from: number, count: number): number {
    return Number((this.value >> BigInt(from)) & ((1n << BigInt(count)) - 1n))
  }

  override getAttr(name: string): Value | undefined {
    switch (name) {
      case 'hex':
        return this.hex
      case 'int':
        return normalise(this.value)
      case 'bytes':
        return new Bytes(this.bytes)
      case 'bytes_le':
        return new Bytes(littleEndian(this.bytes))
      case 'urn':
        return `urn:uuid:${this.toText()}`
      case 'version':
        return this.variant() === 'specified in RFC 4122' ? this.#bits(76, 4) : null
      case 'variant':
        return this.variant()
      case 'fields':
        return new Tuple(
          [
            [96, 32],
            [80, 16],
            [64, 16],
            [56, 8],
            [48, 8],
            [0, 48],
          ].map(([f, c]) => this.#bits(f!, c!)),
        )
      case 'time_low':
        return this.#bits(96, 32)
      case 'time_mid':
        return this.#bits(80, 16)
      case 'time_hi_version':
        return this.#bits(64, 16)
      case 'clock_seq':
        return this.#bits(48, 14)
      case 'node':
        return this.#bits(0, 48)
      case 'time':
        return normalise(
          (BigInt(this.#bits(64, 12)) << 48n) | BigInt(this.#bits(80, 16) * 2 ** 32 + this.#bits(96, 32)),
        )
      default:
        return undefined
    }
  }

  variant(): string {
    const bits = this.#bits(61, 3)
    if (bits < 4) return 'reserved for NCS compatibility'
    if (bits < 6) return 'specified in RFC 4122'
    return bits === 6 ? 'reserved for Microsoft compatibility' : 'reserved for future definition'
  }

  override toNumber(): Value {
    return normalise(this.value)
  }

  override equals(other: Value): boolean | undefined {
    return other instanceof Uuid ? this.hex === other.hex : undefined
  }

  override compare(other: Value): number | undefined {
    if (!(other instanceof Uuid)) return undefined
    return this.hex < other.hex ? -1 : this.hex > other.hex ? 1 : 0
  }

  override hashKey(): HashKey {
    return composedKey('u', [normalise(this.value)])
  }
}

function littleEndian(bytes: Buffer): Buffer {
  const out = Buffer.from(bytes)
  out.subarray(0, 4).reverse()
  out.subarray(4, 6).reverse()
  out.subarray(6, 8).reverse()
  return out
}

function fromHex(written: string): Uuid {
  const hex = written
    .replace('urn:', '')
    .replace('uuid:', '')
    .replace(/^[{]+|[}]+$/g, '')
    .replaceAll('-', '')
  if (!/^[0-9a-fA-F]{32}$/.test(hex))
    throw new PythonError('ValueError', 'badly formed hexadecimal UUID string')
  return new Uuid(hex.toLowerCase())
}

function fromBytes(bytes: Uint8Array): Uuid {
  if (bytes.length !== 16) throw new PythonError('ValueError', 'bytes is not a 16-char string')
  return fromHex(Buffer.from(bytes).toString('hex'))
}

function withVersion(value: bigint, version: bigint): Uuid {
  const variant = (value & ~(0xc000n << 48n)) | (0x8000n << 48n)
  return Uuid.of((variant & ~(0xf000n << 64n)) | (version << 76n))
}

/** RFC 9562: versions 3 (MD5) and 5 (SHA-1) name things within a namespace. */
function named(algorithm: string, version: number, namespace: Value, name: Value): Uuid {
  if (!(namespace instanceof Uuid)) {
    throw new PythonError('AttributeError', 'the namespace must be a UUID, such as uuid.NAMESPACE_DNS')
  }
  const bytes = name instanceof Bytes ? (name.text ?? name.data) : text(name, 'name')
  const hex = hashOf(algorithm, [namespace.bytes, bytes], 'hex')
  const variant = '89ab'[Number.parseInt(hex[16]!, 16) & 0x3]!
  return new Uuid(`${hex.slice(0, 12)}${version}${hex.slice(13, 16)}${variant}${hex.slice(17, 32)}`)
}

/** Microseconds from 1582-10-15, where the time of a version 1 UUID begins, to 1970. */
const GREGORIAN = 12_219_292_800_000_000n

/** Version 1: the clock's time; node and sequence are random, as for a host without a network card. */
function timeBased(world: World): Uuid {
  const ticks = (BigInt(Math.round(world.clock.now())) + GREGORIAN) * 10n + BigInt(world.rng.int(0, 9))
  const low = ticks & 0xffffffffn
  const middle = (ticks >> 32n) & 0xffffn
  const high = (ticks >> 48n) & 0x0fffn
  const node = randomBits(world.rng, 48) | (1n << 40n)
  const sequence = randomBits(world.rng, 14)
  return withVersion((low << 96n) | (middle << 80n) | (high << 64n) | (sequence << 48n) | node, 1n)
}

function random(rng: Rng): Uuid {
  return withVersion(randomBits(rng, 128), 4n)
}

const NAMESPACES = {
  NAMESPACE_DNS: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
  NAMESPACE_URL: '6ba7b811-9dad-11d1-80b4-00c04fd430c8',
  NAMESPACE_OID: '6ba7b812-9dad-11d1-80b4-00c04fd430c8',
  NAMESPACE_X500: '6ba7b814-9dad-11d1-80b4-00c04fd430c8',
}

function construct(hex?: Value, bytes?: Value, littleBytes?: Value, int?: Value, version?: Value): Uuid {
  const given = [hex, bytes, littleBytes, int].filter((value) => value !== undefined && value !== null)
  if (given.length !== 1) {
    throw new PythonError(
      'TypeError',
      'one of the hex, bytes, bytes_le, fields, or int arguments must be given',
    )
  }
  const made =
    typeof hex === 'string'
      ? fromHex(hex)
      : bytes != null
        ? fromBytes(bytesOf(bytes))
        : littleBytes != null
          ? fromBytes(littleEndian(Buffer.from(bytesOf(littleBytes))))
          : fromInt(BigInt(integer(int ?? hex ?? null)))
  return version === undefined || version === null ? made : withVersion(made.value, BigInt(index(version)))
}

function fromInt(value: bigint): Uuid {
  if (value < 0n || value >= 1n << 128n)
    throw new PythonError('ValueError', 'int is out of range (need a 128-bit value)')
  return Uuid.of(value)
}

/** Python's `uuid`; versions 1 and 4 come from the generator's clock and stream. */
export function uuidModule(world: World): Namespace {
  return new Namespace('uuid', {
    UUID: classOf('uuid.UUID', defineFunction('UUID(hex?, bytes?, bytes_le?, int?, version?)', construct)),
    uuid1: defineFunction('uuid1(node?, clock_seq?)', () => timeBased(world)),
    uuid3: defineFunction('uuid3(namespace, name)', (space, name) => named('md5', 3, space, name)),
    uuid4: defineFunction('uuid4()', () => random(world.rng)),
    uuid5: defineFunction('uuid5(namespace, name)', (space, name) => named('sha1', 5, space, name)),
    getnode: defineFunction('getnode()', () => Number(randomBits(world.rng, 48) | (1n << 40n))),
    ...Object.fromEntries(Object.entries(NAMESPACES).map(([name, id]) => [name, fromHex(id)])),
    RFC_4122: 'specified in RFC 4122',
  })
}
