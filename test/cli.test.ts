import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { CLI, command, PACKS, projectFolder, start } from './command.ts'

const folders: { remove(): void }[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove()
})

function project(files: Record<string, string>): string {
  const folder = projectFolder(files)
  folders.push(folder)
  return folder.path
}

const EVERY_TICK = 'event: { template: { mode: all, templates: [{ t: { template: t.jinja } }] } }'
const simple = (
  input: string,
  output = 'output: [{ stdout: {} }]',
  template = 'tick {{ timestamp.second }}',
) => project({ 'generator.yml': `input: [${input}]\n${EVERY_TICK}\n${output}\n`, 't.jinja': template })

const FIVE = '{ linspace: { start: 2024-01-01, end: 2024-01-02, count: 5 } }'
const batch = ['--live-mode', 'false']

describe('exit codes', () => {
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
})

async function firstOutput(run: ReturnType<typeof start>): Promise<void> {
  await new Promise((resolve) => run.child.stdout!.once('data', resolve))
}

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

test('--duration ends inputs that are driven from outside', async () => {
  const path = simple('{ http: { port: 0x7a31 } }')
  expect((await command(['generate', '--path', path, '--duration', '1s', '--progress', 'none'])).code).toBe(0)
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

test('--speed runs simulated time faster', async () => {
  const path = simple('{ timer: { seconds: 10, count: 1 } }')
  const started = performance.now()
  const { stdout } = await command(['generate', '--path', path, '--speed', '100', '--duration', '2m'])
  expect(stdout.trim().split('\n')).toHaveLength(11)
  expect(performance.now() - started).toBeGreaterThan(1000)
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

describe('the other commands', () => {
  test('validate finds all at once, templates and samples too', async () => {
    const path = project({
      'generator.yml': `input: [{ timer: { seconds: 0 } }]\nevent: { template: { mode: all, templates: [{ t: { template: t.jinja } }] } }\noutput: [{ stdout: { formatter: { format: jsno } } }]\n`,
      't.jinja': '{% if %}',
    })
    const { code, stderr } = await command(['validate', path])
    expect(code).toBe(1)
    expect(stderr).toContain('did you mean "json"?')
    expect(stderr.match(/generator\.yml:\d+:\d+/g)?.length).toBeGreaterThanOrEqual(3)
    const broken = project({
      'generator.yml': `input: [${FIVE}]\n${EVERY_TICK}\noutput: [{ stdout: {} }]\n`,
      't.jinja': 'ok\n{% if %}',
    })
    expect((await command(['validate', broken])).stderr).toMatch(/t\.jinja:2:/)
    expect((await command(['validate', simple(FIVE)])).code).toBe(0)
  })

  test('preview plots the schedule and delivers nothing', async () => {
    const path = simple(FIVE, 'output: [{ file: { path: out.log } }]')
    const { code, stdout } = await command(['preview', path, ...batch, '--events', '2'])
    expect(code).toBe(0)
    expect(stdout).toContain('5 timestamps')
    expect(stdout).toContain('█')
    expect(stdout.match(/tick 0/g)).toHaveLength(2)
    expect(existsSync(join(path, 'out.log'))).toBe(false)
  })

  test('plugins lists, and shows options and an example', async () => {
    expect((await command(['plugins'])).stdout).toMatch(/input\/cron[\s\S]*output\/stdout/)
    const { stdout } = await command(['plugins', 'input/cron'])
    expect(stdout).toMatch(/expression[\s\S]*required[\s\S]*input:\n {2}- cron:/)
    expect((await command(['plugins', 'input/corn'])).stderr).toContain('did you mean "cron"?')
  })

  test('schema accepts the packs and refuses slips', async () => {
    const schema = JSON.parse((await command(['schema'])).stdout)
    const check = new Ajv2020({ strict: false, logger: false }).compile(schema)
    for (const pack of ['web-access', 'auth-siem', 'iot-telemetry']) {
      const value = parse(readFileSync(join(PACKS, pack, 'generator.yml'), 'utf8'))
      expect(check(value) || check.errors).toBe(true)
      expect(check({ ...value, outptu: [] })).toBe(false)
      expect(check({ ...value, input: [{ timer: { seconds: 1, cuont: 2 } }] })).toBe(false)
      expect(check({ ...value, input: [{ timer: { seconds: '${params.s}', count: 2 } }] })).toBe(true)
    }
  })

  test('new makes a project that runs at once, and touches nothing that is there', async () => {
    const folder = project({})
    const target = join(folder, 'mine')
    expect((await command(['new', target, '--template', 'auth-siem'])).code).toBe(0)
    const run = await command([
      'generate',
      '--path',
      join(target, 'generator.yml'),
      '--max-events',
      '3',
      '--from',
      '2025-01-06',
      ...batch,
    ])
    expect(run.code).toBe(0)
    expect(
      run.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).event.module),
    ).toEqual(['security', 'security', 'security'])
    const again = await command(['new', target])
    expect(again.code).toBe(1)
    expect(again.stderr).toContain('E_SCAFFOLD_EXISTS')
  })
})
