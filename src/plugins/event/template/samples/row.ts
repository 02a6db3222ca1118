import { Cells, type Methods, repr, Tuple, type Value } from '../../../../jinja/index.ts'

/** What all rows of a sample share: the names of their cells. */
export class Layout {
  /** A name for each cell: those of the source, else `_0`, `_1`, … May hold a name twice. */
  readonly names: readonly string[]
  /** The first cell of that name: what a column, a weight and `where` mean. */
  readonly first: ReadonlyMap<string, number>
  /** The last cell of that name: what an attribute of a row means. */
  readonly last: ReadonlyMap<string, number>
  /** Methods of a tuple but for those that a column hides. */
  readonly methods: Methods<never>

  constructor(names: readonly string[]) {
    this.names = names
    const first = new Map<string, number>()
    const last = new Map<string, number>()
    for (const [i, name] of names.entries()) {
      if (!first.has(name)) first.set(name, i)
      last.set(name, i)
    }
    this.first = first
    this.last = last
    const methods = new Map(new Tuple([]).methods)
    for (const name of names) methods.delete(name)
    this.methods = methods
  }
}

/** A row of a sample: a tuple whose cells can also be had by the names of their columns. */
export class Row extends Cells {
  readonly layout: Layout

  constructor(layout: Layout, cells: readonly Value[]) {
    super(cells)
    this.layout = layout
  }

  override get typeName(): string {
    return 'Row'
  }

  override get methods(): Methods<never> {
    return this.layout.methods
  }

  get columns(): ReadonlyMap<string, number> {
    return this.layout.last
  }

  override getAttr(name: string): Value | undefined {
    const index = this.layout.last.get(name)
    return index === undefined ? undefined : this.items[index]
  }

  override getItem(key: Value): Value | undefined {
    return typeof key === 'string' ? this.getAttr(key) : super.getItem(key)
  }

  override repr(): string {
    const cells = this.items.map((cell, i) => `${this.layout.names[i]}=${repr(cell)}`)
    return `Row(${cells.join(', ')})`
  }
}
