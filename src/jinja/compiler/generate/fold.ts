import { smallPower } from '../../python/number/arithmetic.ts'
import {
  add,
  concat,
  Dict,
  div,
  eq,
  floordiv,
  ge,
  gt,
  le,
  lt,
  mod,
  mul,
  ne,
  neg,
  pos,
  Shape,
  sub,
  Tuple,
  truth,
  type Value,
} from '../../python/ops.ts'
import type { BinaryOperator, CompareOperator, Constant, Expr } from '../syntax/nodes.ts'
import { isConstant } from './unit-writer.ts'

type Operation = (a: Value, b: Value) => Value | undefined

/** No large powers and no repeating of text: what is short to write might be long to compute. */
const BINARY: Partial<Record<BinaryOperator, Operation>> = {
  '+': add,
  '-': sub,
  '*': mul,
  '/': div,
  '//': floordiv,
  '%': mod,
  '**': (a, b) => smallPower(a, b),
}

const COMPARE: Partial<Record<CompareOperator, Operation>> = {
  '==': eq,
  '!=': ne,
  '<': lt,
  '<=': le,
  '>': gt,
  '>=': ge,
}

/** The value of an expression that is known while compiling; undefined if it is not, or if it fails. */
export function fold(expr: Expr): Constant | undefined {
  try {
    const value = evaluate(expr)
    return value !== undefined && isConstant(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** The tuple, if all its items are constants: tuples never change, so one is enough. */
export function constantTuple(expr: Extract<Expr, { kind: 'Tuple' }>): Tuple | undefined {
  const items: Value[] = []
  for (const item of expr.items) {
    const value = unchanging(item)
    if (value === undefined) return undefined
    items.push(value)
  }
  return new Tuple(items)
}

/** The dict, if all its keys and values are constants: what those made when the template runs are made like. */
export function constantDict(items: readonly { key: Expr; value: Expr }[]): Dict | undefined {
  const keys: Value[] = []
  const values: Value[] = []
  for (const item of items) {
    const key = unchanging(item.key)
    const value = unchanging(item.value)
    if (key === undefined || value === undefined) return undefined
    keys.push(key)
    values.push(value)
  }
  const shape = Shape.of(keys)
  return shape ? Dict.shaped(shape, values) : Dict.of(...keys.flatMap((key, i) => [key, values[i]!]))
}

function unchanging(expr: Expr): Value | undefined {
  return expr.kind === 'Tuple' ? constantTuple(expr) : fold(expr)
}

function evaluate(expr: Expr): Value | undefined {
  switch (expr.kind) {
    case 'Const':
      return expr.value
    case 'Unary': {
      const value = evaluate(expr.value)
      if (value === undefined) return undefined
      return expr.operator === '-' ? neg(value) : pos(value)
    }
    case 'Not': {
      const value = evaluate(expr.value)
      return value === undefined ? undefined : !truth(value)
    }
    case 'Binary': {
      const left = evaluate(expr.left)
      const right = left === undefined ? undefined : evaluate(expr.right)
      const operation = BINARY[expr.operator]
      if (left === undefined || right === undefined || operation === undefined) return undefined
      const numbers = typeof left !== 'string' && typeof right !== 'string'
      return numbers || expr.operator === '+' ? operation(left, right) : undefined
    }
    case 'Logic': {
      const left = evaluate(expr.left)
      if (left === undefined) return undefined
      return truth(left) === (expr.operator === 'and') ? evaluate(expr.right) : left
    }
    case 'Compare': {
      const [only] = expr.rest
      const operation = only && COMPARE[only.operator]
      if (expr.rest.length !== 1 || only === undefined || operation === undefined) return undefined
      const left = evaluate(expr.left)
      const right = evaluate(only.value)
      return left === undefined || right === undefined ? undefined : operation(left, right)
    }
    case 'Concat': {
      let text = ''
      for (const item of expr.items) {
        const value = evaluate(item)
        if (value === undefined) return undefined
        text = concat(text, value) as string
      }
      return text
    }
    case 'Conditional': {
      const test = evaluate(expr.test)
      if (test === undefined) return undefined
      const branch = truth(test) ? expr.value : expr.else
      return branch === null ? undefined : evaluate(branch)
    }
    default:
      return undefined
  }
}
