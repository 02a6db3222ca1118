import type { Flow } from '../../form/flow.ts'
import { Host, Kwargs, PythonError, type Runtime, repr, Tuple, type Value } from '../../python/ops.ts'
import { keywordDict } from './arguments.ts'

/** The compiled body: the parameters, then `caller`, `kwargs`, `varargs` as far as it uses them. */
type MacroBody = (...args: (Value | undefined)[]) => string

/** Which of the special names a macro uses, beside its parameters. */
export interface MacroShape {
  readonly name: string | null
  readonly parameters: readonly string[]
  readonly caller: boolean
  readonly kwargs: boolean
  readonly varargs: boolean
}

function aside(body: MacroBody, flow: Flow): MacroBody {
  return (...args) => {
    const held = flow.pause()
    return flow.resume(held, body(...args))
  }
}

/** A macro, or the `caller` of a call block. */
export class Macro extends Host {
  readonly shape: MacroShape
  /** Gives the text as a value. */
  readonly run: MacroBody
  /** As `run`, where the text goes into the text of the render at once, so that it is followed. */
  readonly write: MacroBody
  /** Up to how many positional arguments `run` may be called with straight away; −1: never. */
  readonly direct: number
  readonly #runtime: Runtime

  constructor(shape: MacroShape, body: MacroBody, runtime: Runtime, flow: Flow | null) {
    super()
    this.shape = shape
    this.write = body
    this.run = flow === null ? body : aside(body, flow)
    this.direct = shape.caller || shape.kwargs || shape.varargs ? -1 : shape.parameters.length
    this.#runtime = runtime
  }

  get typeName(): string {
    return 'Macro'
  }

  override repr(): string {
    return `<Macro ${this.shape.name === null ? 'anonymous' : repr(this.shape.name)}>`
  }

  override getAttr(name: string): Value | undefined {
    const { shape } = this
    switch (name) {
      case 'name':
        return shape.name
      case 'arguments':
        return new Tuple(shape.parameters)
      case 'caller':
        return shape.caller
      case 'catch_kwargs':
        return shape.kwargs
      case 'catch_varargs':
        return shape.varargs
      default:
        return undefined
    }
  }

  override get callable(): boolean {
    return true
  }

  /** The text; where the call stands decides whether it counts as safe. */
  override call(args: readonly (Value | Kwargs)[]): string {
    const isPositional = !(args[args.length - 1] instanceof Kwargs)
    if (isPositional && args.length <= this.direct) return this.run(...(args as readonly Value[]))
    const placed = this.#placed(args)
    if (placed !== undefined) return this.run(...placed)
    const last = args.at(-1)
    const keywords = new Map(last instanceof Kwargs ? last.entries : undefined)
    const positional = (last instanceof Kwargs ? args.slice(0, -1) : args) as readonly Value[]
    return this.run(...this.#bind(positional, keywords))
  }

  /** The arguments where they belong, if each has a parameter of its own. */
  #placed(args: readonly (Value | Kwargs)[]): (Value | undefined)[] | undefined {
    const { parameters, caller, kwargs, varargs } = this.shape
    const last = args[args.length - 1]
    const positional = args.length - 1
    if (!(last instanceof Kwargs) || caller || kwargs || varargs || positional > parameters.length)
      return undefined
    const placed: (Value | undefined)[] = []
    for (let i = 0; i < parameters.length; i++) placed.push(i < positional ? (args[i] as Value) : undefined)
    for (let i = 0; i < last.names.length; i++) {
      const place = parameters.indexOf(last.names[i]!)
      if (place < positional) return undefined
      placed[place] = last.values[i]
    }
    return placed
  }

  #bind(positional: readonly Value[], keywords: Map<string, Value>): (Value | undefined)[] {
    const { parameters, caller, kwargs, varargs } = this.shape
    const bound: (Value | undefined)[] = positional.slice(0, parameters.length)
    let foundCaller = bound.length === parameters.length && parameters.includes('caller')
    for (const name of parameters.slice(bound.length)) {
      bound.push(keywords.get(name))
      keywords.delete(name)
      if (name === 'caller') foundCaller = true
    }
    if (caller && !foundCaller) {
      const given = keywords.get('caller')
      keywords.delete('caller')
      bound.push(given ?? this.#runtime.undefined({ hint: 'No caller defined' }))
    }
    if (kwargs) bound.push(keywordDict(keywords))
    else if (keywords.size > 0) this.#refuse(keywords)
    if (varargs) bound.push(new Tuple(positional.slice(parameters.length)))
    else if (positional.length > parameters.length) {
      throw new PythonError(
        'TypeError',
        `macro ${repr(this.shape.name)} takes not more than ${parameters.length} argument(s)`,
      )
    }
    return bound
  }

  #refuse(keywords: ReadonlyMap<string, Value>): never {
    const name = repr(this.shape.name)
    if (keywords.has('caller')) {
      throw new PythonError(
        'TypeError',
        `macro ${name} was invoked with two values for the special caller argument. This is most likely a bug.`,
      )
    }
    const [first] = keywords.keys()
    throw new PythonError('TypeError', `macro ${name} takes no keyword argument ${repr(first ?? null)}`)
  }
}
