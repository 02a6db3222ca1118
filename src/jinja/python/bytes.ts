import { bind, defineMethods, signature } from './arguments.ts'
import { toArray } from './collection/iterate.ts'
import { repeatText } from './collection/repeat.ts'
import { Tuple } from './collection/tuple.ts'
import { asInt } from './number/kind.ts'
import { decode } from './text/encoding.ts'
import { TEXT_METHODS } from './text/methods.ts'
import { isAscii } from './text/plain.ts'
import { sliceText } from './text/slice.ts'
import { needText } from './text/text.ts'
import { typeName } from './type-name.ts'
import {
  type BinaryOperator,
  type HashKey,
  Host,
  type Method,
  type Methods,
  PythonError,
  type Value,
} from './types.ts'

/**
 * Python's bytes. The array is never changed. Memory of their own costs more than most of what is done with them, so
 * bytes that came from a text are that text until somebody asks for an array.
 */
export class Bytes extends Host {
  #data: Buffer | undefined
  #latin: string | undefined
  /** The text that they are in UTF-8, if they were made of it. */
  readonly text: string | undefined

  constructor(data: Uint8Array | undefined, latin?: string, text?: string) {
    super()
    this.#data =
      data === undefined || Buffer.isBuffer(data)
        ? data
        : Buffer.from(data.buffer, data.byteOffset, data.byteLength)
    this.#latin = latin
    this.text = text
  }

  /** The bytes that a text of characters up to U+00FF stands for. */
  static fromLatin(text: string): Bytes {
    return new Bytes(undefined, text)
  }

  /** A text without lone surrogates in UTF-8. */
  static ofText(text: string): Bytes {
    return new Bytes(undefined, undefined, text)
  }

  get data(): Buffer {
    this.#data ??=
      this.text === undefined ? Buffer.from(this.latin, 'latin1') : Buffer.from(this.text, 'utf8')
    return this.#data
  }

  get typeName(): string {
    return 'bytes'
  }

  /** One character up to U+00FF for each byte. */
  get latin(): string {
    this.#latin ??= this.text !== undefined && isAscii(this.text) ? this.text : this.data.toString('latin1')
    return this.#latin
  }

  override get methods(): Methods<never> {
    return METHODS
  }

  override getItem(key: Value): Value | undefined {
    const index = asInt(key)
    if (typeof index !== 'number') return undefined
    return this.data[index < 0 ? index + this.data.length : index]
  }

  override slice(start: Value, stop: Value, step: Value): Value {
    return Bytes.fromLatin(sliceText(this.latin, start, stop, step))
  }

  override repr(): string {
    const mark = this.latin.includes("'") && !this.latin.includes('"') ? '"' : "'"
    let text = ''
    for (const byte of this.data) text += escapeByte(byte, mark)
    return `b${mark}${text}${mark}`
  }

  override length(): number {
    return this.latin.length
  }

  override iterate(): Iterable<Value> {
    return this.data
  }

  override reversed(): Iterable<Value> {
    return Array.from(this.data).reverse()
  }

  override contains(item: Value): boolean {
    if (item instanceof Bytes) return this.latin.includes(item.latin)
    const byte = asInt(item)
    if (byte === undefined) {
      throw new PythonError('TypeError', `a bytes-like object is required, not '${typeName(item)}'`)
    }
    if (byte < 0 || byte > 255) throw new PythonError('ValueError', 'byte must be in range(0, 256)')
    return this.data.includes(Number(byte))
  }

  override equals(other: Value): boolean | undefined {
    return other instanceof Bytes ? this.latin === other.latin : undefined
  }

  override compare(other: Value): number | undefined {
    if (!(other instanceof Bytes)) return undefined
    return this.latin < other.latin ? -1 : Number(this.latin > other.latin)
  }

  override binary(operator: BinaryOperator, other: Value, reflected: boolean): Value | undefined {
    if (operator === '*') {
      const times = asInt(other)
      return times === undefined ? undefined : Bytes.fromLatin(repeatText(this.latin, times))
    }
    if (operator !== '+' || reflected || !(other instanceof Bytes)) return undefined
    return Bytes.fromLatin(this.latin + other.latin)
  }

  override hashKey(): HashKey {
    return `\0y${this.latin}`
  }
}

function escapeByte(byte: number, mark: string): string {
  const character = String.fromCharCode(byte)
  if (character === '\\' || character === mark) return `\\${character}`
  if (byte >= 32 && byte < 127) return character
  const short = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character]
  return short ?? `\\x${byte.toString(16).padStart(2, '0')}`
}

const own = defineMethods<Bytes>('bytes', {
  'decode(encoding?, errors?)': (bytes, encoding = 'utf-8', errors = 'strict') =>
    bytes.text !== undefined && encoding === 'utf-8' && errors === 'strict'
      ? bytes.text
      : decode(bytes.data, needText(encoding, "decode() argument 'encoding'"), needText(errors, 'errors')),
  'hex(sep?, bytes_per_sep?)': (bytes, separator = '', group = 1) =>
    hex(bytes, needText(separator, 'sep'), group),
  'fromhex(string, /)': (_, text) => fromHex(needText(text, 'fromhex() argument')),
  'upper()': (bytes) => Bytes.fromLatin(bytes.latin.replace(/[a-z]+/g, (run) => run.toUpperCase())),
  'lower()': (bytes) => Bytes.fromLatin(bytes.latin.replace(/[A-Z]+/g, (run) => run.toLowerCase())),
  'join(iterable, /)': (bytes, items) => Bytes.fromLatin(toArray(items).map(latinOf).join(bytes.latin)),
})

/** Methods that do to bytes what `str`'s do to characters. */
const LIKE_TEXT = [
  ...['split', 'rsplit', 'splitlines', 'partition', 'rpartition', 'replace', 'removeprefix', 'removesuffix'],
  ...[
    'find',
    'rfind',
    'index',
    'rindex',
    'count',
    'startswith',
    'endswith',
    'center',
    'ljust',
    'rjust',
    'zfill',
  ],
]

const METHODS: Methods<Bytes> = new Map<string, Method<Bytes>>([
  ...own,
  ...LIKE_TEXT.map((name) => [name, likeText(name)] as const),
  ...['strip', 'lstrip', 'rstrip'].map((name) => [name, stripping(name)] as const),
])

function likeText(name: string): Method<Bytes> {
  const method = TEXT_METHODS.get(name)!
  return (bytes, args) =>
    toBytes(
      method(
        bytes.latin,
        args.map((arg) => (arg instanceof Host || typeof arg === 'string' ? toLatin(arg) : arg)),
      ),
    )
}

/** White space of bytes is that of ASCII alone. */
function stripping(name: string): Method<Bytes> {
  const method = TEXT_METHODS.get(name)!
  const s = signature(`bytes.${name}(chars?, /)`)
  return (bytes, args) => {
    const [chars = null] = bind(s, args)
    return toBytes(method(bytes.latin, [chars === null ? ' \t\n\r\v\f' : latinOf(chars)]))
  }
}

function toLatin(value: Value): Value {
  if (value instanceof Bytes || typeof value === 'string') return latinOf(value)
  return value instanceof Tuple ? new Tuple(value.items.map(latinOf)) : value
}

function latinOf(value: Value): string {
  if (value instanceof Bytes) return value.latin
  throw new PythonError('TypeError', `a bytes-like object is required, not '${typeName(value)}'`)
}

function toBytes(value: Value): Value {
  if (typeof value === 'string') return Bytes.fromLatin(value)
  if (Array.isArray(value)) return value.map(toBytes)
  return value instanceof Tuple ? new Tuple(value.items.map(toBytes)) : value
}

/** `bytes.hex(separator, group)`: groups are counted from the right, from the left if negative. */
function hex(bytes: Bytes, separator: string, group: Value): string {
  const text = bytes.data.toString('hex')
  const size = Math.abs(Number(asInt(group) ?? 1)) * 2
  if (separator === '' || size === 0) return text
  const pattern = Number(asInt(group)) < 0 ? `(.{${size}})(?=.)` : `(.)(?=(?:.{${size}})+$)`
  return text.replace(new RegExp(pattern, 'g'), `$1${separator.replaceAll('$', '$$$$')}`)
}

function fromHex(text: string): Bytes {
  const digits = text.replace(/\s+/g, '')
  const bad = /[^0-9a-fA-F]/.exec(text.replace(/\s/g, '0'))
  if (bad || digits.length % 2 === 1) {
    const at = bad?.index ?? text.length
    throw new PythonError('ValueError', `non-hexadecimal number found in fromhex() arg at position ${at}`)
  }
  return new Bytes(Buffer.from(digits, 'hex'))
}
