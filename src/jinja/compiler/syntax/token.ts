import type { Float } from '../../../kernel/index.ts'

/** Operators are their own type: the type of `+` is `+`. */
export type TokenType =
  | 'data'
  | 'block_begin'
  | 'block_end'
  | 'variable_begin'
  | 'variable_end'
  | 'name'
  | 'string'
  | 'integer'
  | 'float'
  | 'eof'
  | Operator

export type Operator = (typeof OPERATORS)[number]

export const OPERATORS = [
  '//',
  '**',
  '==',
  '!=',
  '>=',
  '<=',
  '+',
  '-',
  '/',
  '*',
  '%',
  '~',
  '[',
  ']',
  '(',
  ')',
  '{',
  '}',
  '>',
  '<',
  '=',
  '.',
  ':',
  '|',
  ',',
  ';',
] as const

export interface Token {
  readonly type: TokenType
  /** Names and data as text, literals as the value they mean. */
  readonly value: string | number | bigint | Float
  /** Where it begins: an offset into the source. */
  readonly at: number
}

const DESCRIPTIONS: Partial<Record<TokenType, string>> = {
  data: 'template data / text',
  block_begin: 'begin of statement block',
  block_end: 'end of statement block',
  variable_begin: 'begin of print statement',
  variable_end: 'end of print statement',
  eof: 'end of template',
}

export function describeType(type: TokenType): string {
  return DESCRIPTIONS[type] ?? type
}

export function describeToken(token: Token): string {
  return token.type === 'name' ? String(token.value) : describeType(token.type)
}
