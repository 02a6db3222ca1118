import type { DistortableField, DriftState, Field } from '../../kernel/index.ts'
import { type Access, accessTo } from './access.ts'
import type { Contents } from './contents.ts'
import type { NewValue } from './edit.ts'
import { type Fit, fitOf } from './fit.ts'
import type { Workbench } from './workbench.ts'

/** Is it a number in a draft as in the record that is made of it? */
export function isPlain({ type, digits, values }: Field): boolean {
  return (type === 'integer' || type === 'number') && digits === undefined && values === undefined
}

/**
 * A declared number of the records on a workbench, as long as they are what they are. What is rare goes the way of all other
 * fields.
 */
export class Column implements DistortableField {
  readonly #bench: Workbench
  readonly #name: string
  readonly #contents: Contents
  readonly #access: Access
  readonly #fit: Fit
  readonly #label: number

  constructor(bench: Workbench, name: string, declared: Field) {
    this.#bench = bench
    this.#name = name
    this.#contents = bench.contents
    this.#access = accessTo(name)
    this.#fit = fitOf(declared, declared.type === 'integer')
    this.#label = bench.label(name)
  }

  number(index: number): number | undefined {
    const event = this.#contents.events[index]!
    if (typeof event !== 'string') {
      const value = this.#access.get(event)
      if (typeof value === 'number' && value - value === 0) return value
    }
    return this.#bench.number(index, this.#name)
  }

  change(index: number, value: NewValue, drift?: DriftState): void {
    const bench = this.#bench
    const event = this.#contents.events[index]!
    const before = typeof event === 'string' ? undefined : this.#access.get(event)
    if (typeof value !== 'number' || typeof before !== 'number' || before - before !== 0) {
      bench.change(index, this.#name, value, drift)
      return
    }
    const fit = this.#fit.fitted(value)
    if (fit === undefined || fit === before) return
    this.#access.set(this.#contents.own(index), fit)
    bench.note(index, this.#label, before, fit, drift)
  }
}
