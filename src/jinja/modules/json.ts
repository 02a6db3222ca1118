import { call } from '../python/call.ts'
import { jsonText } from '../python/json-text.ts'
import { defineFunction, PythonError, Tuple, truth, type Value } from '../python/ops.ts'
import { parseJson } from './json-parse.ts'
import { Namespace } from './native.ts'
import { real, text } from './read.ts'

function dumps(
  value: Value,
  skipKeys: Value = false,
  ascii: Value = true,
  _checkCircular: Value = true,
  allowNan: Value = true,
  _encoder: Value = null,
  indent: Value = null,
  separators: Value = null,
  fallback: Value = null,
  sortKeys: Value = false,
): string {
  const [itemSeparator, keySeparator] =
    separators === null ? [indent === null ? ', ' : ',', ': '] : pair(separators)
  return jsonText(value, {
    ascii: truth(ascii),
    html: false,
    allowNan: truth(allowNan),
    skipKeys: truth(skipKeys),
    sortKeys: truth(sortKeys),
    indent:
      indent === null
        ? undefined
        : typeof indent === 'string'
          ? indent
          : ' '.repeat(Math.max(0, real(indent))),
    itemSeparator,
    keySeparator,
    ...(fallback !== null && { fallback: (unknown: Value) => call(fallback, [unknown]) }),
  })
}

function pair(separators: Value): [string, string] {
  const parts = separators instanceof Tuple ? separators.items : Array.isArray(separators) ? separators : []
  if (parts.length !== 2) throw new PythonError('ValueError', 'separators must be two strings: (item, key)')
  return [text(parts[0]!), text(parts[1]!)]
}

/** Python's `json`. */
export const jsonModule = new Namespace('json', {
  dumps: defineFunction(
    'dumps(obj, *, skipkeys?, ensure_ascii?, check_circular?, allow_nan?, cls?, indent?, separators?, default?, sort_keys?)',
    dumps,
  ),
  loads: defineFunction(
    'loads(s, *, cls?, object_hook?, parse_float?, parse_int?, parse_constant?, object_pairs_hook?)',
    (source, _decoder, hook = null, toFloat = null, toInt = null, toConstant = null, pairsHook = null) =>
      parseJson(source, { hook, toFloat, toInt, toConstant, pairsHook }),
  ),
})
