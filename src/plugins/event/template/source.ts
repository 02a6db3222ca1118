import { DateTime, type Environment, type Template, Tuple, type Value } from '../../../jinja/index.ts'
import {
  type Emitter,
  type EventSource,
  LoomError,
  type TextForm,
  type Ticks,
  type Zone,
} from '../../../kernel/index.ts'
import { Signal } from './dispatch.ts'
import type { Picker } from './picking/picker.ts'
import type { View } from './picking/view.ts'

/** A template under an alias, with the variables it is rendered with: one object, filled anew for each tick. */
export interface Slot {
  readonly alias: string
  readonly template: Template
  readonly variables: Variables
}

export interface Variables extends Record<string, Value> {
  timestamp: Value
  tags: Value
  vars: Value
  locals: Value
}

/** Picks templates for each tick and renders them. */
export class TemplateSource implements EventSource {
  readonly #environment: Environment
  readonly #picker: Picker<Slot>
  readonly #view: View
  readonly #zone: Zone
  readonly #tuples = new WeakMap<readonly string[], Tuple>()
  /** Texts of a tick, mostly one, in the beginning of the list; all of them count, or none. */
  readonly #texts: string[] = []
  readonly #forms: (TextForm | undefined)[] = []
  #alias = ''

  constructor(environment: Environment, picker: Picker<Slot>, view: View, zone: Zone) {
    this.#environment = environment
    this.#picker = picker
    this.#view = view
    this.#zone = zone
  }

  produce(ticks: Ticks, out: Emitter): void {
    for (let tick = 0; tick < ticks.size; tick++) {
      if (!this.#produceOne(tick, ticks, out)) return
    }
  }

  /** False when generation is to end. */
  #produceOne(tick: number, ticks: Ticks, out: Emitter): boolean {
    const instant = ticks.times[tick]!
    const tags = ticks.tags(tick)
    const timestamp = DateTime.fromInstant(instant, this.#zone)
    const tagTuple = this.#tupleOf(tags)
    this.#view.moveTo(instant, tags)
    for (let repicks = 0; ; repicks++) {
      let count = 0
      try {
        const slots = this.#picker.pick()
        for (let i = 0; i < slots.length; i++) {
          const { alias, template, variables } = slots[i]!
          this.#alias = alias
          variables.timestamp = timestamp
          variables.tags = tagTuple
          this.#texts[i] = template.render(variables)
          this.#forms[i] = this.#environment.isFormed ? 'json' : undefined
        }
        count = slots.length
      } catch (thrown) {
        if (!(thrown instanceof Signal)) {
          out.fail(tick, named(thrown, this.#alias))
          return true
        }
        if (thrown.kind === 'next' && repicks < thrown.limit) continue
        if (thrown.kind === 'next') out.fail(tick, tooManyRepicks(this.#alias, thrown.limit))
        else if (thrown.kind === 'drop') out.drop(tick)
        else out.exhaust(tick)
        return thrown.kind !== 'exhaust'
      }
      for (let i = 0; i < count; i++) out.push(tick, this.#texts[i]!, undefined, this.#forms[i])
      return true
    }
  }

  #tupleOf(tags: readonly string[]): Tuple {
    let tuple = this.#tuples.get(tags)
    if (tuple === undefined) {
      tuple = new Tuple([...tags])
      this.#tuples.set(tags, tuple)
    }
    return tuple
  }
}

/** The error with the alias of the template that raised it. */
function named(error: unknown, alias: string): unknown {
  if (!(error instanceof LoomError)) return error
  const { code, message, hint, at } = error
  return new LoomError(code, `template "${alias}": ${message}`, { hint, at, cause: error.cause })
}

function tooManyRepicks(alias: string, limit: number): LoomError {
  return new LoomError(
    'E_TEMPLATE_REPICK',
    `template "${alias}" asked for another template, but ${limit} were picked already for this timestamp`,
    { hint: 'some template must accept each timestamp; or drop it with dispatch.drop()' },
  )
}
