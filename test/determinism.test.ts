import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { command, PACKS, packCopy, sha256 } from './command.ts'

/** Half an hour of the web shop: everything random that a template can use, on three merged patterns. */
const RANGE = [
  '--from',
  '2025-01-06T09:00:00Z',
  '--duration',
  '10m',
  '--output',
  'stdout',
  '--progress',
  'none',
]

async function hashOf(path: string, args: readonly string[], env?: Record<string, string>): Promise<string> {
  const { code, stdout, stderr } = await command(
    ['generate', '--path', path, '--seed', '7', ...RANGE, ...args],
    env,
  )
  expect(stderr).toBe('')
  expect(code).toBe(0)
  expect(stdout.split('\n').length).toBeGreaterThan(100)
  return sha256(stdout)
}

const pack = join(PACKS, 'web-access')
const batch = ['--live-mode', 'false']

test('same seed, same bytes: across processes, in live time, in another time zone of the machine', async () => {
  const [first, second, live, tokyo] = await Promise.all([
    hashOf(pack, batch),
    hashOf(pack, [...batch, '--batch.size', '7']),
    hashOf(pack, ['--speed', '1000']),
    hashOf(pack, batch, { TZ: 'Asia/Tokyo' }),
  ])
  expect([second, live, tokyo]).toEqual([first, first, first])
})

test('another seed, other bytes', async () => {
  expect(await hashOf(pack, [...batch, '--seed', '8'])).not.toBe(await hashOf(pack, batch))
})

test('an unrelated plugin shifts nothing', async () => {
  const copy = packCopy('web-access')
  try {
    const file = join(copy.path, 'generator.yml')
    const text = readFileSync(file, 'utf8')
    // A second input that has nothing to give within the range, listed first, and a second output.
    writeFileSync(
      file,
      `${text.replace('input:\n', 'input:\n  - timestamps: { source: ["1999-01-01T00:00:00Z"] }\n')}  - discard: {}\n`,
    )
    expect(await hashOf(copy.path, batch)).toBe(await hashOf(pack, batch))
  } finally {
    copy.remove()
  }
})

test('each pack is the same live and in a batch', async () => {
  for (const name of ['auth-siem', 'iot-telemetry']) {
    const path = join(PACKS, name)
    expect(await hashOf(path, ['--speed', '1000'])).toBe(await hashOf(path, batch))
  }
})
