import type * as z from 'zod'
import { LoomError, ProblemsError, readOptions } from '../kernel/index.ts'
import { type CompleteRunParameters, runParameters } from './parameters.ts'

/**
 * Validates run parameters, filling in defaults. `params` may be JSON text. Throws ProblemsError with E_PARAMETER
 * for each that is wrong, named as the caller knows it.
 */
export function readParameters(
  raw: Readonly<Record<string, unknown>>,
  nameOf: (parameter: string) => string = (name) => name,
): CompleteRunParameters {
  const given = typeof raw.params === 'string' ? { ...raw, params: parseParams(raw.params, nameOf) } : raw
  return readGiven(runParameters, given, nameOf)
}

/** Validates the parameters of a command, filling in defaults; as `readParameters`, for any schema. */
export function readGiven<S extends z.ZodObject>(
  schema: S,
  given: Readonly<Record<string, unknown>>,
  nameOf: (parameter: string) => string,
): z.output<S> {
  const result = readOptions(schema, given)
  if (result.ok) return result.value
  throw new ProblemsError(
    result.problems.map(({ path, message, hint }) => ({
      code: 'E_PARAMETER',
      message: message.replace(`"${path.join('.')}"`, nameOf(path.join('.'))),
      ...(hint !== undefined && { hint }),
    })),
  )
}

function parseParams(text: string, nameOf: (parameter: string) => string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new LoomError('E_PARAMETER', `${nameOf('params')} is not valid JSON: ${(cause as Error).message}`, {
      hint: `write it as '{"name": "value"}', quoted for the shell`,
      cause,
    })
  }
}
