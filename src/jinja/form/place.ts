/** Nesting beyond which nobody follows. */
const MAX_DEPTH = 64

/** Where in a JSON text one is, between two units of it. There is one object for each such place. */
export interface Place {
  readonly level: Level
  /**
   * What may come: a `value`, a value or the end of the array (`first`), a member's name, such a name or the end
   * of the object (`open`), the `colon`, what follows a value (`after`), or the rest of a string: of one that is
   * a value (`text`) or a name (`key`).
   */
  readonly awaits: 'value' | 'first' | 'name' | 'open' | 'colon' | 'after' | 'text' | 'key'
  /** Inside a string. */
  readonly inString: boolean
  /** Where one is after a value; null where no value may stand. */
  readonly next: Place | null
}

/** One container, or what is around all of them, with the places in it. */
export class Level {
  readonly outer: Level | null
  readonly isObject: boolean
  readonly depth: number
  readonly after: Place
  readonly value: Place
  readonly first: Place
  readonly text: Place
  readonly name: Place
  readonly open: Place
  readonly key: Place
  readonly colon: Place
  #object: Level | undefined
  #array: Level | undefined

  constructor(outer: Level | null, isObject: boolean) {
    const place = (awaits: Place['awaits'], next: Place | null = null): Place => ({
      level: this,
      awaits,
      inString: awaits === 'text' || awaits === 'key',
      next,
    })
    this.outer = outer
    this.isObject = isObject
    this.depth = outer === null ? 0 : outer.depth + 1
    this.after = place('after')
    this.value = place('value', this.after)
    this.first = place('first', this.after)
    this.text = place('text')
    this.name = place('name')
    this.open = place('open')
    this.key = place('key')
    this.colon = place('colon')
  }

  /** The level of a container that opens here; undefined when it would be too deep. */
  inner(isObject: boolean): Level | undefined {
    if (this.depth === MAX_DEPTH) return undefined
    if (isObject) {
      this.#object ??= new Level(this, true)
      return this.#object
    }
    this.#array ??= new Level(this, false)
    return this.#array
  }
}

const AROUND = new Level(null, false)

/** Before the value. */
export const START = AROUND.value
/** Behind it. */
export const END = AROUND.after
