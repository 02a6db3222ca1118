import type { Test } from '../conditions/compile.ts'
import type { State } from '../state.ts'
import type { Picker } from './picker.ts'
import type { View } from './view.ts'

/** A state of the machine: what it renders and where it leads. */
export interface MachineState<T> {
  readonly item: T
  /** Local state of its template: what `locals` means in its transitions. */
  readonly locals: State
  readonly transitions: readonly { readonly to: number; readonly when: Test }[]
}

/**
 * The state that the machine is in. The first pick is the initial one; before every later pick the transitions
 * of the current state are tried in order, against the new tick, and the first that holds is taken.
 */
export function pickByMachine<T>(states: readonly MachineState<T>[], initial: number, view: View): Picker<T> {
  const singles = states.map(({ item }) => [item])
  let current = initial
  let started = false
  return {
    pick: () => {
      if (!started) started = true
      else {
        const { locals, transitions } = states[current]!
        view.states.locals = locals
        for (let i = 0; i < transitions.length; i++) {
          if (transitions[i]!.when(view)) {
            current = transitions[i]!.to
            break
          }
        }
      }
      return singles[current]!
    },
  }
}

/** The states that no path leads to from the initial one. */
export function unreachable(
  edges: ReadonlyMap<string, readonly string[]>,
  initial: string,
): readonly string[] {
  const seen = new Set([initial])
  for (const alias of seen) for (const to of edges.get(alias) ?? []) seen.add(to)
  return [...edges.keys()].filter((alias) => !seen.has(alias))
}
