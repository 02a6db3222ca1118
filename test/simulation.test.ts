import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CLI, command, projectFolder, sha256, start } from './command.ts'

/** The project that the config of a stream stands for, once in batch and once with a checkpoint. */
const COUNT = 4000
const project = (more = '') => `
seed: 0
input: [{ poisson: { rate: 1000 } }]
event: { model: { name: bnpl } }
distort:
  - noise: { type: gaussian, level: 0.1 }
  - drift: { type: linear, strength: 0.5 }
output: [{ file: { path: out.ndjson, write_mode: overwrite, formatter: { format: json } } }]
${more}`
const FROM = ['--from', '2025-01-01T00:00:00Z', '--max-events', String(COUNT)]

let folder: ReturnType<typeof projectFolder>
let expected: string
beforeAll(async () => {
  folder = projectFolder({
    'a/generator.yml': project(),
    'b/generator.yml': project('checkpoint: { path: checkpoint.json, interval: 0.1 }'),
  })
  expected = await generated('a', '--live-mode', 'false')
})
afterAll(() => folder.remove())

const out = (name: string) => join(folder.path, name, 'out.ndjson')

async function generated(name: string, ...flags: string[]): Promise<string> {
  const args = ['generate', '--path', join(folder.path, name), '--id', 'bnpl', ...FROM, ...flags]
  const { code, stderr } = await command([...args, '--progress', 'none'])
  expect([code, stderr]).toEqual([0, ''])
  return sha256(readFileSync(out(name), 'utf8'))
}

test('the stream is whole', () => {
  const lines = readFileSync(out('a'), 'utf8').trim().split('\n')
  expect(lines).toHaveLength(COUNT)
  expect(lines.map((line) => (JSON.parse(line) as { _record_id: number })._record_id)).toEqual(
    lines.map((_, i) => i),
  )
})

test('live, a thousand times faster', async () => {
  expect(await generated('a', '--speed', '1000')).toBe(expected)
})

test('made by four workers', async () => {
  expect(await generated('a', '--live-mode', 'false', '--workers', '4')).toBe(expected)
})

test('in another time zone of the machine', async () => {
  const args = ['generate', '--path', join(folder.path, 'a'), '--id', 'bnpl', ...FROM]
  const { code } = await command([...args, '--live-mode', 'false'], { TZ: 'Asia/Tokyo' })
  expect(code).toBe(0)
  expect(sha256(readFileSync(out('a'), 'utf8'))).toBe(expected)
})

test('over HTTP', async () => {
  const service = start(['serve', '--port', '0'])
  const url = await new Promise<string>((resolve) => {
    let told = ''
    service.child.stderr!.on('data', (text: string) => {
      told += text
      const at = /http:\S+?:\d+/.exec(told)
      if (at) resolve(at[0])
    })
  })
  const answer = await fetch(`${url}/stream/bnpl`, {
    method: 'POST',
    headers: { Accept: 'application/x-ndjson' },
    body: JSON.stringify({
      seed: 0,
      rate_per_second: 1000,
      arrival_pattern: 'poisson',
      start_time: '2025-01-01T00:00:00Z',
      max_records: COUNT,
      noise_type: 'gaussian',
      noise_level: 0.1,
      drift_type: 'linear',
      drift_strength: 0.5,
    }),
  })
  expect(sha256(await answer.text())).toBe(expected)
  service.child.kill('SIGTERM')
  expect((await service.ended).code).toBe(143)
})

test('killed half-way and resumed', async () => {
  const args = [CLI, 'generate', '--path', join(folder.path, 'b'), '--id', 'bnpl', ...FROM]
  const half = spawn(process.execPath, [...args, '--progress', 'none'])
  while (!existsSync(out('b')) || readFileSync(out('b'), 'utf8').split('\n').length < COUNT / 2) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  half.kill('SIGKILL')
  await new Promise((resolve) => half.once('exit', resolve))
  expect(readFileSync(out('b'), 'utf8').split('\n').length).toBeLessThan(COUNT)
  expect(await generated('b', '--resume')).toBe(expected)
  rmSync(out('b'))
})
