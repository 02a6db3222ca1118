import { LoomError, type Problem, ProblemsError, type Zone } from '../../../kernel/index.ts'
import { readText } from '../file.ts'
import { readInstant } from '../instant.ts'

/** How many bad lines of a file are reported. */
const MAX_PROBLEMS = 20
const HINT = 'write ISO 8601 such as 2024-01-31T10:00:00+02:00, or a Unix time'

/** The instants of a list of options. E_OPTION_INVALID names every item that is none. */
export function instantsOfList(items: readonly (string | number)[], zone: Zone): Float64Array {
  return readAll(items, zone, (index) => ({
    code: 'E_OPTION_INVALID',
    message: `"source.${index}": "${items[index]}" is no timestamp`,
    hint: HINT,
  }))
}

/** The instants of a text file, one a line, blank lines skipped. E_INPUT_FILE names every line that is none. */
export function instantsOfFile(file: string, zone: Zone): Float64Array {
  const lines = readText(file).split(/\r\n|\r|\n/)
  const numbers = lines.flatMap((line, index) => (line.trim() === '' ? [] : [index]))
  const items = numbers.map((index) => lines[index]!.trim())
  if (items.length === 0)
    throw new LoomError('E_INPUT_FILE', 'the file holds no timestamp', { hint: HINT, at: { file } })
  return readAll(items, zone, (index) => ({
    code: 'E_INPUT_FILE',
    message: `"${items[index]}" is no timestamp`,
    hint: HINT,
    at: { file, line: numbers[index]! + 1 },
  }))
}

function readAll(
  items: readonly (string | number)[],
  zone: Zone,
  refuse: (index: number) => Problem,
): Float64Array {
  const instants = new Float64Array(items.length)
  const problems: Problem[] = []
  for (let index = 0; index < items.length; index++) {
    const at = readInstant(items[index]!, zone)
    if (at !== undefined) instants[index] = at
    else if (problems.length < MAX_PROBLEMS) problems.push(refuse(index))
  }
  if (problems.length > 0) throw new ProblemsError(problems)
  return instants
}
