import { readFileSync } from 'node:fs'
import { type Context, LoomError, type Problem, ProblemsError } from '../../../../kernel/index.ts'
import { csvTable } from './csv.ts'
import { itemsTable } from './items.ts'
import { jsonTable } from './json.ts'
import type { SampleOptions } from './options.ts'
import { type Sample, sampleOf } from './sample.ts'
import { type Table, TableError } from './table.ts'

/** Reads all samples; ProblemsError with one problem a sample that cannot be read. */
export async function loadSamples(
  samples: Readonly<Record<string, SampleOptions>>,
  context: Pick<Context, 'resolve' | 'log' | 'rng'>,
): Promise<ReadonlyMap<string, Sample>> {
  const rng = context.rng.fork('samples')
  const problems: Problem[] = []
  const loaded = new Map<string, Sample>()
  for (const [name, options] of Object.entries(samples)) {
    try {
      loaded.set(name, sampleOf(await readTable(options, context), rng.fork(name)))
    } catch (error) {
      problems.push(problemOf(name, options, error))
    }
  }
  if (problems.length > 0) throw new ProblemsError(problems)
  return loaded
}

async function readTable(options: SampleOptions, context: Pick<Context, 'resolve' | 'log'>): Promise<Table> {
  if (options.type === 'items') return itemsTable(options)
  const bytes = readFileSync(context.resolve(options.source))
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new TableError('the file is not UTF-8')
  }
  return options.type === 'csv' ? csvTable(text, options, context.log) : jsonTable(text)
}

function problemOf(name: string, options: SampleOptions, error: unknown): Problem {
  const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
  const reason = missing ? 'there is no such file' : (error as Error).message
  return new LoomError('E_SAMPLE', `sample "${name}": ${reason}`, {
    hint: error instanceof TableError ? error.hint : undefined,
    at: options.type === 'items' ? undefined : { file: options.source },
  })
}
