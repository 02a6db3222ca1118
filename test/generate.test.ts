import { expect, test } from 'vitest'
import { command } from './command.ts'
import { batch, FIVE, project, simple } from './small-project.ts'

test('--max-events, --duration, --from and --to bound a run', async () => {
  const path = simple(
    '{ cron: { expression: "* * * * *", count: 1 } }',
    undefined,
    '{{ timestamp.isoformat() }}',
  )
  const lines = async (...args: string[]) =>
    (await command(['generate', '--path', path, ...batch, ...args])).stdout.trim().split('\n')
  expect(await lines('--from', '2024-01-01', '--max-events', '2')).toEqual([
    '2024-01-01T00:00:00+00:00',
    '2024-01-01T00:01:00+00:00',
  ])
  expect(await lines('--from', '2024-01-01', '--duration', '1h')).toHaveLength(60)
  expect(await lines('--from', '2024-01-01', '--to', '2024-01-01T00:05:00Z')).toHaveLength(5)
  expect((await lines('--from', '2024-07-01', '--max-events', '1', '--timezone', 'Europe/Berlin'))[0]).toBe(
    '2024-07-01T00:00:00+02:00',
  )
})

test('--duration ends inputs that are driven from outside', async () => {
  const path = simple('{ http: { port: 0x7a31 } }')
  expect((await command(['generate', '--path', path, '--duration', '1s', '--progress', 'none'])).code).toBe(0)
})

test('--speed runs simulated time faster', async () => {
  const path = simple('{ timer: { seconds: 10, count: 1 } }')
  const started = performance.now()
  const { stdout } = await command(['generate', '--path', path, '--speed', '100', '--duration', '2m'])
  expect(stdout.trim().split('\n')).toHaveLength(11)
  expect(performance.now() - started).toBeGreaterThan(1000)
})

test('booleans work bare and with a value', async () => {
  const path = simple(FIVE)
  for (const args of [
    ['--live-mode=false', '--keep-order'],
    ['--keep-order', 'true', '--live-mode', 'no'],
  ]) {
    expect((await command(['generate', '--path', path, ...args])).stdout.split('\n')).toHaveLength(6)
  }
})

test('--progress json gives JSON lines, the last of them the account', async () => {
  const { stderr } = await command([
    'generate',
    '--path',
    simple(FIVE),
    '--progress',
    'json',
    '--seed',
    '3',
    ...batch,
  ])
  const lines = stderr
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.at(-1)).toMatchObject({
    type: 'summary',
    produced: 5,
    seed: 3,
    balanced: true,
    total: { written: 5 },
  })
})

test('secrets come from the environment and stay text', async () => {
  const path = project({
    'generator.yml': `input: [${FIVE}]\nevent: { template: { mode: all, params: { pw: "\${secrets.pw}", n: \${params.n} }, templates: [{ t: { template: t.jinja } }] } }\noutput: [{ stdout: {} }]\n`,
    't.jinja': '{{ params.pw }}|{{ params.n + 1 }}',
  })
  const { stdout } = await command(
    ['generate', '--path', path, '--params', '{"n": 41}', '--max-events', '1', ...batch],
    {
      EVENTLOOM_SECRET_PW: 'a: b #"\'',
    },
  )
  expect(stdout).toBe('a: b #"\'|42\n')
  const missing = await command(['generate', '--path', path])
  expect(missing.code).toBe(1)
  expect(missing.stderr).toMatch(/pw[\s\S]*\bn\b|\bn\b[\s\S]*pw/)
})

test('a script in JavaScript makes events in the build, too, where its worker is a file of its own', async () => {
  const path = project({
    'generator.yml': `input: [${FIVE}]\nevent: { script: { path: make.mjs } }\noutput: [{ stdout: {} }]\n`,
    'make.mjs': 'export default ({ timestamp }) => timestamp.toISOString()\n',
  })
  const { code, stdout } = await command(['generate', '--path', path, ...batch])
  expect(code).toBe(0)
  expect(stdout.split('\n').slice(0, 2)).toEqual(['2024-01-01T00:00:00.000Z', '2024-01-01T06:00:00.000Z'])
})
