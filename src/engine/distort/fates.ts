import type { Parcel } from './parcel.ts'

/** Which events of a batch a distortion has dropped and repeated, until it has seen the whole batch. */
export class Fates {
  #gone: Uint8Array | undefined
  readonly #copies: Parcel[][] = []
  /** The highest copy of each event that has copies. */
  readonly #lastCopy = new Map<number, number>()

  /** Was any event ever repeated? */
  get repeated(): boolean {
    return this.#lastCopy.size > 0
  }

  /** Nothing is to be settled. */
  get none(): boolean {
    return this.#gone === undefined && this.#copies.length === 0
  }

  /** False where it was dropped before. */
  drop(index: number, size: number): boolean {
    this.#gone ??= new Uint8Array(size)
    if (this.#gone[index] === 1) return false
    this.#gone[index] = 1
    return true
  }

  /** The number of the next copy of an event. */
  nextCopy(seq: number): number {
    const copy = (this.#lastCopy.get(seq) ?? 0) + 1
    this.#lastCopy.set(seq, copy)
    return copy
  }

  repeat(index: number, copy: Parcel): void {
    const copies = this.#copies[index]
    if (copies) copies.push(copy)
    else this.#copies[index] = [copy]
  }

  /** Those that are left, copies behind their events. Everything is settled then. */
  settle(parcels: readonly Parcel[], dropped: Parcel[]): Parcel[] {
    const kept: Parcel[] = []
    for (const [i, parcel] of parcels.entries()) {
      if (this.#gone?.[i] === 1) {
        parcel.dropped = true
        dropped.push(parcel)
      } else kept.push(parcel)
      const copies = this.#copies[i]
      if (copies) kept.push(...copies)
    }
    this.#gone = undefined
    this.#copies.length = 0
    return kept
  }
}
