import { chmodSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { command } from './command.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'eventloom-cache-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const cached = () => readdirSync(join(home, 'eventloom')).map((name) => join(home, 'eventloom', name))
const plugins = (env: Record<string, string> = {}) =>
  command(['plugins', 'input/linspace'], { XDG_CACHE_HOME: home, ...env })

describe('the code cache', () => {
  test('is written by the first process and used by the second', async () => {
    const first = await plugins()
    expect(cached()).toHaveLength(1)
    const second = await plugins()
    expect(second).toEqual(first)
    expect(first).toMatchObject({ code: 0, stderr: '' })
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
