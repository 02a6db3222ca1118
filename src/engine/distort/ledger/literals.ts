import {
  type Literal,
  literal,
  NO_ROOM,
  putLiteral,
  putNumber,
  putSix,
  putUtf8,
  type Sheet,
} from '../../../kernel/index.ts'
import type { Change, Label } from '../marks.ts'
import type { Dialect } from './dialect.ts'
import { json, share } from './rows.ts'

/** A label as it stands in a row. */
export interface LabelText {
  /** `","kind":"late"` */
  readonly alone: Literal
  /** With what stands before the clean value: `","kind":"noise","field":"amount","clean":`. */
  readonly before: Literal
}

/** A label in a dialect. */
export function textOf(label: Label, { label: write, clean }: Dialect): LabelText {
  const text = write(label)
  return { alone: literal(text), before: literal(text + clean) }
}

/** What stands between the values, ready to be copied, and the parts of a row that are not in all. */
export class Literals {
  readonly delivered: Literal
  readonly delay: Literal
  readonly due: Literal
  readonly dueEnd: Literal
  /** Instead of a delay and when it ends. */
  readonly notLate: Literal
  /** Instead of a concept and how far it is, with the end of the row. */
  readonly undrifted: Literal
  readonly #absent: Literal
  readonly #concept: Literal
  readonly #progress: Literal
  readonly #end: Literal
  readonly #value: Dialect['value']

  constructor(dialect: Dialect) {
    this.delivered = literal(dialect.delivered)
    this.delay = literal(dialect.delay)
    this.due = literal(dialect.due)
    this.dueEnd = literal(dialect.dueEnd)
    this.notLate = literal(dialect.absent.repeat(2))
    this.undrifted = literal(dialect.absent.repeat(2) + dialect.end)
    this.#absent = literal(dialect.absent)
    this.#concept = literal(dialect.concept)
    this.#progress = literal(dialect.progress)
    this.#end = literal(dialect.end)
    this.#value = dialect.value
  }

  /** Bytes that they take in a row at most: two pairs of columns may not apply. */
  get room(): number {
    const all = [this.delivered, this.delay, this.due, this.dueEnd, this.#concept, this.#progress, this.#end]
    return all.reduce((sum, { length }) => sum + length, 2 * this.notLate.length)
  }

  drift(sheet: Sheet, from: number, concept: number, progress: number): number {
    let at = putNumber(sheet, putLiteral(sheet, from, this.#concept), concept)
    at = putShare(sheet, putLiteral(sheet, at, this.#progress), progress)
    return putLiteral(sheet, at, this.#end)
  }

  /** Label and values of a change that is more than a number; NO_ROOM where they would end behind the limit. */
  change(
    sheet: Sheet,
    from: number,
    { clean, delivered, raw }: Change,
    { alone, before }: LabelText,
    limit: number,
  ): number {
    let at = putLiteral(sheet, from, clean === undefined ? alone : before)
    if (clean === undefined) at = putLiteral(sheet, at, this.#absent)
    else at = putUtf8(sheet, at, this.#value(json(clean, raw)), limit)
    if (at === NO_ROOM) return NO_ROOM
    if (delivered === undefined) return putLiteral(sheet, at, this.#absent)
    return putUtf8(sheet, putLiteral(sheet, at, this.delivered), this.#value(json(delivered, raw)), limit)
  }
}

const ZERO_POINT = literal('0.')
const ZERO = 0x30

/** As `share` gives it. */
function putShare(sheet: Sheet, from: number, progress: number): number {
  const millionths = Math.round(progress * 1e6)
  if (!(millionths > 0 && millionths < 1e6)) return putNumber(sheet, from, share(progress))
  const { bytes } = sheet
  let at = putSix(sheet, putLiteral(sheet, from, ZERO_POINT), millionths)
  while (bytes[at - 1] === ZERO) at--
  return at
}
