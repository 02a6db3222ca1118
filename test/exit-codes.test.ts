import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { CLI, command, PACKS, start } from './command.ts'
import { batch, FIVE, simple } from './small-project.ts'

async function firstOutput(run: ReturnType<typeof start>): Promise<void> {
  await new Promise((resolve) => run.child.stdout!.once('data', resolve))
}

test('0 when complete, with nothing but events on stdout and the account on stderr', async () => {
  const { code, stdout, stderr } = await command([
    'generate',
    '--path',
    simple(FIVE),
    '--id',
    'demo',
    ...batch,
  ])
  expect(code).toBe(0)
  expect(stdout).toBe('tick 0\n'.repeat(5))
  expect(stderr).toMatch(/demo: 5 produced .*seed \d+/)
  expect(stderr).toContain('output/stdout: 5 written, 0 dropped, 0 dead-lettered, 0 failed')
})

test('1 when it cannot start, naming every problem with its place', async () => {
  const path = simple('{ cron: { expression: "* *", cuont: 1 } }, { linspaec: {} }')
  const { code, stdout, stderr } = await command(['generate', '--path', path, '--id', 'demo'])
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(/generator\.yml:1:\d+ .*did you mean "count"\?/s)
  expect(stderr).toMatch(/did you mean "linspace"\?/)
})

test.each([
  [['generate']],
  [['generate', '--path', 'x', '--batch.size', 'many']],
  [['generate', '--path', 'x', '--no-such-flag']],
  [['generate', '--path', 'x', '--params', '{']],
  [['generate', '--path', 'x', '-vvvvvv']],
  [['nonsense']],
  [['plugins', 'inptu']],
  [['generate', '--path', PACKS, '--write-timeout', '3000000']],
  [['generate', '--path', join(PACKS, 'auth-siem'), '--timezone', 'Foo/Bar']],
  [['generate', '--path', join(PACKS, 'auth-siem'), '--from', '2025-01-02', '--to', '2025-01-01']],
  [['validate', join(PACKS, 'auth-siem'), '--from', 'foo']],
  [['new', 'x', '--template', 'web-acces']],
])('2 for the usage error %j', async (args) => {
  const { code, stdout, stderr } = await command(args)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).not.toMatch(/\n\s+at /)
})

test('3 when something was dead-lettered, which is then in the file', async () => {
  const path = simple(
    FIVE,
    'output: [{ stdout: { formatter: { format: json } } }]',
    '{{ "{}" if loop is undefined and timestamp.hour else "no json" }}',
  )
  const { code, stdout, stderr } = await command(['generate', '--path', path, '--id', 'demo', ...batch])
  expect(code).toBe(3)
  expect(stdout).toBe('{}\n'.repeat(3))
  expect(stderr).toContain('2 dead-lettered')
  const letters = readFileSync(join(path, 'dead-letters/demo.ndjson'), 'utf8').trim().split('\n')
  expect(letters.map((line) => JSON.parse(line).event)).toEqual(['no json', 'no json'])
})

test('3 when events could not be produced, with the place in the template', async () => {
  const path = simple(FIVE, undefined, 'first line\n{{ 1 // (timestamp.hour % 12) }}')
  const { code, stderr } = await command(['generate', '--path', path, ...batch])
  expect(code).toBe(3)
  expect(stderr).toMatch(/3 × .*t\.jinja:2.*ZeroDivisionError/s)
})

test('130 and 143 after a graceful drain', async () => {
  for (const [signal, expected] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    const run = start(['generate', '--path', simple('{ timer: { seconds: 0.1, count: 1 } }')])
    await firstOutput(run)
    run.child.kill(signal)
    const { code, stdout, stderr } = await run.ended
    expect(code).toBe(expected)
    const written = /(\d+) written/.exec(stderr)?.[1]
    expect(stdout.trim().split('\n')).toHaveLength(Number(written))
  }
})

test('a second signal is immediate, also when the reader has stopped reading', async () => {
  const run = start([
    'generate',
    '--path',
    simple('{ timer: { seconds: 0.1, count: 1000, start: 2024-01-01 } }'),
    ...batch,
  ])
  await firstOutput(run)
  run.child.stdout!.pause()
  await sleep(500)
  run.child.kill('SIGTERM')
  await sleep(500)
  expect(run.child.exitCode).toBeNull()
  run.child.kill('SIGTERM')
  await new Promise((resolve) => run.child.once('exit', resolve))
  expect(run.child.exitCode).toBe(143)
})

test('a closed pipe ends quietly with 0', async () => {
  const endless = simple('{ timer: { seconds: 0.1, count: 1000, start: 2024-01-01 } }')
  const script = `node ${CLI} generate --path ${endless} ${batch.join(' ')} --progress none | head -n 3; echo "exit \${PIPESTATUS[0]}"`
  const { stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' })
  expect(stderr).toBe('')
  expect(stdout.trim().split('\n').at(-1)).toBe('exit 0')
})

test('a reader of anything else may leave, too', () => {
  const { stdout, stderr } = spawnSync(
    'bash',
    ['-c', `node ${CLI} schema | head -n 1; echo "exit \${PIPESTATUS[0]}"`],
    {
      encoding: 'utf8',
    },
  )
  expect({ stdout, stderr }).toEqual({ stdout: '{\nexit 0\n', stderr: '' })
})
