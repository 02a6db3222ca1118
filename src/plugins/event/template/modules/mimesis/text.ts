import { index, Tuple, truth } from '../../../../../jinja/index.ts'
import { colorProvider } from '../faker/providers/color.ts'
import type { Source, Table } from '../faker/source.ts'
import { WORDS } from './words.ts'

/** Mimesis's `text`. */
export function textProvider(source: Source): Table {
  const { faker } = source
  const colors = colorProvider(source)
  const word = () => faker.lorem.word()
  return {
    'word()': word,
    'words(quantity?)': (count = 5) => Array.from({ length: index(count) }, word),
    'sentence()': () => faker.lorem.sentence(),
    'text(quantity?)': (count = 5) => faker.lorem.sentences(index(count), ' '),
    'title()': () => faker.lorem.sentence({ min: 3, max: 6 }),
    'quote()': () => faker.hacker.phrase(),
    'answer()': () => source.pick(WORDS.answers),
    'level()': () => source.pick(WORDS.levels),
    'color()': () => faker.color.human(),
    'hex_color(safe?)': colors['hex_color()']!,
    'rgb_color(safe?)': () =>
      new Tuple([source.rng.int(0, 255), source.rng.int(0, 255), source.rng.int(0, 255)]),
    'emoji(category?)': () => faker.internet.emoji(),
    'alphabet(lower_case?)': (lower = false) => [...(truth(lower) ? ALPHABET.toLowerCase() : ALPHABET)],
  }
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
