export const FIELD_TYPES = ['string', 'integer', 'number', 'boolean', 'timestamp'] as const
export type FieldType = (typeof FIELD_TYPES)[number]

/**
 * What a field is to whoever learns from the stream. Distortions act on features; labels, ids, times and meta
 * fields stay true unless a distortion names them.
 */
export const FIELD_ROLES = ['feature', 'label', 'id', 'time', 'meta'] as const
export type FieldRole = (typeof FIELD_ROLES)[number]

/** One field of a model's records: what its page, its JSON Schema and every distortion know of it. */
export interface Field {
  readonly type: FieldType
  readonly role: FieldRole
  readonly description: string
  /** As written after a number: `USD`, `days`, `s`. */
  readonly unit?: string
  /** Both ends included; a distorted value never leaves it. */
  readonly range?: readonly [low: number, high: number]
  /** Digits after the point, 0–6, where a number has no more than so many; a distorted value is rounded to them. */
  readonly decimals?: number
  /** Every value it can take, where there are few. */
  readonly values?: readonly string[]
  readonly nullable?: boolean
  /**
   * How a text is made of a number, as `item_######_part_#`: the model gives an integer ≥ 0, whose digits take the
   * places of `#` from the right, zeros before them; what does not fit stands before the first. Whoever reads a
   * record sees the text. Cheaper than to put such texts together and to keep them.
   */
  readonly digits?: string
}

/** The fields of a record in the order in which they are written. */
export type Fields = Readonly<Record<string, Field>>

/** A number of a model that drift may move while the stream runs. */
export interface Parameter {
  readonly description: string
  /** What moves with it: the features, the share of each label, or the label given the features. */
  readonly moves: 'covariate' | 'prior' | 'concept'
  /** Both ends included. */
  readonly range: readonly [low: number, high: number]
}
