import fs from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deliveryOf, inFolder, never, openOutput, T0 } from '../../../../test/plugin-context.ts'
import type { Output } from '../../../kernel/index.ts'
import file from './index.ts'
import { files } from './test-file.ts'

const opened = async (directory: string, raw: object, resuming = false): Promise<Output> => {
  const output = await openOutput(file, { separator: '\n', path: 'out.log', ...raw }, { directory, resuming })
  await output.open?.()
  return output
}

/** Lines `from` … `to` − 1, a minute apart. */
const write = (output: Output, from: number, to: number) => {
  const numbers = Array.from({ length: to - from }, (_, i) => from + i)
  return output.write(
    deliveryOf(
      numbers.map((n) => `line ${n}`),
      numbers.map((n) => T0 + n * 60e6),
    ),
    never,
  )
}

/** As it goes through a checkpoint file. */
const saved = async (output: Output) => JSON.parse(JSON.stringify(await output.position!())) as unknown

test.each([
  ['appended to', {}],
  ['overwritten', { write_mode: 'overwrite' }],
  ['rotated by size', { rotate: { max_bytes: 50 } }],
  ['rotated by time', { rotate: { every: '5m', name: '{stem}-{time}.{n}{ext}' } }],
  ['atomic', { atomic: true, write_mode: 'overwrite' }],
] as const)('a file that is %s goes on from a checkpoint as if nothing had happened', async (_, raw) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }),
      fc.nat(7),
      fc.boolean(),
      async (sizes, at, closes) => {
        const ends = sizes.map((_, i) => sizes.slice(0, i + 1).reduce((sum, size) => sum + size, 0))
        const cut = at % sizes.length
        await inFolder(async (calm) => {
          const output = await opened(calm, raw)
          for (const [i, end] of ends.entries()) await write(output, end - sizes[i]!, end)
          await output.close?.()
          await inFolder(async (directory) => {
            const first = await opened(directory, raw)
            let position: unknown
            for (const [i, end] of ends.entries()) {
              if (i === cut) position = await saved(first)
              await write(first, end - sizes[i]!, end)
            }
            if (closes) await first.close?.()
            const second = await opened(directory, raw, true)
            await second.resume!(position)
            for (const [i, end] of ends.entries()) if (i >= cut) await write(second, end - sizes[i]!, end)
            await second.close?.()
            expect(files(directory)).toEqual(files(calm))
          })
        })
      },
    ),
    { numRuns: 12 },
  )
})

test('what was in the file before the run stays', () =>
  inFolder(async (directory) => {
    fs.writeFileSync(join(directory, 'out.log'), 'before\n')
    const first = await opened(directory, {})
    const position = await saved(first)
    await write(first, 0, 3)
    const second = await opened(directory, {}, true)
    await second.resume!(position)
    await write(second, 0, 1)
    await second.close?.()
    expect(files(directory)).toEqual({ 'out.log': 'before\nline 0\n' })
  }))

test('a file that someone renamed after the checkpoint is cut, and the new one is begun anew', () =>
  inFolder(async (directory) => {
    const path = join(directory, 'out.log')
    const first = await opened(directory, {})
    await write(first, 0, 2)
    const position = await saved(first)
    await write(first, 2, 4)
    fs.renameSync(path, `${path}.1`)
    await write(first, 4, 6)
    const second = await opened(directory, {}, true)
    await second.resume!(position)
    await write(second, 2, 6)
    await second.close?.()
    expect(files(directory)).toEqual({
      'out.log': 'line 2\nline 3\nline 4\nline 5\n',
      'out.log.1': 'line 0\nline 1\n',
    })
  }))

test('a file that was renamed before the checkpoint is left alone', () =>
  inFolder(async (directory) => {
    const path = join(directory, 'out.log')
    const first = await opened(directory, {})
    await write(first, 0, 2)
    fs.renameSync(path, `${path}.1`)
    const position = await saved(first)
    await write(first, 2, 4)
    const second = await opened(directory, {}, true)
    await second.resume!(position)
    await write(second, 2, 3)
    await second.close?.()
    expect(files(directory)).toEqual({ 'out.log': 'line 2\n', 'out.log.1': 'line 0\nline 1\n' })
  }))

test('a file that is gone is begun anew, and what is not ours is not touched', () =>
  inFolder(async (directory) => {
    const path = join(directory, 'out.log')
    const first = await opened(directory, {})
    await write(first, 0, 2)
    const position = await saved(first)
    fs.rmSync(path)
    const second = await opened(directory, {}, true)
    await second.resume!(position)
    await write(second, 2, 3)
    await second.close?.()
    expect(files(directory)).toEqual({ 'out.log': 'line 2\n' })
    fs.writeFileSync(path, 'theirs, and long enough to hold the place\n')
    const third = await opened(directory, {}, true)
    await third.resume!(position)
    await write(third, 2, 3)
    await third.close?.()
    expect(files(directory)).toEqual({ 'out.log': 'theirs, and long enough to hold the place\nline 2\n' })
    await expect((async () => third.resume!({ size: 'x' }))()).rejects.toMatchObject({
      code: 'E_CHECKPOINT_READ',
    })
  }))

test('devices and pipes have no position', async () => {
  const output = await opened('/', { path: '/dev/null' })
  expect(await output.position!()).toBeUndefined()
  await output.close?.()
})

test('a disk without room may have some later, and the file goes on where it was', () =>
  inFolder(async (directory) => {
    const full = await opened(directory, { path: '/dev/full' })
    expect(await write(full, 0, 2)).toMatchObject([
      { frame: 0, error: { code: 'E_OUTPUT_WRITE', kind: 'server' } },
      { frame: 1, error: { kind: 'server' } },
    ])
    await full.close?.()
    const path = join(directory, 'out.log')
    const output = await opened(directory, { atomic: true, write_mode: 'overwrite' })
    await write(output, 0, 1)
    fs.rmSync(`${path}.part`)
    fs.mkdirSync(`${path}.part`)
    const delivery = deliveryOf(['line 1'])
    expect(await output.write(delivery, never)).toMatchObject([{ error: { code: 'E_OUTPUT_INCOMPLETE' } }])
    await expect(output.close!()).rejects.toMatchObject({ code: 'E_OUTPUT_INCOMPLETE' })
  }))

test('a folder that cannot be written to may be again', () =>
  inFolder(async (directory) => {
    const path = join(directory, 'deep', 'out.log')
    const output = await opened(directory, { path: 'deep/out.log' })
    await write(output, 0, 1)
    fs.rmSync(join(directory, 'deep'), { recursive: true })
    fs.writeFileSync(join(directory, 'deep'), 'in the way')
    expect(await write(output, 1, 2)).toMatchObject([{ error: { code: 'E_OUTPUT_OPEN', kind: 'connect' } }])
    fs.rmSync(join(directory, 'deep'))
    expect(await write(output, 1, 2)).toBeUndefined()
    await output.close?.()
    expect(fs.readFileSync(path, 'utf8')).toBe('line 1\n')
  }))

test('bytes are those that are in the file', () =>
  inFolder(async (directory) => {
    const output = await opened(directory, { encoding: 'utf_16', rotate: { max_bytes: 60 } })
    await write(output, 0, 5)
    await output.close?.()
    const sizes = fs.readdirSync(directory).map((name) => fs.statSync(join(directory, name)).size)
    expect(output.bytes).toBe(sizes.reduce((sum, size) => sum + size, 0))
  }))

test('a check says what is wrong with the path, and creates nothing', () =>
  inFolder(async (directory) => {
    fs.writeFileSync(join(directory, 'plain'), '')
    const check = async (path: string) => (await openOutput(file, { path }, { directory })).check!()
    await check('new/deep/out.log')
    await check('plain')
    await check('/dev/null')
    expect(fs.readdirSync(directory)).toEqual(['plain'])
    for (const path of ['.', 'plain/below'])
      await expect(check(path)).rejects.toMatchObject({ code: 'E_OUTPUT_OPEN' })
  }))
