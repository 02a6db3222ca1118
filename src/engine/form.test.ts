import { expect, test } from 'vitest'
import * as z from 'zod'
import type { AnyDefinition, Batch, TextForm } from '../kernel/index.ts'
import { defineDistortion, defineEvent, defineFormatter, defineInput, defineOutput } from '../kernel/index.ts'
import type { PluginEntry, Project } from './load/project.ts'
import { Run } from './run.ts'
import { options } from './test-run.ts'

const described = {
  name: 'x',
  title: 't',
  summary: 's',
  options: z.strictObject({}),
  examples: [{ title: 'e', options: {} }],
} as const

const entry = <D>(definition: D) => ({ definition, options: {} }) as unknown as PluginEntry<never>

interface Seen {
  asked: TextForm | undefined
  forms: Batch['forms']
}

/** A project of three events, with an output for each formatter. */
function project(forms: readonly (TextForm | undefined)[], seen: Seen, distort: object = {}): Project {
  const input = defineInput({
    ...described,
    open: () => ({ tags: [], count: 3, blocks: () => [Float64Array.of(0, 1, 2)] }),
  })
  const event = defineEvent({
    ...described,
    open: (_, { form }) => {
      seen.asked = form
      return {
        produce(ticks, out) {
          for (let i = 0; i < ticks.size; i++) out.push(i, '{}', undefined, i === 1 ? undefined : form)
        },
      }
    },
  })
  const output = defineOutput({ ...described, open: () => ({ write: () => undefined }) })
  const formatter = (form: TextForm | undefined): AnyDefinition<'formatter'> =>
    defineFormatter({
      ...described,
      open: () => ({
        contentType: 'text/plain',
        ...(form && { form }),
        format: (batch) => {
          seen.forms = batch.forms
          return { frames: batch.events as string[], carries: 'each', refused: [] }
        },
      }),
    })
  return {
    directory: '/',
    input: [entry(input)],
    event: entry(event),
    output: forms.map(
      (form) => ({ ...entry(output), formatter: entry(formatter(form)) }) as PluginEntry<'output'>,
    ),
    warnings: [],
    ...distort,
  }
}

async function seenBy(
  forms: readonly (TextForm | undefined)[],
  distort?: object,
  read = false,
): Promise<Seen> {
  const seen: Seen = { asked: undefined, forms: undefined }
  const run = new Run(project(forms, seen, distort), options())
  if (read) for await (const _ of run);
  else await run.complete()
  return seen
}

test('a source may use the form that all formatters bring texts into, and says of which it did', async () => {
  expect(await seenBy(['json'])).toEqual({ asked: 'json', forms: ['json', undefined, 'json'] })
  expect((await seenBy(['json', 'json'])).asked).toBe('json')
})

test('not where anyone reads texts as they are', async () => {
  const clean = defineDistortion({ ...described, open: () => ({ distort: () => undefined }) })
  for (const seen of [
    await seenBy([undefined]),
    await seenBy(['json', undefined]),
    await seenBy([undefined, 'json']),
    await seenBy(['json'], { distort: [entry(clean)] }),
    await seenBy(['json'], {}, true),
  ]) {
    expect(seen.asked).toBeUndefined()
    expect(seen.forms?.some((form) => form !== undefined) ?? false).toBe(false)
  }
})
