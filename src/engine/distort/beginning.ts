import type { Micros } from '../../kernel/index.ts'

/**
 * The instant from which drift is measured, of event time: where the run was told to begin, or else the first tick
 * of its schedule. Never the machine's clock, unless the run begins now.
 */
export class Beginning {
  #instant: Micros | undefined

  constructor(
    {
      from,
      live,
      skipPast,
    }: { readonly from?: Micros | undefined; readonly live: boolean; readonly skipPast: boolean },
    now: Micros,
  ) {
    this.#instant = from ?? (live && skipPast ? now : undefined)
  }

  /** The first tick. */
  note(first: Micros): void {
    this.#instant ??= first
  }

  get instant(): Micros {
    return this.#instant ?? 0
  }
}
