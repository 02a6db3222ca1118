import fs from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { deliveryOf, inFolder, never, openOutput } from '../../../../test/plugin-context.ts'
import type { Delivery } from '../../../kernel/index.ts'
import file from './index.ts'
import { opened, read } from './test-file.ts'

/** Texts that come as lines. */
function lined(texts: readonly string[]): Delivery {
  let end = 0
  const ends = Uint32Array.from(texts, (each) => (end += each.length + 1))
  const bytes = Buffer.from(whole(texts))
  return Object.assign(Object.create(deliveryOf(texts)), { lines: { length: texts.length, bytes, ends } })
}

const whole = (texts: readonly string[]): string => texts.map((each) => `${each}\n`).join('')
const many = (letter: string) => Array.from({ length: 400 }, (_, i) => `${i}${letter.repeat(1000)}`)

test('many bytes are written while others work, in order', () =>
  inFolder(async (directory) => {
    const output = await opened(directory, { path: 'out', separator: '\n' })
    let turned = false
    setImmediate(() => {
      turned = true
    })
    expect(await output.write(lined(many('a')), never)).toBeUndefined()
    expect(turned).toBe(true)
    expect(output.bytes).toBe(whole(many('a')).length)
    await output.write(lined(['b']), never)
    await output.write(lined(many('c')), never)
    await output.close?.()
    expect(read(join(directory, 'out'))).toBe(whole([...many('a'), 'b', ...many('c')]))
  }))

test('where no processor is free they are written at once', () =>
  inFolder(async (directory) => {
    const output = await openOutput(file, { path: 'out', separator: '\n' }, { directory, crowded: true })
    await output.open?.()
    const writing = output.write(lined(many('a')), never)
    for (let i = 0; i < 20; i++) await Promise.resolve()
    expect(read(join(directory, 'out'))).toBe(whole(many('a')))
    expect(await writing).toBeUndefined()
    await output.close?.()
  }))

test('what nobody waits for any more is taken back before the next is written, or the file closed', () =>
  inFolder(async (directory) => {
    const output = await opened(directory, { path: 'out', separator: '\n' })
    const cut = new AbortController()
    const first = output.write(lined(many('a')), cut.signal)
    // The write begins, and nobody can hear of its end before the event loop turns.
    for (let i = 0; i < 20; i++) await Promise.resolve()
    cut.abort(new Error('late'))
    const second = output.write(lined(many('b')), never)
    const position = output.position?.()
    expect(await first).toHaveLength(400)
    expect(await second).toBeUndefined()
    expect(await position).toMatchObject({ size: whole(many('b')).length })
    const last = new AbortController()
    const third = output.write(lined(many('c')), last.signal)
    last.abort(new Error('late'))
    await output.close?.()
    expect(await third).toHaveLength(400)
    expect(read(join(directory, 'out'))).toBe(whole(many('b')))
  }))

test('a file that is full is followed by the next, and no line is cut', () =>
  inFolder(async (directory) => {
    const rotate = { max_bytes: '300 kB', name: '{stem}.{n}{ext}' }
    const output = await opened(directory, { path: 'out', separator: '\n', rotate })
    for (const letter of 'abc') await output.write(lined(many(letter)), never)
    await output.close?.()
    const files = fs.readdirSync(directory)
    expect(files.length).toBeGreaterThan(3)
    const texts = files.map((name) => read(join(directory, name)))
    expect(texts.every((text) => text.endsWith('\n') && text.length <= 300_000)).toBe(true)
    const lines = texts.flatMap((text) => text.split('\n').slice(0, -1))
    expect(lines.sort()).toEqual([...'abc'].flatMap(many).sort())
  }))

test('what another process wrote behind it is not cut off', () =>
  inFolder(async (directory) => {
    const path = join(directory, 'out')
    const output = await opened(directory, { path: 'out', separator: '\n' })
    const cut = new AbortController()
    const first = output.write(lined(many('a')), cut.signal)
    for (let i = 0; i < 20; i++) await Promise.resolve()
    // The system's thread writes while this one only looks.
    while (fs.statSync(path).size < whole(many('a')).length);
    fs.appendFileSync(path, 'of another process\n')
    cut.abort(new Error('late'))
    await first
    await output.close?.()
    expect(read(path)).toBe(`${whole(many('a'))}of another process\n`)
  }))

test('a file that has nothing but its head is not full', () =>
  inFolder(async (directory) => {
    const rotate = { max_bytes: '1 kB' }
    const output = await opened(directory, { path: 'out', separator: '\n', encoding: 'utf_8_sig', rotate })
    const cut = new AbortController()
    const long = ['a'.repeat(200_000)]
    const first = output.write(lined(long), cut.signal)
    for (let i = 0; i < 20; i++) await Promise.resolve()
    cut.abort(new Error('late'))
    await first
    await output.write(lined(long), never)
    await output.close?.()
    expect(fs.readdirSync(directory)).toEqual(['out'])
    expect(read(join(directory, 'out'))).toBe(`\ufeff${whole(long)}`)
  }))
