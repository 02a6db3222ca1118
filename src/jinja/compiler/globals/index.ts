import type { Rng } from '../../../kernel/index.ts'
import {
  asInt,
  BUILTIN_TYPES,
  defineFunction,
  Markup,
  PyType,
  PythonError,
  truth,
  type Value,
} from '../../python/ops.ts'
import { Cycler } from './cycler.ts'
import { Joiner } from './joiner.ts'
import { loremIpsum } from './lipsum.ts'
import { Namespace } from './namespace.ts'

/** The functions that every template knows. */
export function standardGlobals(rng: Rng): Readonly<Record<string, Value>> {
  return {
    range: BUILTIN_TYPES.get('range') as PyType,
    dict: BUILTIN_TYPES.get('dict') as PyType,
    cycler: new PyType('jinja2.utils.Cycler', (args) => new Cycler(args)),
    namespace: new PyType('jinja2.utils.Namespace', (args) => new Namespace(args)),
    joiner: defineFunction('joiner(sep?)', (separator = ', ') => new Joiner(separator)),
    lipsum: defineFunction('lipsum(n?, html?, min?, max?)', (n = 5, html = true, min = 20, max = 100) => {
      const paragraphs = loremIpsum(rng, whole(n), whole(min), whole(max))
      if (!truth(html)) return paragraphs.join('\n\n')
      return new Markup(paragraphs.map((each) => `<p>${each}</p>`).join('\n'))
    }),
  }
}

function whole(value: Value): number {
  const number = asInt(value)
  if (number === undefined) throw new PythonError('TypeError', 'lipsum() takes integers')
  return Number(number)
}
