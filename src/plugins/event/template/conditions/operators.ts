/** How the operand of an operator is written. */
export type OperandKind =
  | 'field: any'
  | 'field: number'
  | 'field: length'
  | 'field: pattern'
  | 'field'
  | 'tags'
  | 'clock'
  | 'nothing'
  | 'conditions'
  | 'condition'

interface Operator {
  readonly operand: OperandKind
  readonly says: string
}

/** Every operator of a condition: how it is written and what it means. */
export const OPERATORS = {
  eq: { operand: 'field: any', says: 'The stored value equals this.' },
  gt: { operand: 'field: number', says: 'The stored value is greater.' },
  ge: { operand: 'field: number', says: 'The stored value is greater or equal.' },
  lt: { operand: 'field: number', says: 'The stored value is less.' },
  le: { operand: 'field: number', says: 'The stored value is less or equal.' },
  matches: { operand: 'field: pattern', says: 'The stored text matches the pattern at its start.' },
  len_eq: { operand: 'field: length', says: 'The stored value has this length.' },
  len_gt: { operand: 'field: length', says: 'The stored value is longer.' },
  len_ge: { operand: 'field: length', says: 'The stored value is as long or longer.' },
  len_lt: { operand: 'field: length', says: 'The stored value is shorter.' },
  len_le: { operand: 'field: length', says: 'The stored value is as long or shorter.' },
  contains: { operand: 'field: any', says: 'The stored list, mapping or text contains this.' },
  in: { operand: 'field: any', says: 'The stored value is in this list, mapping or text.' },
  defined: { operand: 'field', says: 'The state has this key.' },
  has_tags: { operand: 'tags', says: 'The timestamp has this tag, or all of these.' },
  before: { operand: 'clock', says: 'The wall clock is before this; parts that are not named do not count.' },
  after: { operand: 'clock', says: 'The wall clock is at or after this; parts not named do not count.' },
  always: { operand: 'nothing', says: 'True.' },
  never: { operand: 'nothing', says: 'False.' },
  or: { operand: 'conditions', says: 'One of these holds.' },
  and: { operand: 'conditions', says: 'All of these hold.' },
  not: { operand: 'condition', says: 'This does not hold.' },
} as const satisfies Record<string, Operator>

export type OperatorName = keyof typeof OPERATORS

export const OPERATOR_NAMES = Object.keys(OPERATORS) as OperatorName[]

const SHAPES: Record<OperandKind, Record<string, unknown>> = {
  'field: any': { type: 'object' },
  'field: number': { type: 'object', additionalProperties: { type: 'number' } },
  'field: length': { type: 'object', additionalProperties: { type: 'integer' } },
  'field: pattern': { type: 'object', additionalProperties: { type: 'string' } },
  field: { type: 'string' },
  tags: { anyOf: [{ type: 'string' }, { type: 'array', minItems: 1, items: { type: 'string' } }] },
  clock: { type: 'object', additionalProperties: { type: 'integer' } },
  nothing: { type: 'null' },
  conditions: { type: 'array', minItems: 2, items: { type: 'object' } },
  condition: { type: 'object' },
}

/** The JSON Schema of a condition, one level deep: what an editor offers. */
export const CONDITION_JSON_SCHEMA = {
  type: 'object',
  minProperties: 1,
  maxProperties: 1,
  properties: Object.fromEntries(
    OPERATOR_NAMES.map((name) => [
      name,
      { ...SHAPES[OPERATORS[name].operand], description: OPERATORS[name].says },
    ]),
  ),
}
