import * as z from 'zod'

// Options are read once a run: generating code for each schema costs more than it saves. A schema asks for this when it
// is made, so it stands with the first that are.
z.config({ jitless: true })

/** A path in the project folder, or an absolute one. An empty text is the folder itself. */
export function filePath() {
  return z.string().meta({ format: 'path' })
}

/**
 * A moment as a project file may say it: ISO 8601 text, a Unix time, a time of day, `now`, `never`, an
 * offset such as `+1h30m`, or English such as `yesterday 3pm`. `parseMoment` and `resolveMoment` read it.
 */
export function moment() {
  return z.union([z.string(), z.number()]).meta({ format: 'moment' })
}

/** The tags that an input gives to its ticks. */
export function tags() {
  return z.array(z.string()).default([]).describe('Tags handed to the event plugin with each timestamp.')
}

/** A mapping whose keys are the user's own; dots in them stay. */
export function freeMap<T extends z.ZodType>(values: T) {
  return z.record(z.string(), values).meta({ freeKeys: true })
}

/** A reference to a formatter: `{ format: NAME, …its options }`. */
export function formatterReference(name: string, options: Readonly<Record<string, unknown>> = {}) {
  return z
    .looseObject({ format: z.string() })
    .default({ format: name, ...options })
    .meta({ plugin: 'formatter' })
    .describe('How events become text.')
}

/**
 * The options of an event plugin that are a reference to a model: `{ name: NAME, …its options }`. No model has an
 * option `name` of its own.
 */
export function modelReference() {
  return z
    .looseObject({
      name: z.string().describe("The model that makes the records. The model's own options stand beside it."),
    })
    .meta({ plugin: 'model' })
}
