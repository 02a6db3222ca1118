/** Numbers that are gathered one by one. */
export class Numbers {
  #values = new Float64Array(256)
  #size = 0

  push(value: number): void {
    if (this.#size === this.#values.length) {
      const larger = new Float64Array(2 * this.#size)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.#size++] = value
  }

  pop(): void {
    this.#size--
  }

  /** Those gathered; gathering begins anew, in the same memory. */
  take(): Float64Array {
    const taken = this.#values.slice(0, this.#size)
    this.#size = 0
    return taken
  }
}

/** Values that are mostly one and the same: only counted, as long as they are. */
export class Alike<T> {
  #value: T | undefined
  #size = 0
  /** All of them, once they differ. */
  #values: T[] | undefined

  push(value: T): void {
    if (this.#values) this.#values.push(value)
    else if (this.#size === 0) {
      this.#value = value
      this.#size = 1
    } else if (value === this.#value) this.#size++
    else {
      this.#values = new Array<T>(this.#size).fill(this.#value as T)
      this.#values.push(value)
    }
  }

  pop(): void {
    if (this.#values) this.#values.pop()
    else this.#size--
  }

  /** Those gathered; gathering begins anew. */
  take(): T[] {
    const taken = this.#values ?? new Array<T>(this.#size).fill(this.#value as T)
    this.#values = undefined
    this.#size = 0
    return taken
  }
}
