import { float } from '../../kernel/index.ts'
import { add, div, mul, pow } from '../python/arithmetic.ts'
import { toArray } from '../python/collection/iterate.ts'
import { absolute } from '../python/number/arithmetic.ts'
import { needInt } from '../python/number/index-value.ts'
import { asFloat, asInt, intFromDouble } from '../python/number/kind.ts'
import { styledFloat } from '../python/number/number-text.ts'
import {
  intFromText,
  parseFloatText,
  parseIntText,
  toDouble,
  toFloat,
  toInt,
  truncate,
} from '../python/number/parse.ts'
import { round } from '../python/number/round.ts'
import type { Runtime } from '../python/runtime.ts'
import { truth } from '../python/text/repr.ts'
import { asText } from '../python/text/text.ts'
import { typeName } from '../python/type-name.ts'
import { Host, PythonError, type Value } from '../python/types.ts'
import { getter } from './attribute-path.ts'
import { type FilterTable, filter } from './define.ts'

export const NUMBER_FILTERS: FilterTable = {
  abs: filter('abs(x)', (_, value) => {
    const result = value instanceof Host ? value.absolute() : absolute(value)
    if (result !== undefined) return result
    throw new PythonError('TypeError', `bad operand type for abs(): '${typeName(value)}'`)
  }),
  filesizeformat: filter('do_filesizeformat(value, binary?)', (_, value, binary = false) =>
    fileSize(toDouble(value), truth(binary)),
  ),
  float: filter('do_float(value, default?)', (_, value, otherwise = float(0)) => {
    const text = asText(value)
    if (text !== undefined) {
      const found = parseFloatText(text)
      return found === undefined ? otherwise : float(found)
    }
    return attempt(
      () => toFloat(value),
      () => otherwise,
    )
  }),
  int: filter('do_int(value, default?, base?)', intFilter),
  round: filter('do_round(value, precision?, method?)', roundFilter),
  sum: filter('sync_do_sum(environment, iterable, attribute?, start?)', sum, 2),
}

/** What `run` gives, or what `otherwise` does where the value is no number. */
function attempt(run: () => Value, otherwise: () => Value, also?: string): Value {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof PythonError)) throw error
    if (error.type === 'TypeError' || error.type === 'ValueError' || error.type === also) return otherwise()
    throw error
  }
}

function intFilter(_rt: Runtime, value: Value, otherwise: Value = 0, base: Value = 10): Value {
  if (typeof value === 'number' && Number.isFinite(value)) return intFromDouble(Math.trunc(value))
  const text = asText(value)
  if (text !== undefined && text.length <= ORDINARY && isBase(base)) return ordinaryInt(text, otherwise, base)
  return attempt(
    () => (text === undefined ? toInt(value) : intFromText(text, needInt(base))),
    () =>
      attempt(
        () => truncate(toDouble(value)),
        () => otherwise,
        'OverflowError',
      ),
  )
}

/** Texts up to this length are read without that anything is raised: to make an error takes longer than to read. */
const ORDINARY = 100

function isBase(base: Value): base is number {
  return typeof base === 'number' && (base === 0 || (base >= 2 && base <= 36)) && Number.isInteger(base)
}

function ordinaryInt(text: string, otherwise: Value, base: number): Value {
  const int = parseIntText(text, base)
  if (int !== undefined) return int
  const float = parseFloatText(text)
  return float === undefined || !Number.isFinite(float) ? otherwise : truncate(float)
}

function roundFilter(_rt: Runtime, value: Value, precision: Value = 0, method: Value = 'common'): Value {
  const how = asText(method)
  if (how === 'common') return round(value, precision)
  if (how !== 'ceil' && how !== 'floor') {
    throw new PythonError('FilterArgumentError', 'method must be common, ceil or floor')
  }
  const unit = pow(10, precision)
  const scaled = mul(value, unit)
  const int = asInt(scaled)
  if (int !== undefined) return div(int, unit)
  const x = asFloat(scaled)
  if (x === undefined) throw new PythonError('TypeError', `must be real number, not ${typeName(scaled)}`)
  return div(truncate(how === 'ceil' ? Math.ceil(x) : Math.floor(x)), unit)
}

function sum(rt: Runtime, value: Value, attribute: Value = null, start: Value = 0): Value {
  const read = attribute === null ? undefined : getter(rt, attribute)
  const items = toArray(value)
  if (asText(start) !== undefined) {
    throw new PythonError('TypeError', "sum() can't sum strings [use ''.join(seq) instead]")
  }
  let total = start
  for (let i = 0; i < items.length; i++) total = add(total, read === undefined ? items[i]! : read(items[i]!))
  return total
}

const UNITS = ['k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y']

function fileSize(bytes: number, binary: boolean): string {
  const base = binary ? 1024 : 1000
  if (bytes === 1) return '1 Byte'
  if (bytes < base) return `${truncate(bytes)} Bytes`
  let place = 0
  while (place < UNITS.length - 1 && !(bytes < base ** (place + 2))) place++
  const size = (base * bytes) / base ** (place + 2)
  const unit = binary ? `${UNITS[place]!.toUpperCase()}iB` : `${UNITS[place]}B`
  return `${styledFloat(size, 'f', 1, false)} ${unit}`
}
