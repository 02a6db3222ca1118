import {
  Dict,
  index,
  list,
  PythonError,
  real,
  text as textOf,
  truth,
  type Value,
} from '../../../../../../jinja/index.ts'
import { drawText } from '../../rand/text.ts'
import type { Source, Table } from '../source.ts'

export const LOWER = 'abcdefghijklmnopqrstuvwxyz'
export const LETTERS = LOWER + LOWER.toUpperCase()

/** Faker's placeholders for digits: `#` 0–9, `%` 1–9, `$` 2–9, `!` 0–9 or nothing, `@` 1–9 or nothing. */
function numerify(source: Source, pattern: string): string {
  const { rng } = source
  return pattern.replace(/[#%$!@]/g, (mark) => {
    if (mark === '!' || mark === '@') {
      const digit = rng.int(mark === '!' ? -1 : 0, 9)
      return digit < (mark === '!' ? 0 : 1) ? '' : String(digit)
    }
    return String(rng.int(mark === '#' ? 0 : mark === '%' ? 1 : 2, 9))
  })
}

function lexify(source: Source, pattern: string, letters = LETTERS): string {
  return pattern.replaceAll('?', () => letters[source.rng.int(0, letters.length - 1)]!)
}

export function bothify(source: Source, pattern: string, letters = LETTERS): string {
  return lexify(source, numerify(source, pattern), letters)
}

export function randomInt(source: Source, min: Value, max: Value, step: Value): number {
  const [low, high, by] = [index(min), index(max), index(step)]
  if (by < 1 || high < low)
    throw new PythonError('ValueError', `empty range in randrange(${low}, ${high + 1})`)
  return low + by * source.rng.int(0, Math.floor((high - low) / by))
}

/** Elements to choose from, and their weights if they were given as a mapping. */
function weighed(elements: Value): { readonly items: Value[]; readonly weights?: number[] } {
  if (elements instanceof Dict) return { items: elements.keys(), weights: elements.values().map(real) }
  return { items: list(elements) }
}

/** `length` elements; `unique` takes each position at most once. */
function randomElements(source: Source, elements: Value, length: number, unique: boolean): Value[] {
  const { items, weights } = weighed(elements)
  if (items.length === 0 && length > 0)
    throw new PythonError('IndexError', 'Cannot choose from an empty sequence')
  if (unique && length > items.length) {
    throw new PythonError(
      'ValueError',
      'Sample length cannot be longer than the number of unique elements to pick from.',
    )
  }
  const out: Value[] = []
  for (let i = 0; i < length; i++) {
    const at = weights ? weightedIndex(source, weights) : source.rng.int(0, items.length - 1)
    out.push(items[at]!)
    if (unique) {
      items.splice(at, 1)
      weights?.splice(at, 1)
    }
  }
  return out
}

function weightedIndex(source: Source, weights: readonly number[]): number {
  let target = source.rng.float() * weights.reduce((sum, weight) => sum + weight, 0)
  for (let i = 0; i < weights.length; i++) {
    target -= weights[i]!
    if (target < 0) return i
  }
  return weights.length - 1
}

const ABC: Value = ['a', 'b', 'c']

/** Faker's base provider: placeholders, digits, letters, elements. */
export function baseProvider(source: Source): Table {
  const { rng } = source
  const lower = drawText(rng, LOWER)
  const upper = drawText(rng, LOWER.toUpperCase())
  const letters = drawText(rng, LETTERS)
  const howMany = (elements: Value, length: Value): number =>
    length === null ? rng.int(1, Math.max(1, weighed(elements).items.length)) : index(length)
  return {
    'numerify(text?)': (pattern = '###') => numerify(source, textOf(pattern)),
    'lexify(text?, letters?)': (pattern = '????', from = LETTERS) =>
      lexify(source, textOf(pattern), textOf(from)),
    'bothify(text?, letters?)': (pattern = '## ??', from = LETTERS) =>
      bothify(source, textOf(pattern), textOf(from)),
    'hexify(text?, upper?)': (pattern = '^^^^', upperCase = false) => {
      const digits = truth(upperCase) ? '0123456789ABCDEF' : '0123456789abcdef'
      return textOf(pattern).replaceAll('^', () => digits[rng.int(0, 15)]!)
    },
    'random_int(min?, max?, step?)': (min = 0, max = 9999, step = 1) => randomInt(source, min, max, step),
    'random_digit()': () => rng.int(0, 9),
    'random_digit_not_null()': () => rng.int(1, 9),
    'random_digit_above_two()': () => rng.int(2, 9),
    'random_digit_or_empty()': () => numerify(source, '!'),
    'random_digit_not_null_or_empty()': () => numerify(source, '@'),
    'random_number(digits?, fix_len?)': (digits = null, fixed = false) => {
      const count = digits === null ? rng.int(1, 9) : index(digits)
      if (count > 15) throw new PythonError('ValueError', 'random_number() makes at most 15 digits')
      return rng.int(truth(fixed) && count > 0 ? 10 ** (count - 1) : 0, 10 ** count - 1)
    },
    'random_letter()': () => letters(1),
    'random_letters(length?)': (length = 16) => [...letters(index(length))],
    'random_lowercase_letter()': () => lower(1),
    'random_uppercase_letter()': () => upper(1),
    'random_element(elements?)': (elements = ABC) => randomElements(source, elements, 1, false)[0]!,
    'random_elements(elements?, length?, unique?, use_weighting?)': (
      elements = ABC,
      length = null,
      unique = false,
    ) => randomElements(source, elements, howMany(elements, length), truth(unique)),
    'random_choices(elements?, length?)': (elements = ABC, length = null) =>
      randomElements(source, elements, howMany(elements, length), false),
    'random_sample(elements?, length?)': (elements = ABC, length = null) =>
      randomElements(source, elements, howMany(elements, length), true),
    'randomize_nb_elements(number?, le?, ge?, min?, max?)': (
      number = 10,
      le = false,
      ge = false,
      min = null,
      max = null,
    ) => {
      const middle = real(number)
      const low = truth(ge) ? 100 : 60
      const high = truth(le) ? 100 : 140
      const made = Math.trunc((middle * rng.int(Math.min(low, high), Math.max(low, high))) / 100)
      return Math.min(Math.max(made, min === null ? 0 : index(min)), max === null ? made : index(max))
    },
    'locale()': () => source.locale.replaceAll('-', '_'),
    'language_code()': () => source.pick(LANGUAGE_CODES),
  }
}

const LANGUAGE_CODES = (
  'aa ab af am ar as az be bg bn br bs ca cs cy da de el en eo es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ' +
  'ka kk km ko ku lo lt lv mk mn mr ms nb ne nl nn pa pl pt ro ru si sk sl sq sr sv sw ta te th tr uk ur uz vi zh zu'
).split(' ')
