import { float } from '../../kernel/index.ts'
import { normalise } from '../python/number/kind.ts'
import { Bytes, defineFunction, Lazy, PythonError, Tuple, truth, type Value } from '../python/ops.ts'
import { bytesOf } from './hashlib.ts'
import { Namespace, variadic } from './native.ts'
import { index, integer, real, text } from './read.ts'

const failure = (message: string) => new PythonError('error', message)

interface Item {
  readonly code: string
  readonly count: number
  /** Bytes of one of them. */
  readonly width: number
  /** Bytes of padding before it. */
  readonly pad: number
}

interface Layout {
  readonly items: readonly Item[]
  readonly little: boolean
  readonly size: number
  /** How many values it takes. */
  readonly values: number
}

const SIZES: Readonly<Record<string, number>> = {
  x: 1,
  c: 1,
  b: 1,
  B: 1,
  '?': 1,
  h: 2,
  H: 2,
  i: 4,
  I: 4,
  l: 4,
  L: 4,
  q: 8,
  Q: 8,
  n: 8,
  N: 8,
  e: 2,
  f: 4,
  d: 8,
  s: 1,
  p: 1,
}

/** Formats are few, and stand in loops. */
const MOST_KNOWN = 256
const known = new Map<string, Layout>()

function layout(format: string): Layout {
  let found = known.get(format)
  if (found === undefined) {
    found = readLayout(format)
    if (known.size >= MOST_KNOWN) known.clear()
    known.set(format, found)
  }
  return found
}

/** Sizes and alignment: native (`@` or nothing) is that of 64-bit Linux, so that it is the same everywhere. */
function readLayout(format: string): Layout {
  const mark = /^[@=<>!]/.exec(format)?.[0]
  const native = mark === undefined || mark === '@'
  const body = mark === undefined ? format : format.slice(1)
  const items: Item[] = []
  let size = 0
  let at = 0
  for (const found of body.matchAll(/\s+|(\d*)([a-zA-Z?])/g)) {
    if (found.index !== at) throw failure('bad char in struct format')
    at += found[0].length
    const code = found[2]
    if (code === undefined) continue
    const width = sizeOf(code, native)
    const count = found[1] === '' ? 1 : Number(found[1])
    const pad = native && width > 1 ? (width - (size % width)) % width : 0
    items.push({ code, count, width, pad })
    size += pad + count * width
  }
  if (at !== body.length) throw failure('bad char in struct format')
  const values = items.reduce((sum, item) => sum + valuesOf(item), 0)
  return { items, little: native || mark === '<' || mark === '=', size, values }
}

function sizeOf(code: string, native: boolean): number {
  if (native && (code === 'l' || code === 'L')) return 8
  const size = Object.hasOwn(SIZES, code) ? SIZES[code] : undefined
  if (size === undefined || (!native && (code === 'n' || code === 'N')))
    throw failure('bad char in struct format')
  return size
}

/** How many values an item takes. */
function valuesOf(item: Item): number {
  if (item.code === 'x') return 0
  return item.code === 's' || item.code === 'p' ? 1 : item.count
}

/** What short formats are packed in before they are bytes: views of their own would cost more than all the rest. */
const BENCH = Buffer.alloc(256)
const BENCH_VIEW = new DataView(BENCH.buffer, BENCH.byteOffset, BENCH.length)

function pack(format: string, given: readonly Value[]): Bytes {
  const plan = layout(format)
  if (given.length !== plan.values) {
    throw failure(`pack expected ${plan.values} items for packing (got ${given.length})`)
  }
  const short = plan.size <= BENCH.length
  const out = short ? BENCH : Buffer.alloc(plan.size)
  if (short) for (let i = 0; i < plan.size; i++) out[i] = 0
  const view = short ? BENCH_VIEW : new DataView(out.buffer, out.byteOffset, out.length)
  let at = 0
  let next = 0
  for (const item of plan.items) {
    at += item.pad
    const size = item.width
    if (item.code === 's') out.set(bytesOf(given[next++]!).subarray(0, item.count), at)
    else if (item.code === 'p') packPascal(out, at, item.count, bytesOf(given[next++]!))
    else if (item.code !== 'x') {
      for (let i = 0; i < item.count; i++)
        put(view, at + i * size, item.code, size, plan.little, given[next++]!)
    }
    at += item.count * size
  }
  return short ? Bytes.fromLatin(out.toString('latin1', 0, plan.size)) : new Bytes(out)
}

function packPascal(out: Uint8Array, at: number, count: number, data: Uint8Array): void {
  const kept = data.subarray(0, Math.max(0, Math.min(count - 1, 255)))
  out[at] = kept.length
  out.set(kept, at + 1)
}

function put(view: DataView, at: number, code: string, size: number, little: boolean, value: Value): void {
  switch (code) {
    case 'c': {
      const data = value instanceof Bytes ? value.data : undefined
      if (data?.length !== 1) throw failure('char format requires a bytes object of length 1')
      view.setUint8(at, data[0]!)
      return
    }
    case '?':
      view.setUint8(at, truth(value) ? 1 : 0)
      return
    case 'd':
      view.setFloat64(at, real(value), little)
      return
    case 'f':
      view.setFloat32(at, real(value), little)
      return
    case 'e':
      view.setUint16(at, toHalf(real(value)), little)
      return
    default:
      putInteger(view, at, code, size, little, integer(value))
  }
}

function putInteger(
  view: DataView,
  at: number,
  code: string,
  size: number,
  little: boolean,
  int: number | bigint,
): void {
  const signed = code === code.toLowerCase()
  const most = 2 ** (signed ? size * 8 - 1 : size * 8)
  if (size <= 4 && typeof int === 'number' && int < most && int >= (signed ? -most : 0)) {
    if (size === 1) view.setUint8(at, int)
    else if (size === 2) view.setUint16(at, int, little)
    else view.setUint32(at, int, little)
    return
  }
  const value = BigInt(int)
  const bits = BigInt(size * 8)
  const low = signed ? -(1n << (bits - 1n)) : 0n
  const high = signed ? (1n << (bits - 1n)) - 1n : (1n << bits) - 1n
  if (value < low || value > high) throw failure(`'${code}' format requires ${low} <= number <= ${high}`)
  view.setBigUint64(at, value, little)
}

function unpack(format: string, data: Uint8Array): Value[] {
  const plan = layout(format)
  if (data.length !== plan.size) throw failure(`unpack requires a buffer of ${plan.size} bytes`)
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  const out: Value[] = []
  let at = 0
  for (const item of plan.items) {
    at += item.pad
    const size = item.width
    if (item.code === 's') out.push(new Bytes(data.slice(at, at + item.count)))
    else if (item.code === 'p')
      out.push(new Bytes(data.slice(at + 1, at + 1 + Math.min(data[at] ?? 0, item.count - 1))))
    else if (item.code !== 'x') {
      for (let i = 0; i < item.count; i++) out.push(get(view, at + i * size, item.code, size, plan.little))
    }
    at += item.count * size
  }
  return out
}

function get(view: DataView, at: number, code: string, size: number, little: boolean): Value {
  switch (code) {
    case 'c':
      return new Bytes(Uint8Array.of(view.getUint8(at)))
    case '?':
      return view.getUint8(at) !== 0
    case 'd':
      return float(view.getFloat64(at, little))
    case 'f':
      return float(view.getFloat32(at, little))
    case 'e':
      return float(fromHalf(view.getUint16(at, little)))
    default:
      return getInteger(view, at, code === code.toLowerCase(), size, little)
  }
}

function getInteger(view: DataView, at: number, signed: boolean, size: number, little: boolean): Value {
  switch (size) {
    case 1:
      return signed ? view.getInt8(at) : view.getUint8(at)
    case 2:
      return signed ? view.getInt16(at, little) : view.getUint16(at, little)
    case 4:
      return signed ? view.getInt32(at, little) : view.getUint32(at, little)
    default:
      return normalise(signed ? view.getBigInt64(at, little) : view.getBigUint64(at, little))
  }
}

/** IEEE 754 binary16 bits of a double, ties to even. */
function toHalf(value: number): number {
  if (Number.isNaN(value)) return 0x7e00
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0
  const size = Math.abs(value)
  if (size === Number.POSITIVE_INFINITY) return sign | 0x7c00
  if (size >= 65_520) throw new PythonError('OverflowError', 'float too large to pack with e format')
  const exponent = Math.max(size === 0 ? -14 : Math.floor(Math.log2(size)), -14)
  const units = roundEven(size / 2 ** (exponent - 10))
  return sign + (exponent + 14) * 1024 + units
}

function roundEven(x: number): number {
  const down = Math.floor(x)
  const rest = x - down
  return rest > 0.5 || (rest === 0.5 && down % 2 === 1) ? down + 1 : down
}

function fromHalf(bits: number): number {
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  const sign = bits & 0x8000 ? -1 : 1
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15))
}

/** Python's `struct`. */
export const structModule = new Namespace('struct', {
  pack: variadic('pack', ([format = '', ...given]) => pack(text(format), given)),
  unpack: defineFunction(
    'unpack(format, buffer)',
    (format, data) => new Tuple(unpack(text(format), bytesOf(data))),
  ),
  unpack_from: defineFunction('unpack_from(format, buffer, offset?)', (format, data, offset = 0) => {
    const from = index(offset)
    const { size } = layout(text(format))
    return new Tuple(unpack(text(format), bytesOf(data).subarray(from, from + size)))
  }),
  iter_unpack: defineFunction('iter_unpack(format, buffer)', (format, data) => {
    const { size } = layout(text(format))
    const bytes = bytesOf(data)
    if (size === 0 || bytes.length % size !== 0)
      throw failure(`iterative unpacking requires a buffer of a multiple of ${size} bytes`)
    const rows = Array.from(
      { length: bytes.length / size },
      (_, i) => new Tuple(unpack(text(format), bytes.subarray(i * size, (i + 1) * size))),
    )
    return new Lazy(rows, 'iter_unpack', 'unpack_iterator')
  }),
  calcsize: defineFunction('calcsize(format)', (format) => layout(text(format)).size),
})
