import {
  Decimal,
  Dict,
  index,
  list,
  PySet,
  PythonError,
  real,
  Tuple,
  text,
  truth,
  type Value,
} from '../../../../../../jinja/index.ts'
import { float } from '../../../../../../kernel/index.ts'
import { drawText } from '../../rand/text.ts'
import type { Source, Table } from '../source.ts'
import { bothify, LETTERS, randomInt } from './base.ts'

interface Bounds {
  readonly left: Value
  readonly right: Value
  readonly positive: Value
  readonly min: Value
  readonly max: Value
}

const MAX_DIGITS = 15

/** Digits of a number within bounds, `-12.345`, and how many stand after the point. */
function numberText(source: Source, bounds: Bounds): string {
  const { rng } = source
  const right = bounds.right === null ? rng.int(1, 6) : index(bounds.right)
  if (right < 0 || right > MAX_DIGITS) {
    throw new PythonError('ValueError', `A number must have 0 to ${MAX_DIGITS} right digits`)
  }
  const left = bounds.left === null ? rng.int(1, MAX_DIGITS - Math.max(right, 6)) : index(bounds.left)
  const limit = 10 ** Math.min(Math.max(left, 0), MAX_DIGITS) - (left > 0 ? 1 : 0)
  const sign = bounds.positive === null ? 0 : truth(bounds.positive) ? 1 : 0
  const given = {
    min: bounds.min === null ? undefined : real(bounds.min),
    max: bounds.max === null ? undefined : real(bounds.max),
  }
  const low = given.min ?? (sign === 1 ? 0 : given.max !== undefined ? Math.min(-limit, given.max) : -limit)
  const high = given.max ?? Math.max(limit, low)
  if (low > high) throw new PythonError('ValueError', 'Min value cannot be greater than max value')
  const drawn = low + (high - low) * rng.float()
  const floored = sign === 1 && drawn === 0 ? Math.min(high, 10 ** -right) : drawn
  return Math.min(Math.max(floored, low), high).toFixed(right)
}

const BOUNDS = 'left_digits?, right_digits?, positive?, min_value?, max_value?'
const NESTED = 'nb_elements?, variable_nb_elements?, value_types?, allowed_types?'

/** Faker's python provider. `parse` fills in `{{method}}`. */
export function pythonProvider(source: Source, parse: (pattern: string) => string): Table {
  const { rng } = source
  const letters = drawText(rng, LETTERS)
  const string = (low: Value, high: Value): string => {
    const most = high === null ? index(low) : index(high)
    return letters(low === null ? most : rng.int(index(low), Math.max(index(low), most)))
  }
  const decimal = (
    left: Value = null,
    right: Value = null,
    positive: Value = null,
    min: Value = null,
    max: Value = null,
  ) => numberText(source, { left, right, positive, min, max })
  const scalar = (): Value => {
    switch (rng.int(0, 3)) {
      case 0:
        return string(null, 20)
      case 1:
        return rng.int(0, 9999)
      case 2:
        return float(Number(decimal()))
      default:
        return Decimal.of(decimal())
    }
  }
  const scalars = (count: Value = 10, vary: Value = true): Value[] => {
    const size = truth(vary) ? Math.max(1, Math.trunc((index(count) * rng.int(60, 140)) / 100)) : index(count)
    return Array.from({ length: size }, scalar)
  }
  const mapping = (count?: Value, vary?: Value) =>
    new Dict(scalars(count, vary).map((value) => [string(null, 10), value]))
  return {
    'pybool(truth_probability?)': (chance = 50) => rng.int(1, 100) <= real(chance),
    'pyint(min_value?, max_value?, step?)': (min = 0, max = 9999, step = 1) =>
      randomInt(source, min, max, step),
    [`pyfloat(${BOUNDS})`]: (...bounds) => float(Number(decimal(...bounds))),
    [`pydecimal(${BOUNDS})`]: (...bounds) => Decimal.of(decimal(...bounds)),
    'pystr(min_chars?, max_chars?, prefix?, suffix?)': (low = null, high = 20, prefix = '', suffix = '') =>
      text(prefix) + string(low, high) + text(suffix),
    'pystr_format(string_format?, letters?)': (
      format = '?#-###{{random_int}}{{random_letter}}',
      from = LETTERS,
    ) => bothify(source, parse(text(format)), text(from)),
    [`pylist(${NESTED})`]: (count, vary) => scalars(count, vary),
    [`pyiterable(${NESTED})`]: (count, vary) => scalars(count, vary),
    [`pytuple(${NESTED})`]: (count, vary) => new Tuple(scalars(count, vary)),
    [`pyset(${NESTED})`]: (count, vary) => new PySet(scalars(count, vary)),
    [`pydict(${NESTED})`]: (count, vary) => mapping(count, vary),
    'pystruct(count?, value_types?, allowed_types?)': (count = 10) =>
      new Tuple([
        scalars(count, false),
        mapping(count, false),
        new Dict([[string(null, 10), mapping(count, false)]]),
      ]),
    ...tabular(parse),
  }
}

/** Rows of generated columns as text. */
function tabular(parse: (pattern: string) => string): Table {
  const columns = (given: Value) => list(given).map((column) => text(column))
  const cell = (value: string) => `"${value.replaceAll('"', '""')}"`
  const separated =
    (separator: string) =>
    (header: Value = null, data: Value = DEFAULT_COLUMNS, rows: Value = 10, ids: Value = false) => {
      const lines: string[] = []
      const withId = truth(ids)
      if (header !== null)
        lines.push([...(withId ? ['ID'] : []), ...columns(header)].map(cell).join(separator))
      const patterns = columns(data)
      for (let i = 1; i <= index(rows); i++) {
        lines.push([...(withId ? [String(i)] : []), ...patterns.map(parse)].map(cell).join(separator))
      }
      return `${lines.join('\r\n')}\r\n`
    }
  const parameters = 'header?, data_columns?, num_rows?, include_row_ids?'
  return {
    [`csv(${parameters})`]: separated(','),
    [`psv(${parameters})`]: separated('|'),
    [`tsv(${parameters})`]: separated('\t'),
  }
}

const DEFAULT_COLUMNS: Value = new Tuple(['{{name}}', '{{address}}'])
