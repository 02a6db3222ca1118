import * as z from 'zod'
import { type DistortionTarget, type Field, type FieldType, LoomError, suggest } from '../../kernel/index.ts'

/** A field that a distortion acts on; `declared` where the model says what it is. */
export interface TargetField {
  readonly name: string
  readonly declared: Field | undefined
}

/** @param untouched which fields are left alone when none is named */
export function fieldsOption(chosen: string) {
  return z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe(
      `The fields to act on, with dots for nested ones; by default ${chosen}. Events whose fields are not declared need it.`,
    )
}

/**
 * The fields that a distortion acts on: those that are named, whatever their role, or else every declared feature
 * of the types that it acts on by itself. E_OPTION_INVALID for a name or type that does not fit.
 *
 * @param byDefault types of the features that are chosen when none is named
 * @param possible types that may be named
 */
export function targetFields(
  named: readonly string[] | undefined,
  { fields }: DistortionTarget,
  byDefault: readonly FieldType[],
  possible: readonly FieldType[] = byDefault,
): TargetField[] {
  if (fields === undefined) {
    if (named) return named.map((name) => ({ name, declared: undefined }))
    throw new LoomError(
      'E_OPTION_MISSING',
      '"fields" is missing: nobody declared the fields of these events',
      {
        hint: 'name the fields to act on, with dots for nested ones: fields: [amount, user.age]',
      },
    )
  }
  if (named) return named.map((name) => ({ name, declared: declaredField(name, fields, possible) }))
  const chosen = Object.entries(fields)
    .filter(([, { role, type }]) => role === 'feature' && byDefault.includes(type))
    .map(([name, declared]) => ({ name, declared }))
  if (chosen.length > 0) return chosen
  throw new LoomError(
    'E_OPTION_MISSING',
    `"fields" is missing: no feature is of the type ${byDefault.join(' or ')}`,
    {
      hint: `there are: ${Object.keys(fields).join(', ')}`,
    },
  )
}

function declaredField(
  name: string,
  fields: NonNullable<DistortionTarget['fields']>,
  possible: readonly FieldType[],
): Field {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined
  const names = Object.keys(fields)
  if (!field)
    throw new LoomError('E_OPTION_INVALID', `"fields": the events have no field "${name}"`, {
      hint: suggest(name, names) ?? `there are: ${names.join(', ')}`,
    })
  if (!possible.includes(field.type))
    throw new LoomError(
      'E_OPTION_INVALID',
      `"fields": "${name}" is a ${field.type}, which cannot be changed so`,
      {
        hint: `name fields of the type ${possible.join(' or ')}`,
      },
    )
  return field
}

/** A field that an option names for reading; E_OPTION_INVALID where fields are declared and it is none of them. */
export function knownField(option: string, name: string, { fields }: DistortionTarget): string {
  if (fields === undefined || Object.hasOwn(fields, name)) return name
  const names = Object.keys(fields)
  throw new LoomError('E_OPTION_INVALID', `"${option}": the events have no field "${name}"`, {
    hint: suggest(name, names) ?? `there are: ${names.join(', ')}`,
  })
}
