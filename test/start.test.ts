import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { command, PACKS } from './command.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'eventloom-cache-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const cached = () => readdirSync(join(home, 'eventloom')).map((name) => join(home, 'eventloom', name))
/** Changes whenever the file is written, as each is written anew and takes the place of the last. */
const version = (file: string) => statSync(file).ino
const plugins = (env: Record<string, string> = {}) =>
  command(['plugins', 'input/linspace'], { XDG_CACHE_HOME: home, ...env })

describe('the code cache', () => {
  test('is written by the first process and used by the second', async () => {
    const first = await plugins()
    const written = cached().map(version)
    expect(written).toHaveLength(1)
    const second = await plugins()
    expect(second).toEqual(first)
    expect(first).toMatchObject({ code: 0, stderr: '' })
    expect(cached().map(version)).toEqual(written)
  })

  test('is used by a second run, too, however long the first took', async () => {
    const project = ['--path', join(PACKS, 'iot-telemetry'), '--live-mode', 'false', '--output', 'stdout']
    const run = (events: number) =>
      command(['generate', ...project, '--max-events', String(events)], { XDG_CACHE_HOME: home })
    expect((await run(40_000)).code).toBe(0)
    const written = cached().map(version)
    expect(written).toHaveLength(1)
    expect((await run(10)).code).toBe(0)
    expect(cached().map(version)).toEqual(written)
  })

  test.each([
    ['cut short', (file: string) => truncateSync(file, 1000)],
    ['empty', (file: string) => truncateSync(file, 0)],
    ['of another kind', (file: string) => writeFileSync(file, 'no code at all')],
  ])('a file that is %s is replaced', async (_, spoil) => {
    const first = await plugins()
    const [file] = cached()
    spoil(file!)
    expect(await plugins()).toEqual(first)
  })

  test('is not taken from a file that others may write', async () => {
    const first = await plugins()
    const [file] = cached()
    writeFileSync(file!, 'whatever somebody put there')
    chmodSync(file!, 0o666)
    expect(await plugins()).toEqual(first)
  })

  test('is no condition: without a folder that can be written, all goes as well', async () => {
    writeFileSync(join(home, 'eventloom'), 'a file where the folder should be')
    expect((await plugins()).code).toBe(0)
    expect((await plugins({ NODE_DISABLE_COMPILE_CACHE: '1' })).code).toBe(0)
  })
})
