import type { Float } from '../../../kernel/index.ts'

/** Every node knows where it began: an offset into the source. */
interface At {
  readonly at: number
}

export type Constant = null | boolean | number | bigint | string | Float

export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**'
export type CompareOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in'

/** What a name is used for: read, assigned, or bound as a parameter. */
type NameUse = 'load' | 'store' | 'param'

export interface Name extends At {
  readonly kind: 'Name'
  readonly name: string
  readonly use: NameUse
}

export interface Arguments {
  readonly args: readonly Expr[]
  readonly kwargs: readonly { readonly name: string; readonly value: Expr }[]
  readonly rest: Expr | null
  readonly named: Expr | null
}

export interface Call extends At, Arguments {
  readonly kind: 'Call'
  readonly callee: Expr
}

export interface Filter extends At, Arguments {
  readonly kind: 'Filter'
  readonly name: string
  /** null: the text of the surrounding filter block. */
  readonly value: Expr | null
}

export interface Test extends At, Arguments {
  readonly kind: 'Test'
  readonly name: string
  readonly value: Expr
}

export interface Slice {
  readonly start: Expr | null
  readonly stop: Expr | null
  readonly step: Expr | null
}

export interface Tuple extends At {
  readonly kind: 'Tuple'
  readonly items: readonly Expr[]
}

export interface Getattr extends At {
  readonly kind: 'Getattr'
  readonly value: Expr
  readonly name: string
}

export type Expr =
  | Name
  | Call
  | Filter
  | Test
  | Tuple
  | (At & { readonly kind: 'Const'; readonly value: Constant })
  | (At & { readonly kind: 'List'; readonly items: readonly Expr[] })
  | (At & { readonly kind: 'Dict'; readonly items: readonly { readonly key: Expr; readonly value: Expr }[] })
  | Getattr
  | (At & { readonly kind: 'Getitem'; readonly value: Expr; readonly key: Expr })
  | (At & { readonly kind: 'Slice'; readonly value: Expr } & Slice)
  | (At & {
      readonly kind: 'Binary'
      readonly operator: BinaryOperator
      readonly left: Expr
      readonly right: Expr
    })
  | (At & { readonly kind: 'Unary'; readonly operator: '-' | '+'; readonly value: Expr })
  | (At & { readonly kind: 'Not'; readonly value: Expr })
  | (At & {
      readonly kind: 'Logic'
      readonly operator: 'and' | 'or'
      readonly left: Expr
      readonly right: Expr
    })
  | (At & { readonly kind: 'Concat'; readonly items: readonly Expr[] })
  | (At & {
      readonly kind: 'Compare'
      readonly left: Expr
      readonly rest: readonly { readonly operator: CompareOperator; readonly value: Expr }[]
    })
  | (At & {
      readonly kind: 'Conditional'
      readonly test: Expr
      readonly value: Expr
      readonly else: Expr | null
    })

/** `x`, `a, (b, c)`, and in `set` also `ns.x`. */
export type Target =
  | Name
  | (At & { readonly kind: 'TargetTuple'; readonly items: readonly Target[] })
  | (At & { readonly kind: 'Namespace'; readonly name: string; readonly attribute: string })

export interface Parameter {
  readonly name: Name
  readonly fallback: Expr | null
}

export interface If extends At {
  readonly kind: 'If'
  readonly test: Expr
  readonly body: readonly Stmt[]
  readonly elifs: readonly { readonly test: Expr; readonly body: readonly Stmt[] }[]
  readonly else: readonly Stmt[]
}

export interface For extends At {
  readonly kind: 'For'
  readonly target: Target
  readonly iterable: Expr
  readonly test: Expr | null
  readonly recursive: boolean
  readonly body: readonly Stmt[]
  readonly else: readonly Stmt[]
}

export interface Macro extends At {
  readonly kind: 'Macro'
  readonly name: string
  readonly parameters: readonly Parameter[]
  readonly body: readonly Stmt[]
}

export interface CallBlock extends At {
  readonly kind: 'CallBlock'
  readonly call: Call
  readonly parameters: readonly Parameter[]
  readonly body: readonly Stmt[]
}

export interface FilterBlock extends At {
  readonly kind: 'FilterBlock'
  readonly filter: Filter
  readonly body: readonly Stmt[]
}

export interface With extends At {
  readonly kind: 'With'
  readonly targets: readonly Target[]
  readonly values: readonly Expr[]
  readonly body: readonly Stmt[]
}

export interface Block extends At {
  readonly kind: 'Block'
  readonly name: string
  readonly scoped: boolean
  readonly required: boolean
  readonly body: readonly Stmt[]
}

export interface Include extends At {
  readonly kind: 'Include'
  readonly template: Expr
  readonly ignoreMissing: boolean
  readonly withContext: boolean
}

export interface Import extends At {
  readonly kind: 'Import'
  readonly template: Expr
  readonly target: string
  readonly withContext: boolean
}

export interface FromImport extends At {
  readonly kind: 'FromImport'
  readonly template: Expr
  readonly names: readonly { readonly name: string; readonly alias: string }[]
  readonly withContext: boolean
}

export interface SetBlock extends At {
  readonly kind: 'SetBlock'
  readonly target: Target
  readonly filter: Filter | null
  readonly body: readonly Stmt[]
}

export interface Autoescape extends At {
  readonly kind: 'Autoescape'
  readonly value: Expr
  readonly body: readonly Stmt[]
}

export type Stmt =
  | If
  | For
  | Macro
  | CallBlock
  | FilterBlock
  | With
  | Block
  | Include
  | Import
  | FromImport
  | SetBlock
  | Autoescape
  | (At & { readonly kind: 'Output'; readonly items: readonly (Expr | Data)[] })
  | (At & { readonly kind: 'Set'; readonly target: Target; readonly value: Expr })
  | (At & { readonly kind: 'Do'; readonly value: Expr })
  | (At & { readonly kind: 'Extends'; readonly template: Expr })
  | (At & { readonly kind: 'Break' })
  | (At & { readonly kind: 'Continue' })

/** Plain text of the template. */
export interface Data extends At {
  readonly kind: 'Data'
  readonly text: string
}

export type Node = Expr | Stmt | Target | Data
