import { defineFunction, Namespace } from '../../../../../jinja/index.ts'
import type { Rng } from '../../../../../kernel/index.ts'
import { drawHex, uuid4 } from './text.ts'

/** `module.rand.crypto`: texts that look like digests and identifiers. */
export function cryptoModule(rng: Rng): Namespace {
  const digest = (name: string, digits: number) => defineFunction(`${name}()`, () => drawHex(rng, digits))
  return new Namespace('rand.crypto', {
    uuid4: defineFunction('uuid4()', () => uuid4(rng)),
    md5: digest('md5', 32),
    sha1: digest('sha1', 40),
    sha256: digest('sha256', 64),
  })
}
