import { defineMethods, Host, Kwargs, type Methods, PythonError, type Value } from '../../python/ops.ts'

/** `cycler(…)`: gives its items in turn, beginning again after the last. */
export class Cycler extends Host {
  readonly #items: readonly Value[]
  #position = 0

  constructor(args: readonly (Value | Kwargs)[]) {
    super()
    if (args.at(-1) instanceof Kwargs) {
      throw new PythonError('TypeError', 'Cycler.__init__() got an unexpected keyword argument')
    }
    if (args.length === 0) throw new PythonError('RuntimeError', 'at least one item has to be provided')
    this.#items = args as readonly Value[]
  }

  get typeName(): string {
    return 'Cycler'
  }

  override get methods(): Methods<never> {
    return METHODS
  }

  get current(): Value {
    return this.#items[this.#position]!
  }

  next(): Value {
    const { current } = this
    this.#position = (this.#position + 1) % this.#items.length
    return current
  }

  reset(): void {
    this.#position = 0
  }

  override getAttr(name: string): Value | undefined {
    switch (name) {
      case 'current':
        return this.current
      case 'pos':
        return this.#position
      case 'items':
        return [...this.#items]
      default:
        return undefined
    }
  }
}

const METHODS = defineMethods<Cycler>('Cycler', {
  'next()': (cycler) => cycler.next(),
  'reset()': (cycler) => {
    cycler.reset()
    return null
  },
})
