import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { command, projectFolder, start } from './command.ts'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const each of undo.splice(0)) await each()
})

function project(output: string, extra = '', template = '{"n": {{ timestamp.second }}}'): string {
  const folder = projectFolder({
    'generator.yml': `input: [{ linspace: { start: 2024-01-01, end: 2024-01-01T00:00:09Z, count: 10 } }]
event: { template: { mode: all, templates: [{ t: { template: t.jinja } }] } }
output: ${output}
${extra}
`,
    't.jinja': template,
  })
  undo.push(() => folder.remove())
  return folder.path
}

const batch = ['--live-mode', 'false', '--id', 'gen']
const generate = (path: string, ...args: string[]) => command(['generate', '--path', path, ...batch, ...args])

/** A server that answers as it is told to; says what it got. */
async function serve(
  answer: (bodies: string[]) => number,
): Promise<{ url: string; bodies: string[]; server: Server }> {
  const bodies: string[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      const status = answer(bodies)
      if (status < 300) bodies.push(body)
      response.writeHead(status).end()
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  undo.push(
    () => server.closeAllConnections(),
    () => new Promise((done) => server.close(done)),
  )
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, bodies, server }
}

test('dead letters can be looked at and sent again; what fails again stays', async () => {
  const path = project(
    '[{ file: { path: out.jsonl, formatter: { format: json } } }, { file: { path: all.txt } }]',
    '',
    '{% if timestamp.second % 3 == 0 %}no json{% else %}{"n": {{ timestamp.second }}}{% endif %}',
  )
  const file = join(path, 'dead-letters/gen.ndjson')
  expect((await generate(path)).code).toBe(3)
  const looked = await command(['dead-letters', file])
  expect(looked).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^4 × output\/file: E_EVENT_NOT_JSON/),
  })

  const again = await command(['dead-letters', file, '--replay'])
  expect(again.code).toBe(3)
  expect(again.stderr).toMatch(/output\/file: 0 written, .* 4 dead-lettered/)
  expect(again.stderr).toContain('4 are left')
  expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(4)

  // Mended by hand: two of them are JSON now, one is meant for nobody, one is no letter.
  const [a, b, c] = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  const lines = [
    { ...a, event: '{"n": 0}' },
    { ...b, event: '{"n": 3}' },
    { ...c, output: 'output/gone' },
  ]
  writeFileSync(file, `${lines.map((line) => JSON.stringify(line)).join('\n')}\nnot a letter\n`)
  const mended = await command(['dead-letters', file, '--replay'])
  expect(mended.code).toBe(3)
  expect(mended.stderr).toMatch(/output\/file: 2 written/)
  expect(mended.stderr).toMatch(/E_LETTERS_OUTPUT[\s\S]*E_LETTERS_READ|E_LETTERS_READ[\s\S]*E_LETTERS_OUTPUT/)
  expect(readFileSync(join(path, 'out.jsonl'), 'utf8')).toMatch(/\{"n": 8\}\n\{"n": 0\}\n\{"n": 3\}\n$/)
  expect(readFileSync(file, 'utf8')).toContain('not a letter\n')

  const elsewhere = await command(['dead-letters', file, '--replay', '--output', 'stdout', '--path', path])
  expect(elsewhere.code).toBe(3)
  writeFileSync(file, `${JSON.stringify({ ...c, output: 'output/gone', event: '{"n": 6}' })}\n`)
  const last = await command(['dead-letters', file, '--replay', '--output', 'stdout', '--path', path])
  expect(last).toMatchObject({ code: 0, stdout: '{"n": 6}\n' })
  expect(existsSync(file)).toBe(false)
})

test('dead letters can go to any output, and to the file when that fails, too', async () => {
  const path = project(
    '[{ file: { path: out.jsonl, formatter: { format: json } } }]',
    'dead_letters: { file: { path: letters.jsonl, formatter: { format: json } } }',
    'no json {{ timestamp.second }}',
  )
  const { code, stderr } = await generate(path)
  expect(code).toBe(3)
  expect(stderr).toContain('dead letters are in output/file')
  const letters = readFileSync(join(path, 'letters.jsonl'), 'utf8').trim().split('\n')
  expect(letters.map((line) => JSON.parse(line).event)).toEqual(
    Array.from({ length: 10 }, (_, i) => `no json ${i}`),
  )
  expect(existsSync(join(path, 'dead-letters'))).toBe(false)
  const full = project(
    '[{ file: { path: out.jsonl, formatter: { format: json } } }]',
    'dead_letters: { file: { path: /dev/full, delivery: { retry: { time: 0 } } } }',
    'no json',
  )
  await generate(full)
  expect(readFileSync(join(full, 'dead-letters/gen.ndjson'), 'utf8').trim().split('\n')).toHaveLength(10)
})

test('a server that comes back gets everything; the same event has the same letter id at every attempt', async () => {
  let busy = 3
  const { url, bodies } = await serve(() => (busy-- > 0 ? 503 : 201))
  const path = project(`[{ http: { url: "${url}", delivery: { retry: { delay: 0.01 } } } }]`)
  const { code, stderr } = await generate(path)
  expect({ code, stderr }).toMatchObject({ code: 0 })
  expect(bodies.flatMap((body) => JSON.parse(body)).length).toBe(10)
  expect(stderr).toMatch(/30 retried/)
})

test('check says what is wrong, without writing', async () => {
  const path = project('[{ file: { path: out.log } }, { file: { path: t.jinja/below } }]')
  const { code, stdout, stderr } = await command(['check', path])
  expect(code).toBe(1)
  expect(stdout).toContain('✔ output/file\n')
  expect(stdout).toContain('✘ output/file#2')
  expect(stderr).toMatch(/generator\.yml:3:\d+ .*E_OUTPUT_OPEN/)
  expect(existsSync(join(path, 'out.log'))).toBe(false)
  expect((await command(['check', project('[{ file: { path: out.log } }]')])).code).toBe(0)
})

test('the drain deadline ends a run whose reader has stopped reading; nothing is lost', async () => {
  const path = project('[{ stdout: {} }]', '', '{{ "x" * 1000 }}')
  const long = readFileSync(join(path, 'generator.yml'), 'utf8').replace('count: 10', 'count: 100000')
  writeFileSync(join(path, 'generator.yml'), long)
  const run = start(['generate', '--path', path, ...batch, '--drain', '1s', '--progress', 'json'])
  await new Promise((resolve) => run.child.stdout!.once('data', resolve))
  run.child.stdout!.pause()
  await sleep(300)
  run.child.kill('SIGTERM')
  await sleep(3000)
  run.child.stdout!.resume()
  const { code, stderr } = await run.ended
  expect(code).toBe(143)
  const summary = JSON.parse(stderr.trim().split('\n').at(-1)!)
  expect(summary).toMatchObject({ type: 'summary', balanced: true, clean: false })
  expect(summary.total.deadLettered).toBeGreaterThan(0)
  expect(summary.total.dropped).toBe(0)
  const letters = readFileSync(join(path, 'dead-letters/gen.ndjson'), 'utf8').trim().split('\n')
  expect(letters).toHaveLength(summary.total.deadLettered)
}, 60_000)

test('--resume begins where there is no checkpoint, and refuses another run', async () => {
  const path = project('[{ file: { path: out.log } }]', 'checkpoint:')
  expect(await generate(path, '--resume')).toMatchObject({ code: 0 })
  const events = readFileSync(join(path, 'out.log'), 'utf8')
  const again = await generate(path, '--resume')
  expect(again).toMatchObject({ code: 0, stderr: expect.stringContaining('had come to its end before') })
  expect(readFileSync(join(path, 'out.log'), 'utf8')).toBe(events)
  const other = await generate(path, '--resume', '--timezone', 'Europe/Berlin')
  expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining('--timezone changed') })
  const without = await generate(project('[{ file: { path: out.log } }]'), '--resume')
  expect(without).toMatchObject({ code: 1, stderr: expect.stringContaining('E_CHECKPOINT_MISSING') })
})
