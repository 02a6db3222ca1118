import { isMapping, type OptionProblem, suggest } from '../../../../kernel/index.ts'
import { readClock } from './clock.ts'
import type { Condition } from './condition.ts'
import { readField, readFieldOperand } from './field.ts'
import { integer, number } from './operand.ts'
import { OPERATOR_NAMES, OPERATORS, type OperatorName } from './operators.ts'

type Path = OptionProblem['path']

/** Takes a problem and where it is, from the root of the condition. */
export type Report = (path: Path, message: string) => void

/** Existing projects may write Python's reserved words with an underscore. */
const SYNONYMS: Record<string, OperatorName> = { in_: 'in', or_: 'or', and_: 'and', not_: 'not' }

/** Reads a condition as a project file gives it; undefined after at least one report. */
export function readCondition(raw: unknown, path: Path, report: Report): Condition | undefined {
  const entries = isMapping(raw) ? Object.entries(raw) : []
  const [entry] = entries
  if (!entry || entries.length > 1) {
    report(
      path,
      entry
        ? 'a condition has exactly one operator; join several with "and"'
        : 'expected a condition such as {gt: {shared.count: 3}}; write "always:" for one that always holds',
    )
    return undefined
  }
  const [written, operand] = entry
  const at = [...path, written]
  const name = SYNONYMS[written] ?? written
  if (!isOperator(name)) {
    const hint = suggest(written, OPERATOR_NAMES) ?? `known: ${OPERATOR_NAMES.join(', ')}`
    report(at, `unknown operator; ${hint}`)
    return undefined
  }
  return readOperand(name, operand, at, report)
}

function readOperand(name: OperatorName, raw: unknown, path: Path, report: Report): Condition | undefined {
  switch (name) {
    case 'eq':
    case 'contains':
    case 'in': {
      const read = readFieldOperand(raw, path, report, true)
      if (!read) return undefined
      if (name === 'in' && !Array.isArray(read.operand) && !isMapping(read.operand)) {
        if (typeof read.operand !== 'string') return refuse(read.path, 'expected a list, a mapping or a text')
      }
      return { is: name, field: read.field, operand: read.operand }
    }
    case 'matches': {
      const read = readFieldOperand(raw, path, report, false)
      if (!read) return undefined
      if (typeof read.operand !== 'string') return refuse(read.path, 'expected a regular expression')
      return { is: name, field: read.field, pattern: read.operand }
    }
    case 'defined': {
      if (typeof raw !== 'string') return refuse(path, 'expected a field such as shared.count')
      const field = readField(raw, path, report)
      return field && { is: name, field }
    }
    case 'has_tags': {
      const tags = typeof raw === 'string' ? [raw] : raw
      const sound = Array.isArray(tags) && tags.length > 0 && tags.every((tag) => typeof tag === 'string')
      if (!sound || tags.includes('')) return refuse(path, 'expected a tag or a list of tags, not empty')
      return { is: name, tags }
    }
    case 'before':
    case 'after': {
      if (!isMapping(raw)) return refuse(path, 'expected parts of a time, such as {hour: 9, minute: 30}')
      const parts = readClock(raw, path, report)
      return parts && { is: name, parts }
    }
    case 'always':
    case 'never':
      return raw === null ? { is: name } : refuse(path, 'takes no operand; leave it empty')
    case 'or':
    case 'and': {
      if (!Array.isArray(raw) || raw.length < 2)
        return refuse(path, 'expected a list of at least two conditions')
      const conditions = raw.map((each, i) => readCondition(each, [...path, i], report))
      return conditions.every((each) => each !== undefined) ? { is: name, conditions } : undefined
    }
    case 'not': {
      const condition = readCondition(raw, path, report)
      return condition && { is: name, condition }
    }
    default: {
      const read = readFieldOperand(raw, path, report, false)
      if (!read) return undefined
      const isLength = OPERATORS[name].operand === 'field: length'
      const operand = isLength ? integer(read.operand) : number(read.operand)
      if (operand === undefined) return refuse(read.path, isLength ? 'expected an int' : 'expected a number')
      return { is: name, field: read.field, operand }
    }
  }

  function refuse(at: Path, message: string): undefined {
    report(at, message)
    return undefined
  }
}

function isOperator(name: string): name is OperatorName {
  return Object.hasOwn(OPERATORS, name)
}
