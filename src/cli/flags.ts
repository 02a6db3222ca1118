import { type Command, Help, Option } from 'commander'
import type * as z from 'zod'
import { readParameters, runParameters } from '../app/index.ts'
import { type OptionRow, optionNames, optionRows } from '../kernel/index.ts'

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
  const parameters = optionNames(schema)
  const named = new WeakMap<Option, ParameterName>()
  let rows: Map<ParameterName, OptionRow> | undefined
  /** What help says of a flag. Describing a schema takes milliseconds, which a run has not before its first event. */
  const rowOf = (option: Option): OptionRow | undefined => {
    rows ??= new Map(optionRows(schema).map((row) => [row.name, row]))
    const name = named.get(option)
    return name === undefined ? undefined : rows.get(name)
  }
  return {
    add(command, names) {
      command.configureHelp({
        optionTerm: (option) => {
          const row = rowOf(option)
          if (row === undefined) return option.flags
          return row.type === 'boolean'
            ? `${option.long} [bool]`
            : `${option.long} <${valueName(row.name, row.type)}>`
        },
        optionDescription: (option) => {
          const row = rowOf(option)
          if (row === undefined) return new Help().optionDescription(option)
          const fallback =
            row.default === undefined || row.name === 'params' ? '' : ` (default: ${row.default})`
          return row.description + fallback
        },
      })
      for (const { name, boolean, required } of parameters) {
        if (names && !names.includes(name)) continue
        const option = new Option(`${flagName(name)} ${boolean ? '[bool]' : '<value>'}`)
        named.set(option, name)
        command.addOption(required ? option.makeOptionMandatory() : option)
      }
    },
    read(command, extra = {}) {
      const given: Record<string, unknown> = { ...extra }
      for (const option of command.options) {
        const value = command.getOptionValue(option.attributeName())
        // Flags of a command's own, such as --progress, are no parameters.
        const name = named.get(option)
        if (value === undefined || name === undefined) continue
        put(given, name.split('.'), value)
      }
      return read(given, flagName)
    },
  }
}

/** Those of a run. */
export const { add: addParameterFlags, read: parametersFrom } = flagsOf(runParameters, readParameters)

function flagName(parameter: ParameterName): string {
  return `--${parameter.replaceAll('_', '-')}`
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
