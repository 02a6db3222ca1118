import { pbkdf2Sync } from 'node:crypto'
import { defineMethods } from '../python/arguments.ts'
import {
  Bytes,
  defineFunction,
  Host,
  type Methods,
  PySet,
  PythonError,
  typeName,
  type Value,
} from '../python/ops.ts'
import { type DigestText, type Hashable, hashOf, hmacOf } from './hashing.ts'
import { Namespace } from './native.ts'
import { index, text } from './read.ts'

interface Algorithm {
  /** As OpenSSL names it. */
  readonly openssl: string
  readonly digestSize: number
  readonly blockSize: number
}

const ALGORITHMS: Readonly<Record<string, Algorithm>> = {
  md5: { openssl: 'md5', digestSize: 16, blockSize: 64 },
  sha1: { openssl: 'sha1', digestSize: 20, blockSize: 64 },
  sha224: { openssl: 'sha224', digestSize: 28, blockSize: 64 },
  sha256: { openssl: 'sha256', digestSize: 32, blockSize: 64 },
  sha384: { openssl: 'sha384', digestSize: 48, blockSize: 128 },
  sha512: { openssl: 'sha512', digestSize: 64, blockSize: 128 },
  sha3_224: { openssl: 'sha3-224', digestSize: 28, blockSize: 144 },
  sha3_256: { openssl: 'sha3-256', digestSize: 32, blockSize: 136 },
  sha3_384: { openssl: 'sha3-384', digestSize: 48, blockSize: 104 },
  sha3_512: { openssl: 'sha3-512', digestSize: 64, blockSize: 72 },
  blake2b: { openssl: 'blake2b512', digestSize: 64, blockSize: 128 },
  blake2s: { openssl: 'blake2s256', digestSize: 32, blockSize: 64 },
}

/** The bytes of a bytes object, not to be changed; TypeError for text, as in Python. */
export function bytesOf(value: Value): Buffer {
  return needBytes(value).data
}

/** The same, or the text that they are in UTF-8. */
function hashable(value: Value): Hashable {
  const bytes = needBytes(value)
  return bytes.text ?? bytes.data
}

/** A bytes object. */
export function needBytes(value: Value): Bytes {
  if (value instanceof Bytes) return value
  if (typeof value === 'string') throw new PythonError('TypeError', 'Strings must be encoded before hashing')
  throw new PythonError('TypeError', `a bytes-like object is required, not '${typeName(value)}'`)
}

/** A hash or an HMAC under way. */
class Digest extends Host {
  readonly typeName: string
  readonly #name: string
  readonly #algorithm: Algorithm
  readonly #key: Hashable | undefined
  readonly #chunks: Hashable[] = []

  constructor(name: string, key?: Hashable) {
    super()
    const found = Object.hasOwn(ALGORITHMS, name) ? ALGORITHMS[name] : undefined
    if (!found) throw new PythonError('ValueError', `unsupported hash type ${name}`)
    this.typeName = key !== undefined ? 'hmac.HMAC' : '_hashlib.HASH'
    this.#name = name
    this.#algorithm = found
    this.#key = key
  }

  override get methods(): Methods<never> {
    return METHODS
  }

  override getAttr(name: string): Value | undefined {
    switch (name) {
      case 'name':
        return this.#key !== undefined ? `hmac-${this.#name}` : this.#name
      case 'digest_size':
        return this.#algorithm.digestSize
      case 'block_size':
        return this.#algorithm.blockSize
      default:
        return undefined
    }
  }

  update(data: Hashable): this {
    this.#chunks.push(data)
    return this
  }

  copy(): Digest {
    const copy = new Digest(this.#name, this.#key)
    for (const chunk of this.#chunks) copy.update(chunk)
    return copy
  }

  digest(): Bytes {
    return Bytes.fromLatin(this.#text('binary'))
  }

  hexDigest(): string {
    return this.#text('hex')
  }

  #text(form: DigestText): string {
    const { openssl, blockSize } = this.#algorithm
    if (this.#key === undefined) return hashOf(openssl, this.#chunks, form)
    return hmacOf(openssl, blockSize, this.#key, this.#chunks, form)
  }
}

const METHODS = defineMethods<Digest>('HASH', {
  'update(data)': (digest, data) => {
    digest.update(hashable(data))
    return null
  },
  'digest()': (digest) => digest.digest(),
  'hexdigest()': (digest) => digest.hexDigest(),
  'copy()': (digest) => digest.copy(),
})

function hash(name: string) {
  return defineFunction(`${name}(string?, *, usedforsecurity?)`, (data) => {
    const digest = new Digest(name)
    return data === undefined ? digest : digest.update(hashable(data))
  })
}

/** A name, or a constructor of hashlib. */
function digestName(value: Value): string {
  if (typeof value === 'string' && Object.hasOwn(ALGORITHMS, value)) return value
  return typeof value === 'function'
    ? value.name
    : text(value, 'digestmod').toLowerCase().replaceAll('-', '_')
}

function openssl(name: string): string {
  const found = Object.hasOwn(ALGORITHMS, name) ? ALGORITHMS[name] : undefined
  if (found) return found.openssl
  throw new PythonError('ValueError', `unsupported hash type ${name}`)
}

const MAX_ITERATIONS = 10_000_000

/** Python's `hashlib`. */
export const hashlibModule = new Namespace('hashlib', {
  ...Object.fromEntries(Object.keys(ALGORITHMS).map((name) => [name, hash(name)])),
  new: defineFunction('new(name, data?, *, usedforsecurity?)', (name, data) => {
    const digest = new Digest(digestName(name))
    return data === undefined ? digest : digest.update(hashable(data))
  }),
  pbkdf2_hmac: defineFunction(
    'pbkdf2_hmac(hash_name, password, salt, iterations, dklen?)',
    (name, password, salt, rounds, length = null) => {
      const algorithm = digestName(name)
      const count = index(rounds)
      if (count < 1 || count > MAX_ITERATIONS)
        throw new PythonError('ValueError', 'iteration value out of range')
      const size = length === null ? (ALGORITHMS[algorithm]?.digestSize ?? 0) : index(length)
      return new Bytes(pbkdf2Sync(bytesOf(password), bytesOf(salt), count, size, openssl(algorithm)))
    },
  ),
  algorithms_guaranteed: new PySet(Object.keys(ALGORITHMS)),
  algorithms_available: new PySet(Object.keys(ALGORITHMS)),
})

function hmac(key: Value, message: Value, digestmod: Value): Digest {
  if (digestmod === null || digestmod === '')
    throw new PythonError('TypeError', "Missing required argument 'digestmod'.")
  const digest = new Digest(digestName(digestmod), hashable(key))
  return message === null ? digest : digest.update(hashable(message))
}

function same(a: Value, b: Value): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a === b
  return bytesOf(a).equals(bytesOf(b))
}

/** Python's `hmac`. */
export const hmacModule = new Namespace('hmac', {
  new: defineFunction('new(key, msg?, digestmod?)', (key, message = null, digestmod = null) =>
    hmac(key, message, digestmod),
  ),
  digest: defineFunction('digest(key, msg, digest)', (key, message, digestmod) =>
    hmac(key, message, digestmod).digest(),
  ),
  compare_digest: defineFunction('compare_digest(a, b)', same),
})
