import { type Event, type Lines, lineTexts, reuseSheet, type TextForm } from '../../kernel/index.ts'
import { Alike } from './columns.ts'
import { TextLines } from './text-lines.ts'

/** Events that were gathered, with what is known of their form, or as lines of JSON. */
export type Gathered =
  | { readonly events: Event[]; readonly forms: (TextForm | undefined)[] }
  | { readonly lines: Lines }

/** The events of a batch while it is gathered. */
export class EventColumn {
  readonly #lines: TextLines | undefined
  #events: Event[] = []
  readonly #forms = new Alike<TextForm | undefined>()
  /** All of them so far are lines. */
  #lined: boolean
  #read = 0

  /** @param lined texts that are known to be lines of JSON become such at once, as long as all of a batch are */
  constructor(lined: boolean) {
    this.#lines = lined ? new TextLines() : undefined
    this.#lined = lined
  }

  get size(): number {
    return this.#lined ? this.#lines!.size : this.#events.length
  }

  push(event: Event, form: TextForm | undefined): void {
    if (this.#lined) {
      if (form === 'json' && typeof event === 'string' && this.#lines!.push(event)) return
      this.#unline()
    }
    // A text put together from pieces is a tree of them until someone reads it. Reading it now makes it flat, so
    // that the pieces die young; a batch of trees costs the garbage collector more than making the events.
    if (typeof event === 'string') this.#read ^= event.charCodeAt(0)
    this.#events.push(event)
    this.#forms.push(form)
  }

  pop(): void {
    if (this.#lined) this.#lines!.pop()
    else {
      this.#events.pop()
      this.#forms.pop()
    }
  }

  /** Those gathered; gathering begins anew. */
  take(): Gathered {
    if (this.#lined) return { lines: this.#lines!.take() }
    const events = this.#events
    this.#events = []
    this.#lined = this.#lines !== undefined
    return { events, forms: this.#forms.take() }
  }

  /** What was taken as lines is texts again, for one in the batch is none. */
  #unline(): void {
    this.#lined = false
    if (this.#lines!.size === 0) return
    const lines = this.#lines!.take()
    for (const text of lineTexts(lines)) {
      this.#events.push(text)
      this.#forms.push('json')
    }
    reuseSheet(lines.bytes)
  }
}
