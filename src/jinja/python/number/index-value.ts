import { typeName } from '../type-name.ts'
import { PythonError, type Value } from '../types.ts'
import { asInt } from './kind.ts'

/** The integer that an argument must be; TypeError if it is none, OverflowError if it does not fit. */
export function needInt(value: Value): number {
  const int = asInt(value)
  if (int === undefined) {
    throw new PythonError('TypeError', `'${typeName(value)}' object cannot be interpreted as an integer`)
  }
  if (typeof int === 'bigint') {
    throw new PythonError('OverflowError', 'Python int too large to convert to C ssize_t')
  }
  return int
}
