import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { type Ended, projectFolder, start } from './command.ts'

/**
 * Runs that are killed again and again and resumed each time leave the very same files as one that was left alone.
 * `npm run test:kill -- 200` does it more often.
 */
const KILLS = Number(process.env.EVENTLOOM_KILLS ?? 10)
/** How often one run is killed before it may end. */
const CHAIN = 5

const EVENTS = 20_000
const TEMPLATE = `{%- set n = shared.get('n', 0) + 1 -%}
{%- do shared.set('n', n) -%}
{%- if n % 97 == 0 -%}no json {{ n }}{%- else -%}
{"n": {{ n }}, "time": "{{ timestamp.isoformat() }}", "draw": {{ module.random.randint(0, 1000000) }}, "who": "{{ module.faker.locale['en'].first_name() if n % 50 == 0 else 'someone' }}"}
{%- endif -%}`

const project = (output: string) => `seed: 7
checkpoint: { interval: 0.05 }
input: [{ linspace: { start: 2024-01-01, end: 2024-01-02, count: ${EVENTS} } }]
event: { template: { mode: all, templates: [{ t: { template: t.jinja } }] } }
output: ${output}
`

const VARIANTS: Readonly<Record<string, string>> = {
  'two files, one of which refuses events': `
  - file: { path: out/plain.log, separator: "\\n" }
  - file: { path: out/events.jsonl, write_mode: overwrite, formatter: { format: json }, delivery: { max_events: 700 } }`,
  'rotated files': `
  - file: { path: out/size.log, rotate: { max_bytes: 200kB } }
  - file: { path: out/time.log, rotate: { every: hour, name: "{stem}-{time}-{n}{ext}" } }`,
  'lines of JSON': `
  - file: { path: out/lines.jsonl, separator: "\\n", formatter: { format: json } }`,
  'compressed and atomic files': `
  - file: { path: out/events.gz, compress: gzip, separator: "\\n" }
  - file: { path: out/all.log, atomic: true, write_mode: overwrite }`,
}

const folders: { remove(): void }[] = []
afterAll(() => {
  for (const folder of folders) folder.remove()
})

function folderOf(output: string): string {
  const folder = projectFolder({ 'generator.yml': project(output), 't.jinja': TEMPLATE })
  folders.push(folder)
  return folder.path
}

const begin = (path: string) =>
  start([
    'generate',
    '--path',
    path,
    '--id',
    'killed',
    '--live-mode',
    'false',
    '--resume',
    '--progress',
    'json',
  ])

/** Every file that a run leaves, unpacked, without the checkpoint. */
function left(path: string): Record<string, string> {
  const files: Record<string, string> = {}
  for (const folder of ['out', 'dead-letters']) {
    if (!existsSync(join(path, folder))) continue
    for (const name of readdirSync(join(path, folder)).sort()) {
      const bytes = readFileSync(join(path, folder, name))
      files[`${folder}/${name}`] = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()
    }
  }
  // When a letter was tried is a matter of the clock.
  for (const name of Object.keys(files)) files[name] = files[name]!.replaceAll(/,"(first|last)":"[^"]+"/g, '')
  return files
}

/** Starts runs until one ends by itself; kills the first few at random moments of `duration` milliseconds. */
async function killed(
  path: string,
  kills: number,
  duration: number,
): Promise<{ kills: number; last: Ended }> {
  for (let done = 0; ; ) {
    const run = begin(path)
    const stop = new AbortController()
    if (done < kills) {
      sleep(Math.random() * duration, undefined, { signal: stop.signal }).then(
        () => run.child.kill('SIGKILL'),
        () => {},
      )
    }
    const ended = await run.ended
    stop.abort()
    if (ended.code !== null) return { kills: done, last: ended }
    done++
  }
}

test.each(Object.entries(VARIANTS))(
  '%s are the same after every kill',
  async (_, output) => {
    const calm = folderOf(output)
    const began = performance.now()
    const undisturbed = await begin(calm).ended
    const duration = performance.now() - began
    expect(undisturbed.stderr).toContain('"balanced":true')
    const expected = left(calm)
    const path = folderOf(output)
    let kills = 0
    const wanted = Math.ceil(KILLS / Object.keys(VARIANTS).length)
    while (kills < wanted) {
      const { kills: done, last } = await killed(path, Math.min(CHAIN, wanted - kills), duration)
      // A kill may come when the run has ended and told its checkpoint so: then nothing was left to go wrong.
      const finished = last.stderr.includes('"finished":true')
      expect(last.code, last.stderr).toBe(finished ? 0 : undisturbed.code)
      const found = left(path)
      expect(Object.keys(found)).toEqual(Object.keys(expected))
      for (const name of Object.keys(expected)) {
        if (found[name] === expected[name]) continue
        const at = [...expected[name]!].findIndex((character, i) => character !== found[name]![i])
        expect.fail(
          `${name} differs at character ${at} of ${expected[name]!.length} (${found[name]!.length} found)`,
        )
      }
      kills += done
      for (const each of ['out', 'dead-letters', 'checkpoint'])
        rmSync(join(path, each), { recursive: true, force: true })
    }
  },
  60_000 + KILLS * 20_000,
)
