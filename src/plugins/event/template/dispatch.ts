import { defineMethods, Host, type Methods, PythonError } from '../../../jinja/index.ts'

/**
 * What a template throws to end its own rendering. No Error: nothing went wrong, and no stack need be captured
 * for something that may happen at every timestamp.
 */
export class Signal {
  readonly kind: 'drop' | 'next' | 'exhaust'
  /** Of `next`: how many times one timestamp may be picked for again. */
  readonly limit: number

  constructor(kind: Signal['kind'], limit = 0) {
    this.kind = kind
    this.limit = limit
  }
}

const DROP = new Signal('drop')
const EXHAUST = new Signal('exhaust')
const DEFAULT_REPICKS = 64

/** `dispatch`: what a template calls to drop its timestamp, have another template picked, or end generation. */
export class Dispatch extends Host {
  readonly typeName = 'Dispatch'

  override get methods(): Methods<never> {
    return METHODS
  }
}

const METHODS = defineMethods<Dispatch>('Dispatch', {
  'drop()': () => {
    throw DROP
  },
  'next(max_repicks?)': (_, maxRepicks = DEFAULT_REPICKS) => {
    if (typeof maxRepicks !== 'number' || !(maxRepicks >= 1)) {
      throw new PythonError('ValueError', 'max_repicks must be a number, at least 1')
    }
    throw new Signal('next', maxRepicks)
  },
  'exhaust()': () => {
    throw EXHAUST
  },
})
