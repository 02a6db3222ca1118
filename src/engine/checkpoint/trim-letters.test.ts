import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folder } from '../test-run.ts'
import type { Checkpoint } from './checkpoint.ts'
import { trimLetters } from './trim-letters.ts'

test('dead letters that will come again are taken out, wherever they stand', async () => {
  const path = join(folder, 'letters.ndjson')
  const line = (output: string, position: number, generator = 'gen') =>
    `${JSON.stringify({ generator, output, position })}\n`
  const before = `${line('a', 99)}not ours\n`
  const checkpoint = {
    deadLetters: before.length,
    generator: 'gen',
    outputs: { a: { position: 5 }, b: { position: 2 } },
  }
  writeFileSync(
    path,
    before + line('a', 4) + line('b', 2) + line('a', 5, 'other') + line('b', 1) + line('a', 6),
  )
  appendFileSync(path, line('a', 7).slice(0, 10))
  await trimLetters(path, checkpoint as unknown as Checkpoint)
  expect(readFileSync(path, 'utf8')).toBe(before + line('a', 4) + line('a', 5, 'other') + line('b', 1))
  const kept = readFileSync(path, 'utf8')
  await trimLetters(path, checkpoint as unknown as Checkpoint)
  expect(readFileSync(path, 'utf8')).toBe(kept)
  await trimLetters(join(folder, 'none.ndjson'), checkpoint as unknown as Checkpoint)
})
