import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../src/index.ts'

interface Letter {
  readonly event: string
  readonly frame?: string
}

/** What a server was sent that refuses everything, and the dead letters of it. */
async function refused(formatter: object): Promise<{ bodies: string[]; letters: Letter[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'eventloom-sent-'))
  const bodies: string[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      bodies.push(Buffer.concat(chunks).toString())
      response.writeHead(422).end()
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  try {
    writeFileSync(join(folder, 't.jinja'), '{"n":{{ timestamp.second }},  "text":"é \\u00e9"}')
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const project = {
      seed: 1,
      input: [{ linspace: { start: '2024-01-01T00:00:00Z', end: '2024-01-01T00:00:09Z', count: 10 } }],
      event: { template: { mode: 'all', templates: [{ t: { template: 't.jinja' } }] } },
      output: [{ http: { url, formatter } }],
    }
    const summary = await run(project as never, {
      directory: folder,
      dead_letters: join(folder, 'letters.ndjson'),
    }).complete()
    expect(summary.total).toMatchObject({ produced: 10, deadLettered: 10 })
    const lines = readFileSync(join(folder, 'letters.ndjson'), 'utf8').trim().split('\n')
    return { bodies, letters: lines.map((line) => JSON.parse(line) as Letter) }
  } finally {
    server.close()
    rmSync(folder, { recursive: true })
  }
}

test('a dead letter holds the very bytes that were sent', async () => {
  const { bodies, letters } = await refused({ format: 'json' })
  expect(letters.map(({ event, frame }) => frame ?? event).sort()).toEqual(bodies.sort())
  expect(bodies).toContain('{"n": 0, "text": "é \\u00e9"}')
})

test('dead letters of a batch make up the bytes that were sent', async () => {
  const { bodies, letters } = await refused({ format: 'json-batch' })
  expect(bodies).toEqual([`[${letters.map(({ event }) => event).join(', ')}]`])
})

test('a template around the event is kept as it was sent', async () => {
  const { bodies, letters } = await refused({ format: 'template', template: '<{{ event }}>' })
  expect(letters.map(({ frame }) => frame).sort()).toEqual(bodies.sort())
  expect(letters[0]!.event).toContain('{"n":')
})
