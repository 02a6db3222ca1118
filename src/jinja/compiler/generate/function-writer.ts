/**
 * A function of a template counts how deep it is inside others: the first line of each, and what it returns. The
 * counting is written out: done by methods of the budget, it cost a render 2 %.
 */
export const ENTER = 'if (++budget.depth > budget.limits.depth) budget.tooDeep()'
export const LEAVE = 'budget.depth--'
export const leave = (text: string): string => `(${LEAVE}, budget.checked(${text}))`

/** Writes one JavaScript function: its lines, its variables, and what is known of them so far. */
export class FunctionWriter {
  /** What an error that comes through is said to have come through: `macro 'x'`. */
  readonly label: string
  #body = ''
  readonly #variables = new Set<string>()
  readonly #names: { next: number }
  readonly #definite: Set<string>
  /** What became definite, in that order: after a branch it no longer is. */
  readonly #made: string[] = []

  constructor(label: string, names: { next: number }, definite: Iterable<string> = []) {
    this.label = label
    this.#names = names
    this.#definite = new Set(definite)
  }

  line(text: string): void {
    this.#body += `${text}\n`
  }

  /** Declares a variable of the whole function. */
  declare(variable: string): string {
    this.#variables.add(variable)
    return variable
  }

  /** A name that nothing else in the template has. */
  fresh(prefix: string): string {
    return `${prefix}${this.#names.next++}`
  }

  temporary(): string {
    return this.declare(this.fresh('t'))
  }

  /** The variables of the template that are surely assigned at this point of the program. */
  get definite(): ReadonlySet<string> {
    return this.#definite
  }

  /** From here on the variable is surely assigned. */
  assigned(variable: string): void {
    if (this.#definite.has(variable)) return
    this.#definite.add(variable)
    this.#made.push(variable)
  }

  /** Writes what may not run at all; what it assigns is not sure afterwards. */
  maybe(write: () => void): void {
    const before = this.#made.length
    write()
    while (this.#made.length > before) this.#definite.delete(this.#made.pop()!)
  }

  /**
   * The whole function. `parameters` are the variables that its head declares already; `prologue` declares what
   * cannot fail, `first` is the first thing that may.
   */
  assemble(
    head: string,
    parameters: readonly string[],
    prologue: readonly string[],
    first: readonly string[],
  ): string {
    for (const parameter of parameters) this.#variables.delete(parameter)
    const variables = this.#variables.size === 0 ? '' : `let ${[...this.#variables].join(', ')}\n`
    const [begin, enter] = [prologue, first].map((lines) => lines.map((line) => `${line}\n`).join(''))
    const note = `throw $trace.note(error, $source, at, ${JSON.stringify(this.label)})`
    return `${head} {\nlet at = 0\n${variables}${begin}try {\n${enter}${this.#body}} catch (error) {\n${note}\n}\n}`
  }
}
