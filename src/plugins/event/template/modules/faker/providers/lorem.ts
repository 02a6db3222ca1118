import { index, list, PythonError, text, truth, type Value } from '../../../../../../jinja/index.ts'
import type { Source, Table } from '../source.ts'

const FALLBACK =
  'lorem ipsum dolor sit amet consectetur adipisci elit sed eiusmod tempor incidunt ut labore et dolore magna aliqua'.split(
    ' ',
  )

/** Faker's lorem provider, over the locale's words or those the caller gives. */
export function loremProvider(source: Source): Table {
  const { rng, faker } = source
  const own = faker.rawDefinitions.lorem?.word ?? FALLBACK
  // Chinese and Japanese are written without spaces.
  const [space, stop] = /^(?:ja|zh)/.test(source.locale) ? ['', '。'] : [' ', '.']
  const pool = (given: Value): readonly string[] => {
    if (given === null) return own
    const words = list(given).map((word) => text(word))
    if (words.length === 0) throw new PythonError('IndexError', 'Cannot choose from an empty sequence')
    return words
  }
  const around = (n: number, vary: boolean) =>
    vary ? Math.max(1, Math.trunc((n * rng.int(60, 140)) / 100)) : n
  const words = (count: number, from: readonly string[], unique = false): string[] => {
    if (!unique) return Array.from({ length: count }, () => source.pick(from))
    const distinct = [...new Set(from)]
    if (count > distinct.length) {
      throw new PythonError(
        'ValueError',
        'Sample length cannot be longer than the number of unique elements to pick from.',
      )
    }
    return rng.shuffle(distinct).slice(0, count)
  }
  const sentence = (count: number, vary: boolean, from: readonly string[]): string => {
    if (count <= 0) return ''
    const joined = words(around(count, vary), from).join(space)
    return `${joined.charAt(0).toUpperCase()}${joined.slice(1)}${stop}`
  }
  const sentences = (count: number, from: readonly string[]) =>
    Array.from({ length: count }, () => sentence(6, true, from))
  const paragraph = (count: number, vary: boolean, from: readonly string[]) =>
    count <= 0 ? '' : sentences(around(count, vary), from).join(space)
  const passage = (limit: number, from: readonly string[]): string => {
    if (limit < 5)
      throw new PythonError('ValueError', 'text() can only generate text of at least 5 characters')
    let out = ''
    for (;;) {
      const next = limit < 25 ? source.pick(from) : sentence(6, true, from)
      if (out.length + next.length + 1 >= limit) break
      out += out === '' ? next : space + next
    }
    if (out === '') return sentence(1, false, from).slice(0, limit)
    return limit < 25 ? `${out.charAt(0).toUpperCase()}${out.slice(1)}${stop}` : out
  }
  return {
    'word(part_of_speech?, ext_word_list?)': (_part, given = null) => source.pick(pool(given)),
    'words(nb?, ext_word_list?, part_of_speech?, unique?)': (
      count = 3,
      given = null,
      _part = null,
      unique = false,
    ) => words(index(count), pool(given), truth(unique)),
    'get_words_list(part_of_speech?, ext_word_list?)': (_part, given = null) => [...pool(given)],
    'sentence(nb_words?, variable_nb_words?, ext_word_list?)': (count = 6, vary = true, given = null) =>
      sentence(index(count), truth(vary), pool(given)),
    'sentences(nb?, ext_word_list?)': (count = 3, given = null) => sentences(index(count), pool(given)),
    'paragraph(nb_sentences?, variable_nb_sentences?, ext_word_list?)': (
      count = 3,
      vary = true,
      given = null,
    ) => paragraph(index(count), truth(vary), pool(given)),
    'paragraphs(nb?, ext_word_list?)': (count = 3, given = null) =>
      Array.from({ length: index(count) }, () => paragraph(3, true, pool(given))),
    'text(max_nb_chars?, ext_word_list?)': (limit = 200, given = null) => passage(index(limit), pool(given)),
    'texts(nb_texts?, max_nb_chars?, ext_word_list?)': (count = 3, limit = 200, given = null) =>
      Array.from({ length: index(count) }, () => passage(index(limit), pool(given))),
  }
}
