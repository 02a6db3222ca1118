import { namesOf } from '../syntax/children.ts'
import type { Target } from '../syntax/nodes.ts'
import { type Code, placed, plain, quote } from './code.ts'
import type { Frame } from './frame.ts'

/** Assigns a value to a target. */
export function assign(frame: Frame, target: Target, value: Code): void {
  bind(frame, target, value)
  if (frame.toplevel) for (const name of namesOf(target)) expose(frame, name, frame.scope.ref(name))
}

/** Lets blocks, parents and importers see a variable of the top level. */
export function expose(frame: Frame, name: string, value: string): void {
  frame.fn.line(`vars && ctx.put(${quote(name)}, ${value})`)
}

/** Unpacks the value into the variables of the target. */
export function bind(frame: Frame, target: Target, value: Code): void {
  const { fn, scope } = frame
  switch (target.kind) {
    case 'Name': {
      const variable = fn.declare(scope.ref(target.name))
      fn.line(`${variable} = ${value.js}`)
      fn.assigned(variable)
      return
    }
    case 'Namespace': {
      const namespace = scope.ref(target.name)
      fn.line(`$setAttribute(${namespace}, ${quote(target.attribute)}, ${placed(target.at, [value])})`)
      return
    }
    case 'TargetTuple': {
      const items = fn.temporary()
      fn.line(`${items} = $unpack(${placed(target.at, [value, plain(`${target.items.length}`)])})`)
      for (const [index, item] of target.items.entries()) bind(frame, item, plain(`${items}[${index}]`))
    }
  }
}
