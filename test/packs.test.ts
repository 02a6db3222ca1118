import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../src/index.ts'

const PACKS = new URL('../packs/', import.meta.url).pathname

interface Golden {
  readonly project: string
  readonly seed: number
  readonly from: string
  readonly count: number
  readonly sha256: string
}

/** sha256 of a run's events, a newline after each. */
async function hash(
  path: string,
  parameters: Parameters<typeof run>[1],
): Promise<{ count: number; sha256: string }> {
  const digest = createHash('sha256')
  let count = 0
  for await (const batch of run(path, parameters)) {
    count += batch.size
    for (const event of batch.events)
      digest.update(`${typeof event === 'string' ? event : JSON.stringify(event)}\n`)
  }
  return { count, sha256: digest.digest('hex') }
}

const goldens = readdirSync(PACKS).flatMap((pack) =>
  (JSON.parse(readFileSync(join(PACKS, pack, 'golden.json'), 'utf8')) as Golden[]).map((golden) => ({
    pack,
    ...golden,
  })),
)

test.each(goldens)('$pack/$project is what it was', async ({ pack, project, seed, from, count, sha256 }) => {
  const parameters = { seed, from, max_events: count, output: '/dev/null' }
  expect(await hash(join(PACKS, pack, project), parameters)).toEqual({ count, sha256 })
})
