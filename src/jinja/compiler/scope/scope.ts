/** How a variable of a scope gets its first value. */
type Load =
  /** It is a parameter or a loop target: the code around the scope assigns it. */
  | { readonly kind: 'parameter' }
  /** It is looked up in the context. */
  | { readonly kind: 'resolve'; readonly name: string }
  /** It begins with the value of a variable of an outer scope. */
  | { readonly kind: 'alias'; readonly variable: string }
  /** It begins without a value, because the first thing that happens to it is an assignment. */
  | { readonly kind: 'missing' }

/** Numbers the scopes of one template, so that no two of them share a variable. */
export interface Counter {
  next: number
}

/**
 * Which JavaScript variable each template name stands for inside one block of the template.
 *
 * These are Jinja's own rules: a name that is only read and known to no outer scope comes from the context; a
 * name that is assigned is the scope's own, beginning with the outer value; and a name that is assigned in some
 * branches of an `if` only comes from outside otherwise.
 */
export class Scope {
  readonly parent: Scope | null
  readonly #counter: Counter
  readonly #id: number
  /** The scope that this one is a branch of: all that stands there counts here, too. */
  readonly #trunk: Scope | null
  readonly #refs = new Map<string, string>()
  readonly #loads = new Map<string, Load>()
  readonly #stores = new Set<string>()

  constructor(counter: Counter, parent: Scope | null, trunk: Scope | null = null) {
    this.#counter = counter
    this.parent = parent
    this.#trunk = trunk
    this.#id = trunk === null ? counter.next++ : trunk.#id
  }

  inner(): Scope {
    return new Scope(this.#counter, this)
  }

  get loads(): ReadonlyMap<string, Load> {
    return this.#loads
  }

  /** The variable of a name that is known here or further out. */
  find(name: string): string | undefined {
    return this.#ownRef(name) ?? this.parent?.find(name)
  }

  #ownRef(name: string): string | undefined {
    const own = this.#refs.get(name)
    return own !== undefined || this.#trunk === null ? own : this.#trunk.#ownRef(name)
  }

  #isStored(name: string): boolean {
    if (this.#stores.has(name)) return true
    return this.#trunk === null ? false : this.#trunk.#isStored(name)
  }

  ref(name: string): string {
    const variable = this.find(name)
    if (variable === undefined) throw new Error(`the name '${name}' was not analysed`)
    return variable
  }

  load(name: string): void {
    if (this.find(name) === undefined) this.#define(name, { kind: 'resolve', name })
  }

  store(name: string): void {
    this.#stores.add(name)
    if (this.#ownRef(name) !== undefined) return
    const outer = this.parent?.find(name)
    this.#define(name, outer === undefined ? { kind: 'missing' } : { kind: 'alias', variable: outer })
  }

  parameter(name: string): string {
    this.#stores.add(name)
    return this.#define(name, { kind: 'parameter' })
  }

  #define(name: string, load: Load): string {
    const variable = `l${this.#id}_${mangle(name)}`
    this.#refs.set(name, variable)
    this.#loads.set(variable, load)
    return variable
  }

  /** One branch of an `if`, to be merged again. */
  branch(): Scope {
    return new Scope(this.#counter, this.parent, this)
  }

  merge(branches: readonly Scope[]): void {
    const counts = new Map<string, number>()
    for (const branch of branches) {
      for (const name of branch.#stores) {
        if (!this.#isStored(name)) counts.set(name, (counts.get(name) ?? 0) + 1)
      }
    }
    for (const branch of branches) {
      for (const [name, variable] of branch.#refs) this.#refs.set(name, variable)
      for (const [variable, load] of branch.#loads) this.#loads.set(variable, load)
      for (const name of branch.#stores) this.#stores.add(name)
    }
    for (const [name, count] of counts) {
      if (count === branches.length) continue
      const outer = this.parent?.find(name)
      this.#loads.set(
        this.ref(name),
        outer === undefined ? { kind: 'resolve', name } : { kind: 'alias', variable: outer },
      )
    }
  }

  /** What is assigned here or further out, by name; what a template sees that is included with context. */
  assigned(): ReadonlyMap<string, string> {
    const all = new Map<string, string>()
    for (let scope: Scope | null = this; scope !== null; scope = scope.parent) {
      for (const name of scope.#stores) if (!all.has(name)) all.set(name, this.ref(name))
    }
    return all
  }
}

/** A JavaScript identifier from a Python one; one-to-one, since Python's have no `$`. */
function mangle(name: string): string {
  // Nearly all.
  if (/^\w*$/.test(name)) return name
  return name.replace(/[^A-Za-z0-9_]/gu, (character) => `$${(character.codePointAt(0) ?? 0).toString(16)}$`)
}
