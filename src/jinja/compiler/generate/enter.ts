import { quote } from './code.ts'
import type { Frame } from './frame.ts'
import type { UnitWriter } from './unit-writer.ts'

/** Names that every object has; they need a closer look before they count as variables. */
export const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype))

/** Gives the variables of a scope their first values. */
export function enter(unit: UnitWriter, frame: Frame): void {
  const { fn, scope } = frame
  for (const [variable, load] of scope.loads) {
    fn.declare(variable)
    switch (load.kind) {
      case 'parameter':
        break
      case 'resolve':
        fn.line(resolve(unit, variable, load.name))
        fn.assigned(variable)
        break
      case 'alias':
        fn.line(`${variable} = ${load.variable}`)
        if (fn.definite.has(load.variable)) fn.assigned(variable)
        break
      case 'missing':
        // Nothing was assigned yet, except in an earlier round.
        if (frame.inLoop) fn.line(`${variable} = undefined`)
    }
  }
}

/** Looks a name up: what the template was given and what others have assigned, then what is global. */
function resolve(unit: UnitWriter, variable: string, name: string): string {
  const given = INHERITED.has(name) ? `$own(given, ${quote(name)})` : member('given', name)
  return `if ((${variable} = ${given}) === undefined) ${variable} = known[${unit.known(name)}]`
}

function member(object: string, name: string): string {
  return /^\w+$/.test(name) ? `${object}.${name}` : `${object}[${quote(name)}]`
}
