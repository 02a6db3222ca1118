import { asInt, asText, Bytes, isFloat, PythonError, typeName, type Value } from '../../python/ops.ts'
import { hashOf } from '../hashing.ts'
import { real } from '../read.ts'

/** CPython hashes numbers modulo this prime. */
const MODULUS = 2n ** 61n - 1n

/**
 * The number that CPython's `random` makes of a seed: of an int its size, of a float its hash, of text and bytes all of
 * them with their SHA-512 behind. TypeError for anything else.
 */
export function seedNumber(seed: Value): bigint {
  const int = asInt(seed)
  if (int !== undefined) return int < 0 ? -BigInt(int) : BigInt(int)
  if (isFloat(seed)) return BigInt.asUintN(64, hashOfFloat(real(seed)))
  const text = asText(seed)
  const bytes = text === undefined ? seed : new Bytes(Buffer.from(text))
  if (!(bytes instanceof Bytes)) {
    throw new PythonError(
      'TypeError',
      `The only supported seed types are: None, int, float, str, bytes, and bytearray, not ${typeName(seed)}`,
    )
  }
  const digits = Buffer.from(bytes.data).toString('hex') + hashOf('sha512', [bytes.data], 'hex')
  return BigInt(`0x${digits}`)
}

function hashOfFloat(x: number): bigint {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? 0n : x > 0 ? 314_159n : -314_159n
  let size = Math.abs(x)
  let halvings = 0n
  while (!Number.isInteger(size)) {
    size *= 2
    halvings++
  }
  // To halve is to double 60 times, modulo 2^61 − 1.
  const hash = (BigInt(size) * 2n ** ((60n * halvings) % 61n)) % MODULUS
  return x < 0 ? (hash === 1n ? -2n : -hash) : hash
}
