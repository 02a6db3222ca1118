import {
  contains,
  eq,
  fromHost,
  ge,
  gt,
  le,
  length,
  lt,
  PythonError,
  type Value,
} from '../../../../jinja/index.ts'
import { type Log, LoomError } from '../../../../kernel/index.ts'
import type { View } from '../picking/view.ts'
import type { ClockPart, Condition, LengthTest, Ordering, StateField } from './condition.ts'
import { startPattern } from './pattern.ts'

/** A condition made ready: does it hold? Never throws. */
export type Test = (view: View) => boolean

/**
 * Makes a condition ready to be asked for each tick. A comparison with a missing or null value, or between
 * types that do not compare, does not hold; the first time this happens to a comparison, the log says so.
 * E_OPTION_INVALID for a pattern that is no regular expression.
 */
export function compileCondition(condition: Condition, log: Log): Test {
  switch (condition.is) {
    case 'eq': {
      const operand = fromHost(condition.operand)
      return stored(condition.is, condition.field, log, (value) => eq(value, operand))
    }
    case 'contains': {
      const operand = fromHost(condition.operand)
      return stored(condition.is, condition.field, log, (value) => contains(operand, value))
    }
    case 'in': {
      const operand = fromHost(condition.operand)
      return stored(condition.is, condition.field, log, (value) => contains(value, operand))
    }
    case 'gt':
    case 'ge':
    case 'lt':
    case 'le': {
      const { operand } = condition
      const holds = ORDERINGS[condition.is]
      return stored(condition.is, condition.field, log, (value) => holds(value, operand))
    }
    case 'len_eq':
    case 'len_gt':
    case 'len_ge':
    case 'len_lt':
    case 'len_le': {
      const { operand } = condition
      const holds = LENGTHS[condition.is]
      return stored(condition.is, condition.field, log, (value) => holds(length(value), operand))
    }
    case 'matches': {
      const { scope, name } = condition.field
      const pattern = patternOf(condition.pattern, condition.field)
      return (view) => {
        const value = view.states[scope].get(name)
        pattern.lastIndex = 0
        return typeof value === 'string' && pattern.test(value)
      }
    }
    case 'defined': {
      const { scope, name } = condition.field
      return (view) => view.states[scope].has(name)
    }
    case 'has_tags': {
      const { tags } = condition
      return (view) => includesAll(view.tags, tags)
    }
    case 'before': {
      const { parts } = condition
      return (view) => clockOrder(view, parts) < 0
    }
    case 'after': {
      const { parts } = condition
      return (view) => clockOrder(view, parts) >= 0
    }
    case 'always':
      return () => true
    case 'never':
      return () => false
    case 'or':
      return joined(
        condition.conditions.map((each) => compileCondition(each, log)),
        true,
      )
    case 'and':
      return joined(
        condition.conditions.map((each) => compileCondition(each, log)),
        false,
      )
    case 'not': {
      const test = compileCondition(condition.condition, log)
      return (view) => !test(view)
    }
  }
}

const ORDERINGS: Record<Ordering, (a: Value, b: Value) => boolean> = { gt, ge, lt, le }

const LENGTHS: Record<LengthTest, (a: number, b: number) => boolean> = {
  len_eq: (a, b) => a === b,
  len_gt: (a, b) => a > b,
  len_ge: (a, b) => a >= b,
  len_lt: (a, b) => a < b,
  len_le: (a, b) => a <= b,
}

function patternOf(source: string, { scope, name }: StateField): RegExp {
  try {
    return startPattern(source)
  } catch (cause) {
    throw new LoomError('E_OPTION_INVALID', `"matches" of ${scope}.${name}: ${(cause as Error).message}`, {
      hint: 'write a regular expression as Python does',
      cause,
    })
  }
}

/** The first test that gives `decisive` decides; when none does, the answer is its opposite. */
function joined(tests: readonly Test[], decisive: boolean): Test {
  return (view) => {
    for (let i = 0; i < tests.length; i++) if (tests[i]!(view) === decisive) return decisive
    return !decisive
  }
}

function includesAll(list: readonly string[], wanted: readonly string[]): boolean {
  for (let i = 0; i < wanted.length; i++) if (!list.includes(wanted[i]!)) return false
  return true
}

/** A test of a stored value, false for one that is missing or does not fit. */
function stored(operator: string, field: StateField, log: Log, holds: (value: Value) => boolean): Test {
  const { scope, name } = field
  let warned = false
  const warn = (reason: string): void => {
    if (warned) return
    warned = true
    log.warn('a condition cannot be decided and counts as false', {
      operator,
      field: `${scope}.${name}`,
      reason,
    })
  }
  return (view) => {
    const value = view.states[scope].get(name) ?? null
    if (value === null) {
      warn('the state has no such key, or it holds none')
      return false
    }
    try {
      return holds(value)
    } catch (error) {
      if (!(error instanceof PythonError)) throw error
      warn(error.message)
      return false
    }
  }
}

/**
 * Negative, 0, positive when the wall clock is before, at, after the named parts. The parts that are not named
 * are taken from the clock itself, so the first named part that differs decides.
 */
function clockOrder(view: View, parts: readonly (readonly [ClockPart, number])[]): number {
  const { civil } = view
  for (const [part, wanted] of parts) {
    const difference = civil[part] - wanted
    if (difference !== 0) return difference
  }
  return 0
}
