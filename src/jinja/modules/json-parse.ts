import { float, isWide, narrow } from '../../kernel/index.ts'
import { call } from '../python/call.ts'
import { normalise } from '../python/number/kind.ts'
import { Bytes, Dict, PythonError, Tuple, typeName, type Value } from '../python/ops.ts'

/** Functions that stand in for the values which a JSON document holds; null for none. */
export interface Hooks {
  readonly hook: Value
  readonly pairsHook: Value
  readonly toFloat: Value
  readonly toInt: Value
  readonly toConstant: Value
}

const SPACE = /[ \t\n\r]*/y
const NUMBER = /(-?(?:0|[1-9]\d*))(\.\d+)?([eE][-+]?\d+)?/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters end a JSON string
const CHUNK = /[^"\\\u0000-\u001f]*/y
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}
const CONSTANTS: readonly (readonly [string, Value])[] = [
  ['null', null],
  ['true', true],
  ['false', false],
]
const SPECIALS: readonly (readonly [string, number])[] = [
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]

/** `json.loads`: JSON text to Python values; ints and floats stay apart. JSONDecodeError with line and column. */
export function parseJson(source: Value, hooks: Hooks): Value {
  const text = source instanceof Bytes ? new TextDecoder().decode(source.data) : source
  if (typeof text !== 'string') {
    throw new PythonError(
      'TypeError',
      `the JSON object must be str, bytes or bytearray, not ${typeName(source)}`,
    )
  }
  const reader = new Reader(text, hooks)
  reader.skip()
  const value = reader.value()
  reader.skip()
  if (reader.at < text.length) reader.fail('Extra data', reader.at)
  return value
}

class Reader {
  at = 0
  readonly #text: string
  readonly #hooks: Hooks
  readonly #isWide: boolean

  constructor(text: string, hooks: Hooks) {
    this.#text = text
    this.#hooks = hooks
    this.#isWide = isWide(text)
  }

  fail(what: string, at: number): never {
    const before = this.#text.slice(0, at)
    const line = before.split('\n').length
    const column = at - before.lastIndexOf('\n')
    throw new PythonError('JSONDecodeError', `${what}: line ${line} column ${column} (char ${at})`)
  }

  skip(): void {
    SPACE.lastIndex = this.at
    SPACE.test(this.#text)
    this.at = SPACE.lastIndex
  }

  value(): Value {
    const start = this.at
    switch (this.#text[start]) {
      case '"':
        this.at++
        return this.#string()
      case '{':
        this.at++
        return this.#object()
      case '[':
        this.at++
        return this.#array()
      default:
    }
    for (const [name, value] of CONSTANTS) if (this.#take(name)) return value
    NUMBER.lastIndex = start
    const number = NUMBER.exec(this.#text)
    if (number) return this.#number(number)
    const { toConstant } = this.#hooks
    for (const [name, value] of SPECIALS) {
      if (this.#take(name)) return toConstant === null ? value : call(toConstant, [name])
    }
    return this.fail('Expecting value', start)
  }

  #take(word: string): boolean {
    if (!this.#text.startsWith(word, this.at)) return false
    this.at += word.length
    return true
  }

  #number(found: RegExpExecArray): Value {
    this.at = NUMBER.lastIndex
    const [written, whole, fraction, exponent] = found
    const { toFloat, toInt } = this.#hooks
    if (fraction !== undefined || exponent !== undefined) {
      return toFloat === null ? float(Number(written)) : call(toFloat, [written])
    }
    return toInt === null ? normalise(BigInt(whole!)) : call(toInt, [whole!])
  }

  #string(): string {
    const begin = this.at - 1
    let out = ''
    for (;;) {
      CHUNK.lastIndex = this.at
      out += CHUNK.exec(this.#text)![0]
      this.at = CHUNK.lastIndex
      const next = this.#text[this.at]
      if (next === undefined) this.fail('Unterminated string starting at', begin)
      this.at++
      if (next === '"') return this.#isWide ? narrow(out) : out
      if (next !== '\\') this.fail('Invalid control character at', this.at - 1)
      out += this.#escape(begin)
    }
  }

  #escape(begin: number): string {
    const letter = this.#text[this.at]
    if (letter === undefined) this.fail('Unterminated string starting at', begin)
    if (letter === 'u') {
      const digits = this.#text.slice(this.at + 1, this.at + 5)
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) this.fail('Invalid \\uXXXX escape', this.at)
      this.at += 5
      return String.fromCharCode(Number.parseInt(digits, 16))
    }
    const plain = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined
    if (plain === undefined) this.fail('Invalid \\escape', this.at - 1)
    this.at++
    return plain
  }

  #array(): Value[] {
    const out: Value[] = []
    this.skip()
    if (this.#take(']')) return out
    for (;;) {
      out.push(this.value())
      this.skip()
      if (this.#take(']')) return out
      if (!this.#take(',')) this.fail("Expecting ',' delimiter", this.at)
      this.skip()
    }
  }

  #object(): Value {
    const pairs: [Value, Value][] = []
    this.skip()
    if (!this.#take('}')) {
      for (;;) {
        const start = this.at
        if (!this.#take('"')) this.fail('Expecting property name enclosed in double quotes', start)
        const key = this.#string()
        this.skip()
        if (!this.#take(':')) this.fail("Expecting ':' delimiter", this.at)
        this.skip()
        pairs.push([key, this.value()])
        this.skip()
        if (this.#take('}')) break
        if (!this.#take(',')) this.fail("Expecting ',' delimiter", this.at)
        this.skip()
      }
    }
    const { hook, pairsHook } = this.#hooks
    if (pairsHook !== null) return call(pairsHook, [pairs.map((pair) => new Tuple(pair))])
    const dict = new Dict(pairs)
    return hook === null ? dict : call(hook, [dict])
  }
}
