import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { command, PACKS } from './command.ts'
import { batch, EVERY_TICK, FIVE, project, simple } from './small-project.ts'

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
