import type { Flow } from '../../form/flow.ts'
import { type Direct, Kwargs, call as pythonCall, type Value } from '../../python/ops.ts'
import { PyType } from '../../python/py-type.ts'
import { Macro, type MacroShape } from './macro.ts'
import { callMethod, knows, type MethodSite } from './site.ts'

type Run<Result> = (...args: Value[]) => Result
type Parameters = Pick<Direct<unknown>, 'required' | 'most' | 'parameters' | 'positionalOnly'>

/**
 * A call with arguments by name, `fn(a, b=c)`. It remembers where they belong among the parameters of what was called last,
 * which is most often called again: then they are handed over in their places, and nobody has to look at names.
 *
 * All arguments stand in one array: those by position, those by name in the order of `names`, and undefined.
 */
export class KeywordSite {
  readonly #names: readonly string[]
  readonly #positional: number
  /** What the places are for. */
  #known: object | undefined = undefined
  /** For each parameter the place of its argument in the array; undefined when the callee has to see for itself. */
  #places: readonly number[] | undefined = undefined

  constructor(names: readonly string[], positional: number) {
    this.#names = names
    this.#positional = positional
  }

  /** The place of each argument of a macro; undefined if it must look at them itself. */
  ofMacro({ shape }: Macro): readonly number[] | undefined {
    if (shape !== this.#known) {
      this.#known = shape
      this.#places = this.#placesIn(parametersOf(shape))
      // The caller that a macro was not given is an undefined value of a kind of its own.
      if (shape.caller && this.#places?.at(-1) === this.#unset) this.#places = undefined
      if (shape.kwargs || shape.varargs) this.#places = undefined
    }
    return this.#places
  }

  /** The place of each argument of a function; undefined if it must look at them itself. */
  ofDirect(direct: Parameters): readonly number[] | undefined {
    if (direct !== this.#known) {
      this.#known = direct
      this.#places = this.#placesIn(direct)
    }
    return this.#places
  }

  /** As `ofDirect` for a method, in an array that begins with the object. */
  ofMethod(direct: Parameters): readonly number[] | undefined {
    if (direct !== this.#known) {
      const places = this.#placesIn(direct)
      this.#known = direct
      this.#places = places && [0, ...places.map((place) => place + 1)]
    }
    return this.#places
  }

  /** The arguments as a call takes them that knows nothing of this. */
  spread(args: readonly Value[]): (Value | Kwargs)[] {
    const spread: (Value | Kwargs)[] = args.slice(0, this.#positional)
    spread.push(new Kwargs(this.#names, args.slice(this.#positional, this.#unset)))
    return spread
  }

  /** Where in the array nothing stands. */
  get #unset(): number {
    return this.#positional + this.#names.length
  }

  #placesIn({ required, most, parameters, positionalOnly }: Parameters): readonly number[] | undefined {
    if (this.#positional > most) return undefined
    const places = parameters.map((_, i) => (i < this.#positional ? i : this.#unset))
    for (const [i, name] of this.#names.entries()) {
      const place = parameters.indexOf(name)
      if (place < this.#positional || place < positionalOnly) return undefined
      places[place] = this.#positional + i
    }
    return places.slice(0, required).includes(this.#unset) ? undefined : places
  }
}

function parametersOf({ parameters, caller }: MacroShape): Parameters {
  const all = caller ? [...parameters, 'caller'] : parameters
  return { required: 0, most: parameters.length, parameters: all, positionalOnly: 0 }
}

/** `fn(…)` with arguments by name. */
export function callNamed(site: KeywordSite, fn: Value, args: Value[]): Value {
  if (fn instanceof Macro) {
    const places = site.ofMacro(fn)
    if (places !== undefined) return placed(fn.run, places, args)
  } else {
    const direct = typeof fn === 'function' || fn instanceof PyType ? fn.direct : undefined
    const places = direct && site.ofDirect(direct)
    if (places !== undefined) return placed(direct!.run, places, args)
  }
  return pythonCall(fn, site.spread(args))
}

/** `object.name(…)` with arguments by name. */
export function methodNamed(site: MethodSite, keywords: KeywordSite, object: Value, args: Value[]): Value {
  if (object === site.host) return callNamed(keywords, site.value, args)
  const direct = knows(site, object) ? site.method!.direct : undefined
  const places = direct && keywords.ofMethod(direct)
  if (places === undefined) return callMethod(site, object, keywords.spread(args))
  return placed(direct!.run, places, [object, ...args])
}

/** `{{ fn(…) }}` where the text of the render is followed: a macro writes its text itself. */
export function writeNamed(flow: Flow, site: KeywordSite, fn: Value, args: Value[]): string {
  const places = fn instanceof Macro ? site.ofMacro(fn) : undefined
  if (places !== undefined) return placed((fn as Macro).write, places, args)
  return flow.value(callNamed(site, fn, args))
}

/** Calls with the arguments that stand at these places of an array. To spread an array takes several times as long. */
function placed<Result>(run: Run<Result>, p: readonly number[], args: readonly Value[]): Result {
  const at = (i: number): Value => args[p[i]!]!
  switch (p.length) {
    case 1:
      return run(at(0))
    case 2:
      return run(at(0), at(1))
    case 3:
      return run(at(0), at(1), at(2))
    case 4:
      return run(at(0), at(1), at(2), at(3))
    case 5:
      return run(at(0), at(1), at(2), at(3), at(4))
    case 6:
      return run(at(0), at(1), at(2), at(3), at(4), at(5))
    case 7:
      return run(at(0), at(1), at(2), at(3), at(4), at(5), at(6))
    default:
      return run(...p.map((place) => args[place]!))
  }
}
