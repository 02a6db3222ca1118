import { float } from '../../../kernel/index.ts'
import {
  BUILTIN_TYPES,
  Bytes,
  call,
  Dict,
  getAttr,
  getItem,
  Kwargs,
  neg,
  PySet,
  PythonError,
  slice,
  Tuple,
  Undefined,
  type Value,
} from '../../python/ops.ts'

const TOKEN =
  /\s*(?:(b?)('(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*")|(\d+\.\d*(?:e[+-]?\d+)?|\d+e[+-]?\d+|\.\d+)|(\d+)|([A-Za-z_]\w*)|([[\](){}.,:=*-]))/y

interface Token {
  readonly kind: 'string' | 'bytes' | 'float' | 'int' | 'name' | 'mark' | 'end'
  readonly text: string
}

/** Reads Python expressions of literals, names, attributes, items, slices and calls: what `cases.txt` holds. */
export function evaluate(source: string, lookUp: (name: string) => Value | undefined): Value {
  const tokens = tokenize(source)
  let at = 0
  const peek = (): Token => tokens[at]!
  const is = (text: string): boolean => peek().kind === 'mark' && peek().text === text
  const take = (text: string): boolean => {
    if (!is(text)) return false
    at++
    return true
  }
  const expect = (text: string): void => {
    if (!take(text)) throw new Error(`expected ${text} at token ${at} of ${source}`)
  }

  const items = (close: string): Value[] => {
    const out: Value[] = []
    while (!take(close)) {
      out.push(expression())
      if (!is(close)) expect(',')
    }
    return out
  }

  const name = (text: string): Value => {
    const constants: Readonly<Record<string, Value>> = { None: null, True: true, False: false }
    if (Object.hasOwn(constants, text)) return constants[text]!
    const found = lookUp(text) ?? BUILTIN_TYPES.get(text)
    if (found === undefined) throw new Error(`unknown name ${text} in ${source}`)
    return found
  }

  const braces = (): Value => {
    if (take('}')) return new Dict()
    const first = expression()
    if (!take(':')) {
      if (!is('}')) expect(',')
      return new PySet([first, ...items('}')])
    }
    const dict = new Dict([[first, expression()]])
    while (!take('}')) {
      expect(',')
      if (take('}')) break
      const key = expression()
      expect(':')
      dict.set(key, expression())
    }
    return dict
  }

  const parenthesis = (): Value => {
    if (take(')')) return new Tuple([])
    const first = expression()
    if (take(')')) return first
    expect(',')
    return new Tuple([first, ...items(')')])
  }

  const atom = (): Value => {
    const token = tokens[at++]!
    switch (token.kind) {
      case 'string':
        return unescapeText(token.text)
      case 'bytes':
        return Bytes.fromLatin(unescapeText(token.text))
      case 'float':
        return float(Number(token.text))
      case 'int': {
        const int = BigInt(token.text)
        return int <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(int) : int
      }
      case 'name':
        return name(token.text)
      default:
    }
    if (token.text === '-') return neg(postfix())
    if (token.text === '[') return items(']')
    if (token.text === '(') return parenthesis()
    if (token.text === '{') return braces()
    throw new Error(`unexpected ${token.text || 'end'} in ${source}`)
  }

  const argumentsOf = (): (Value | Kwargs)[] => {
    const positional: (Value | Kwargs)[] = []
    const named: [string, Value][] = []
    while (!take(')')) {
      const next = tokens[at + 1]
      if (peek().kind === 'name' && next?.kind === 'mark' && next.text === '=') {
        const key = peek().text
        at += 2
        named.push([key, expression()])
      } else positional.push(expression())
      if (!is(')')) expect(',')
    }
    return named.length > 0 ? [...positional, Kwargs.from(named)] : positional
  }

  const subscript = (object: Value): Value => {
    const start = is(':') ? null : expression()
    if (!take(':')) {
      expect(']')
      return present(getItem(object, start), 'KeyError')
    }
    const stop = is(']') ? null : expression()
    expect(']')
    return slice(object, start, stop, null)
  }

  const postfix = (): Value => {
    let value = atom()
    for (;;) {
      if (take('.')) value = present(getAttr(value, tokens[at++]!.text), 'AttributeError')
      else if (take('(')) value = call(value, argumentsOf())
      else if (take('[')) value = subscript(value)
      else return value
    }
  }

  const expression = (): Value => postfix()
  const result = expression()
  if (peek().kind !== 'end') throw new Error(`unread rest at token ${at} of ${source}`)
  return result
}

function present(value: Value, error: string): Value {
  if (value instanceof Undefined) throw new PythonError(error, value.toText())
  return value
}

function tokenize(source: string): Token[] {
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < source.trimEnd().length) {
    const from = TOKEN.lastIndex
    const found = TOKEN.exec(source)
    if (!found) throw new Error(`cannot read ${source.slice(from)}`)
    const [, bytes, string, double, int, name, mark] = found
    if (string !== undefined) tokens.push({ kind: bytes ? 'bytes' : 'string', text: string.slice(1, -1) })
    else if (double !== undefined) tokens.push({ kind: 'float', text: double })
    else if (int !== undefined) tokens.push({ kind: 'int', text: int })
    else if (name !== undefined) tokens.push({ kind: 'name', text: name })
    else tokens.push({ kind: 'mark', text: mark! })
  }
  return [...tokens, { kind: 'end', text: '' }]
}

const CONTROL: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', v: '\v', f: '\f', '0': '\0' }

function unescapeText(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|([\s\S]))/g,
    (_, x, u, long, plain) => {
      const code = x ?? u ?? long
      if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16))
      return CONTROL[plain as string] ?? (/[\\'"]/.test(plain) ? plain : `\\${plain}`)
    },
  )
}
