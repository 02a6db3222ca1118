import { defineFunction, Namespace } from '../../../../../jinja/index.ts'
import type { Rng } from '../../../../../kernel/index.ts'
import { hexWord, uuid4 } from './text.ts'

/** `module.rand.crypto`: texts that look like digests and identifiers. */
export function cryptoModule(rng: Rng): Namespace {
  const digest = (name: string, words: number) =>
    defineFunction(`${name}()`, () => {
      let out = ''
      for (let i = 0; i < words; i++) out += hexWord(rng)
      return out
    })
  return new Namespace('rand.crypto', {
    uuid4: defineFunction('uuid4()', () => uuid4(rng)),
    md5: digest('md5', 4),
    sha1: digest('sha1', 5),
    sha256: digest('sha256', 8),
  })
}
