import { type Command, Option } from 'commander'
import type * as z from 'zod'
import { readParameters, runParameters } from '../app/index.ts'
import { optionRows } from '../kernel/index.ts'

/** The name of a parameter, dotted as in a project's startup file: `batch.size`. */
type ParameterName = string

/** A command's flags, read from the one declaration of its parameters. */
interface Flags<T> {
  /** Adds a flag for each of these parameters; all of them if none are named. */
  add(command: Command, names?: readonly ParameterName[]): void
  /** The parameters that a parsed command line gives; throws ProblemsError with one problem a wrong flag. */
  read(command: Command, extra?: Record<string, unknown>): T
}

export function flagsOf<T>(
  schema: z.ZodObject,
  read: (given: Record<string, unknown>, nameOf: (parameter: ParameterName) => string) => T,
): Flags<T> {
  const rows = optionRows(schema)
  const groups = new Set(rows.flatMap(({ name }) => (name.includes('.') ? [name.split('.')[0]] : [])))
  const flags = new Set(rows.map(({ name }) => `--${flagName(name)}`))
  return {
    add(command, names) {
      for (const row of rows) {
        if (groups.has(row.name) || (names && !names.includes(row.name))) continue
        const value = row.type === 'boolean' ? ' [bool]' : ` <${valueName(row.name, row.type)}>`
        const fallback =
          row.default === undefined || row.name === 'params' ? '' : ` (default: ${row.default})`
        const option = new Option(`--${flagName(row.name)}${value}`, row.description + fallback)
        command.addOption(row.required ? option.makeOptionMandatory() : option)
      }
    },
    read(command, extra = {}) {
      const given: Record<string, unknown> = { ...extra }
      for (const option of command.options) {
        const value = command.getOptionValue(option.attributeName())
        // Flags of a command's own, such as --progress, are no parameters.
        if (value === undefined || option.long === undefined || !flags.has(option.long)) continue
        put(given, option.long.slice(2).replaceAll('-', '_').split('.'), value)
      }
      return read(given, (name) => `--${flagName(name)}`)
    },
  }
}

/** Those of a run. Made once: describing a schema takes milliseconds, and a process has few before its first event. */
export const { add: addParameterFlags, read: parametersFrom } = flagsOf(runParameters, readParameters)

function flagName(parameter: ParameterName): string {
  return parameter.replaceAll('_', '-')
}

function valueName(name: string, type: string): string {
  if (name === 'params') return 'json'
  if (name === 'path') return 'file'
  return type.split(/[\s≥>]/)[0] === 'string' ? 'text' : type.split(' ')[0]!
}

function put(into: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [first, ...rest] = path
  if (rest.length === 0) into[first!] = value
  else {
    into[first!] ??= {}
    put(into[first!] as Record<string, unknown>, rest, value)
  }
}
