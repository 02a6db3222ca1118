/** The three kinds of template state. */
export const SCOPES = ['locals', 'shared', 'globals'] as const
export type Scope = (typeof SCOPES)[number]

/** A key in one of the states; dots in the name are part of it. */
export interface StateField {
  readonly scope: Scope
  readonly name: string
}

export type Ordering = 'gt' | 'ge' | 'lt' | 'le'
export type LengthTest = 'len_eq' | 'len_gt' | 'len_ge' | 'len_lt' | 'len_le'

/** Parts of a wall clock, largest first: the order in which they are compared. */
export const CLOCK_PARTS = ['year', 'month', 'day', 'hour', 'minute', 'second', 'microsecond'] as const
export type ClockPart = (typeof CLOCK_PARTS)[number]

/** What decides whether a transition is taken; read from the `when` of a project file. */
export type Condition =
  | {
      readonly is: 'eq' | 'contains' | 'in'
      readonly field: StateField
      /** As the project file gave it. */
      readonly operand: unknown
    }
  | { readonly is: Ordering; readonly field: StateField; readonly operand: number }
  | { readonly is: LengthTest; readonly field: StateField; readonly operand: number }
  | { readonly is: 'matches'; readonly field: StateField; readonly pattern: string }
  | { readonly is: 'defined'; readonly field: StateField }
  | { readonly is: 'has_tags'; readonly tags: readonly string[] }
  | { readonly is: 'before' | 'after'; readonly parts: readonly (readonly [ClockPart, number])[] }
  | { readonly is: 'always' | 'never' }
  | { readonly is: 'or' | 'and'; readonly conditions: readonly Condition[] }
  | { readonly is: 'not'; readonly condition: Condition }
