import { PythonError } from '../types.ts'

/** A format specification: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`. */
export interface FormatSpec {
  readonly fill: string
  /** `<`, `>`, `^` or `=`; empty where none was written. */
  readonly align: string
  readonly sign: string
  readonly noNegativeZero: boolean
  readonly alternate: boolean
  readonly width: number
  readonly grouping: string
  readonly precision: number | undefined
  readonly type: string
}

const SPEC = /^(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_]*)(?:\.(\d+))?(.)?$/su

const cache = new Map<string, FormatSpec>()

/** The parts of a specification; ValueError, naming the type, if it is none. */
export function parseFormatSpec(text: string, typeName: string): FormatSpec {
  const known = cache.get(text)
  if (known) return known
  const match = SPEC.exec(text)
  if (!match) {
    throw new PythonError('ValueError', `Invalid format specifier '${text}' for object of type '${typeName}'`)
  }
  const [, fill, align, sign, z, alternate, zero, width, grouping = '', precision, type] = match
  if (grouping.length > 1) {
    const both = grouping.includes(',') && grouping.includes('_')
    throw new PythonError(
      'ValueError',
      both ? "Cannot specify both ',' and '_'." : `Cannot specify '${grouping[0]}' with '${grouping[1]}'.`,
    )
  }
  const spec = {
    fill: fill ?? (zero ? '0' : ' '),
    align: align ?? (zero ? '=' : ''),
    sign: sign ?? '',
    noNegativeZero: z !== undefined,
    alternate: alternate !== undefined,
    width: size(width),
    grouping,
    precision: precision === undefined ? undefined : size(precision),
    type: type ?? '',
  }
  if (cache.size < 1000) cache.set(text, spec)
  return spec
}

function size(digits = '0'): number {
  if (digits.length > 18) throw new PythonError('ValueError', 'Too many decimal digits in format string')
  return Number(digits)
}
