import { digitGroups, type Field, type Fields, LiteralBook } from '../../kernel/index.ts'
import { codeBook, type Data, digitsCode, numberCode, prefixOf, quoted } from './field-code.ts'
import { memberCode, type PutRecord, type RecordCode, recordCode } from './record-code.ts'

/**
 * Code for records as a model makes them, texts with declared values by their places. It writes what `recordCode` writes,
 * in fewer pieces: all that stands between two numbers is one literal, whichever values it is made of. Whether a record
 * is as declared is asked once, before; one that is not goes the longer way.
 *
 * @param end what stands behind the last member
 */
export function draftCode(fields: Fields, end: string): RecordCode {
  const names = Object.keys(fields)
  const any = recordCode(fields, end, true)
  if (names.length === 0) return any
  const { data, compiled } = codeBook()
  const book = new LiteralBook()
  const text = data(book)
  const conditions: string[] = []
  const code: string[] = []
  let phrase = new Phrase()
  const write = () => {
    code.push(phrase.code(data, book, text))
    phrase = new Phrase()
  }
  for (const [i, [name, field]] of Object.entries(fields).entries()) {
    const v = `v${i}`
    const prefix = prefixOf(name, i)
    const values = membersOf(field)
    if (values?.length === 1) {
      conditions.push(`(${v} === 0 || ${v} === ${values[0]})`)
      phrase.add(prefix + values[0])
    } else if (values) {
      const boolean = field.type === 'boolean'
      conditions.push(
        boolean ? `typeof ${v} === 'boolean'` : `${v} >>> 0 === ${v} && ${v} < ${values.length}`,
      )
      if (!phrase.takes(values)) write()
      phrase.add(prefix)
      phrase.choose(boolean ? `(${v} ? 1 : 0)` : v, values)
    } else if (field.digits !== undefined) {
      conditions.push(`typeof ${v} === 'number' && ${v} >= 0 && ${v} < 0x7fffffff`)
      const { groups, end: behind } = digitGroups(field.digits)
      phrase.add(`${prefix}"`)
      for (const [k, { before }] of groups.entries()) {
        phrase.add(quoted(before))
        write()
        code.push(digitsCode(v, groups, k))
      }
      phrase.add(`${quoted(behind)}"`)
    } else if (!field.nullable && (field.type === 'integer' || field.type === 'number')) {
      conditions.push(`typeof ${v} === 'number' && ${v} - ${v} === 0`)
      phrase.add(prefix)
      write()
      code.push(numberCode(v, field))
    } else {
      write()
      code.push(`v = ${v}`, memberCode(prefix, field, data, true))
    }
  }
  phrase.add(end)
  write()
  const put = compiled<PutRecord>(`(sheet, at, record, limit) => {
const ${names.map((name, i) => `v${i} = record[${JSON.stringify(name)}]`)}
if (!(${conditions.join(' && ') || true})) return ${data(any.put)}(sheet, at, record, limit)
let v, known, length, book = ${text}.view
${code.join('\n')}
return at
}`)
  return { put, room: any.room }
}

/** The JSON texts of all values of a field that has few; of a boolean in the order of their numbers. */
function membersOf({ type, values, nullable }: Field): readonly string[] | undefined {
  if (nullable) return undefined
  if (type === 'boolean') return ['false', 'true']
  return values?.map((value) => JSON.stringify(value))
}

/** The most texts that a phrase may be. */
const MOST = 1_024

interface Choice {
  /** Code that gives the place of the chosen value. */
  readonly place: string
  readonly values: readonly string[]
}

/** A text with places for values that are chosen from few. */
class Phrase {
  readonly #parts: (string | readonly string[])[] = []
  readonly #choices: Choice[] = []
  #size = 1

  /** Can it have a place for one of these values, too? */
  takes(values: readonly string[]): boolean {
    return this.#choices.length === 0 || this.#size * values.length <= MOST
  }

  add(text: string): void {
    this.#parts.push(text)
  }

  choose(place: string, values: readonly string[]): void {
    this.#parts.push(values)
    this.#choices.push({ place, values })
    this.#size *= values.length
  }

  /**
   * Code that writes it from a book, whose name there is `name`. Each text that it can be has a number, and is written into
   * the book when it first comes.
   */
  code(data: Data, book: LiteralBook, name: string): string {
    if (this.#choices.length === 0) {
      const text = this.#parts.join('')
      if (text === '') return ''
      const { place, length } = book.add(text)
      return `at = putFromBook(sheet, at, book, ${place}, ${length})`
    }
    const places = new Uint32Array(this.#size)
    const lengths = new Uint32Array(this.#size)
    const add = (number: number) => {
      const { place, length } = book.add(this.#text(number))
      places[number] = place
      lengths[number] = length
      return length
    }
    const [first, ...others] = this.#choices
    const number = others.reduce(
      (sum, { place, values }) => `(${sum}) * ${values.length} + ${place}`,
      first!.place,
    )
    return `v = ${number}
if ((length = ${data(lengths)}[v]) === 0) { length = ${data(add)}(v); book = ${name}.view }
at = putFromBook(sheet, at, book, ${data(places)}[v], length)`
  }

  #text(number: number): string {
    let rest = number
    let text = ''
    for (const part of this.#parts.toReversed()) {
      if (typeof part === 'string') text = part + text
      else {
        text = part[rest % part.length] + text
        rest = Math.floor(rest / part.length)
      }
    }
    return text
  }
}
