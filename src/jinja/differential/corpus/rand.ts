import { float } from '../../../kernel/index.ts'
import { Dict, defineFunction, index, ipv4Text, list, lt, Namespace, real, type Value } from '../../index.ts'
import { hexText } from '../../python/number/int-text.ts'
import type { ScriptedRng } from './scripted-rng.ts'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** The functions of `module.rand` that the corpus uses, with numbers that Python can draw, too. */
export function scriptedRand(rng: ScriptedRng): Namespace {
  const choose = (items: Value): Value => rng.pick(list(items))!
  const word = (alphabet: string) => (size: Value) => {
    let out = ''
    for (let left = index(size); left > 0; left--) out += alphabet[Math.floor(rng.float() * alphabet.length)]
    return out
  }
  const hex = (size: number): string => {
    let out = ''
    for (let left = size; left > 0; left -= 8) out += hexText(rng.uint32()).padStart(8, '0')
    return out.slice(0, size)
  }
  const uuid = (): string => {
    const digits = hex(32)
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20)}`
  }
  const between = (low: number, high: number) => () => ipv4Text(rng.int(low, high))
  return new Namespace('rand', {
    choice: defineFunction('choice(items)', choose),
    choices: defineFunction('choices(items, n)', (items, n) =>
      Array.from({ length: index(n) }, () => choose(items)),
    ),
    shuffle: defineFunction('shuffle(items)', (items) => rng.shuffle(list(items))),
    chance: defineFunction('chance(prob)', (prob) => rng.float() < real(prob)),
    weighted_choice: defineFunction('weighted_choice(items, weights?)', (items, weights) =>
      items instanceof Dict
        ? weighted(rng, items.keys(), items.values())
        : weighted(rng, list(items), list(weights!)),
    ),
    number: new Namespace('rand.number', {
      integer: defineFunction('integer(a, b)', (a, b) => rng.int(index(a), index(b))),
      floating: defineFunction('floating(a, b)', (a, b) =>
        float(real(a) + (real(b) - real(a)) * rng.float()),
      ),
      gauss: defineFunction('gauss(mu, sigma)', (mu, sigma) => float(real(mu) + real(sigma) * rng.normal())),
      lognormal: defineFunction('lognormal(mu, sigma)', (mu, sigma) =>
        float(power(real(mu) + real(sigma) * rng.normal())),
      ),
      exponential: defineFunction('exponential(lambd)', (rate) => float(rng.exponential(real(rate)))),
      clamp: defineFunction('clamp(value, low, high)', (value, low, high) => {
        const below = lt(value, high) ? value : high
        return lt(low, below) ? below : low
      }),
    }),
    string: new Namespace('rand.string', {
      hex: defineFunction('hex(size)', (size) => hex(index(size))),
      digits: defineFunction('digits(size)', word('0123456789')),
      letters: defineFunction('letters(size)', word(LETTERS + LETTERS.toUpperCase())),
      letters_lowercase: defineFunction('letters_lowercase(size)', word(LETTERS)),
      letters_uppercase: defineFunction('letters_uppercase(size)', word(LETTERS.toUpperCase())),
    }),
    network: new Namespace('rand.network', {
      ip_v4_public: defineFunction('ip_v4_public()', between(0x0b00_0000, 0x62ff_ffff)),
      ip_v4_private_c: defineFunction('ip_v4_private_c()', between(0xc0a8_0000, 0xc0a8_ffff)),
      mac: defineFunction('mac()', () => hex(12).match(/../g)!.join(':')),
    }),
    crypto: new Namespace('rand.crypto', {
      uuid4: defineFunction('uuid4()', uuid),
      md5: defineFunction('md5()', () => hex(32)),
      sha1: defineFunction('sha1()', () => hex(40)),
      sha256: defineFunction('sha256()', () => hex(64)),
    }),
  })
}

function weighted(rng: ScriptedRng, items: readonly Value[], weights: readonly Value[]): Value {
  let total = 0
  for (let i = 0; i < weights.length; i++) total += real(weights[i]!)
  const target = rng.float() * total
  let sum = 0
  for (let i = 0; i < weights.length; i++) {
    sum += real(weights[i]!)
    if (sum > target) return items[i]!
  }
  return items[items.length - 1]!
}

/** (1 + x/1024)^1024 by squaring, close to e^x: products round alike everywhere, `exp` does not. */
function power(x: number): number {
  let value = 1 + x / 1024
  for (let i = 0; i < 10; i++) value *= value
  return value
}
