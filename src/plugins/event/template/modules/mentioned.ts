import { STANDARD_MODULES } from '../../../../jinja/index.ts'

/** What template sources may ask of the modules. */
export interface Mentioned {
  /** Modules of Python's standard library whose name occurs. */
  readonly standard: readonly string[]
  /** Do they use `module.faker` or `module.mimesis`? */
  readonly fakes: boolean
  /** Locales that they name, or all where a name is computed. */
  readonly locales: readonly string[] | 'all'
}

const FAKES = /\b(?:faker|mimesis)\b/
/** `module[x]`, `module|attr(x)` and the like, where the name of the module is not written out. */
const COMPUTED_MODULE = /\bmodule\s*(?:\[\s*[^'"\s]|\|)/
/** What follows the word `locale`: an attribute, a literal item, the rest of a key of a mapping, anything else. */
const LOCALE =
  /\blocale(?:['"]\s*\])?\s*(?:\.\s*([A-Za-z_]\w*)|\[\s*(?:'([^'"]*)'|"([^'"]*)")\s*\]|(['"]\s*[:,}])|)/g

/**
 * Reads from the text of templates which modules and locales they need, so that only those are loaded. Errs on the side of
 * too much: a name that is computed, or kept in a variable, means all.
 */
export function mentionedModules(sources: Iterable<string>): Mentioned {
  const texts = [...sources]
  const computed = texts.some((source) => COMPUTED_MODULE.test(source))
  const standard = computed ? STANDARD_MODULES : STANDARD_MODULES.filter((name) => mentions(texts, name))
  if (!computed && !texts.some((source) => FAKES.test(source))) return { standard, fakes: false, locales: [] }
  const locales = new Set<string>()
  for (const source of texts) {
    for (const [, attribute, single, double, key] of source.matchAll(LOCALE)) {
      const name = attribute ?? single ?? double
      if (name !== undefined) locales.add(name)
      else if (key === undefined) return { standard, fakes: true, locales: 'all' }
    }
  }
  return { standard, fakes: true, locales: locales.size > 0 ? [...locales] : 'all' }
}

/** `urllib.parse` is reached as `urllib` and as one name. */
function mentions(texts: readonly string[], name: string): boolean {
  const word = new RegExp(`\\b${name.replace('.', '\\s*\\.\\s*')}\\b`)
  return texts.some((source) => source.includes('module') && word.test(source))
}
