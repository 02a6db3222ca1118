/** What template sources may ask of the heavy modules. */
export interface Mentioned {
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
 * Reads from the text of templates which locales they need, so that only those are loaded. Errs on the side of
 * too much: a name that is computed, or kept in a variable, means all.
 */
export function mentionedModules(sources: Iterable<string>): Mentioned {
  const texts = [...sources]
  if (!texts.some((source) => FAKES.test(source) || COMPUTED_MODULE.test(source)))
    return { fakes: false, locales: [] }
  const locales = new Set<string>()
  for (const source of texts) {
    for (const [, attribute, single, double, key] of source.matchAll(LOCALE)) {
      const name = attribute ?? single ?? double
      if (name !== undefined) locales.add(name)
      else if (key === undefined) return { fakes: true, locales: 'all' }
    }
  }
  return { fakes: true, locales: locales.size > 0 ? [...locales] : 'all' }
}
