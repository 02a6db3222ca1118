/** Objects and lists within one another that the expression knows; with each level it is four times as long. */
const DEPTH = 3
/** Code for the expression takes 10 ms to make: who has few texts is done before. */
const FEW = 1000
/** UTF-16 units. The longer a text, the more an expression has to remember. */
const LONGEST = 65_536

let seen = 0
let expression: RegExp | undefined

/**
 * Is the text a JSON object, spaced as `{"a": 1, "b": [1, 2]}`? No answer but yes says anything: a text may be too long,
 * too deep, or one of the first. Several times as fast as looking at each character here, for V8 makes code of it.
 */
export function isSpacedObject(text: string): boolean {
  if (text.length > LONGEST || seen++ < FEW) return false
  expression ??= new RegExp(`^${object(DEPTH)}$`)
  return expression.test(text)
}

const PLAIN = String.raw`[^"\\\x00-\x1f]*`
const STRING = String.raw`"${PLAIN}(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})${PLAIN})*"`
const NUMBER = String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?`
const SCALAR = `${STRING}|${NUMBER}|true|false|null`

/** What comes next is known from one character, so that a text that is none is found out in one go. */
function object(depth: number): string {
  const member = `${STRING}: ${value(depth - 1)}`
  return String.raw`\{(?:${member}(?:, ${member})*)?\}`
}

function value(depth: number): string {
  if (depth === 0) return `(?:${SCALAR})`
  const element = value(depth - 1)
  return String.raw`(?:${SCALAR}|${object(depth)}|\[(?:${element}(?:, ${element})*)?\])`
}
