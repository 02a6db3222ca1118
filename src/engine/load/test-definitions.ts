import * as z from 'zod'
import {
  type AnyDefinition,
  defineEvent,
  defineFormatter,
  defineInput,
  defineModel,
  defineOutput,
  filePath,
  formatterReference,
  freeMap,
  type Kind,
  modelReference,
  moment,
  type Registry,
  tags,
} from '../../kernel/index.ts'

const unopened = (): never => {
  throw new Error('loading opens nothing')
}

const about = (name: string) => ({
  name,
  title: name,
  summary: `The ${name} of the loader's tests.`,
  examples: [{ title: 'none', options: {} }] as const,
  open: unopened,
})

/** Small definitions with all that options may hold, for the tests of the loader. */
const DEFINITIONS: readonly AnyDefinition[] = [
  defineInput({
    ...about('cron'),
    options: z.strictObject({
      expression: z.string(),
      count: z.int().min(1),
      start: moment().nullable().default(null),
      tags: tags(),
    }),
  }),
  defineInput({
    ...about('timer'),
    options: z.strictObject({ seconds: z.number().min(0.1), repeat: z.int().optional(), tags: tags() }),
  }),
  defineEvent({
    ...about('template'),
    options: z.strictObject({
      mode: z.enum(['all', 'fsm']),
      templates: z
        .array(
          freeMap(z.strictObject({ template: filePath(), transitions: z.array(transition()).optional() })),
        )
        .min(1),
      params: freeMap(z.unknown()).default({}),
      samples: freeMap(z.strictObject({ type: z.string(), source: filePath() })).default({}),
    }),
  }),
  defineEvent({ ...about('model'), options: modelReference() }),
  defineModel({
    ...about('shop'),
    options: z.strictObject({ rate: z.number().min(0).default(1), customers: z.int() }),
    fields: {},
    open: unopened,
  }),
  defineOutput({ ...about('stdout'), options: z.strictObject({ formatter: formatterReference('plain') }) }),
  defineOutput({
    ...about('http'),
    options: z.strictObject({
      url: z.string(),
      headers: freeMap(z.string()).default({}),
      password: z.string().optional(),
      port: z.int().optional(),
      secure: z.boolean().optional(),
      formatter: formatterReference('json', { indent: 2 }),
    }),
  }),
  defineOutput({ ...about('void'), options: z.strictObject({}) }),
  defineOutput({
    ...about('raw'),
    options: z.strictObject({
      formatter: formatterReference('plain').unwrap().meta({ plugin: 'formatter' }).optional(),
    }),
  }),
  defineFormatter({ ...about('plain'), options: z.strictObject({}) }),
  defineFormatter({ ...about('json'), options: z.strictObject({ indent: z.int().min(0).default(0) }) }),
  defineFormatter({ ...about('template'), options: z.strictObject({ template: z.string().min(1) }) }),
]

function transition() {
  return z.strictObject({ to: z.string(), when: z.record(z.string(), z.unknown()) })
}

export const registry: Registry = {
  names: (kind) => DEFINITIONS.filter((each) => each.kind === kind).map(({ name }) => name),
  find: async <K extends Kind>(kind: K, name: string) =>
    DEFINITIONS.find((each) => each.kind === kind && each.name === name) as AnyDefinition<K> | undefined,
}
