import fs from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deliveryOf, inFolder, never, openOutput, readAs, T0 } from '../../../../test/plugin-context.ts'
import type { AnyDefinition, Clock, Micros } from '../../../kernel/index.ts'
import file from './index.ts'
import { opened, read, writeAll } from './test-file.ts'

test('the examples open', () =>
  inFolder(async (directory) => {
    for (const { options } of file.examples) {
      const output = await openOutput(file, options, { directory })
      await output.open?.()
      await output.close?.()
    }
  }))

test.each([
  [{ file_mode: 648 }, 'file_mode'],
  [{ file_mode: 8000 }, 'file_mode'],
  [{ cleanup_interval: 0.5 }, 'cleanup_interval'],
  [{ encoding: 'utf-8' }, 'encoding'],
  [{ atomic: true }, 'atomic'],
  [{ compress_level: 3 }, 'compress_level'],
  [{ compress: 'gzip', compress_level: 10 }, 'compress_level'],
  [{ rotate: {} }, 'rotate'],
  [{ rotate: { every: 'fortnight' } }, 'rotate.every'],
  [{ rotate: { max_bytes: '10 apples' } }, 'rotate.max_bytes'],
  [{ rotate: { max_bytes: 0 } }, 'rotate.max_bytes'],
  [{ rotate: { every: 'day', name: 'x' } }, 'rotate.name'],
  [{ rotate: { every: 'day', name: '../{n}' } }, 'rotate.name'],
])('%j is refused when the project loads', (raw, option) => {
  expect(() => readAs(file as unknown as AnyDefinition, { path: 'x', ...raw })).toThrow(
    `E_OPTION_INVALID ${option}:`,
  )
})

test('batches of any shape arrive whole', () =>
  inFolder(async (directory) => {
    let n = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.string({ unit: 'grapheme', maxLength: 5000 }), { maxLength: 50 }), {
          maxLength: 5,
        }),
        fc.constantFrom('utf_8', 'utf_16_le'),
        async (batches, encoding) => {
          const path = `f${n++}`
          await writeAll(directory, { path, encoding, separator: '\r\n' }, batches)
          expect(
            fs.readFileSync(join(directory, path)).toString(encoding === 'utf_8' ? 'utf8' : 'utf16le'),
          ).toBe(
            batches
              .flat()
              .map((line) => `${line}\r\n`)
              .join(''),
          )
        },
      ),
      { numRuns: 40 },
    )
  }))

test('appends, or overwrites once a run', () =>
  inFolder(async (directory) => {
    const path = 'deep/er/out.log'
    await writeAll(directory, { path }, [['a', 'b'], [], ['c']])
    await writeAll(directory, { path }, [['d']])
    expect(read(join(directory, path))).toBe('a\nb\nc\nd\n')
    const output = await opened(directory, { path, write_mode: 'overwrite' })
    await output.write(deliveryOf(['e']), never)
    fs.renameSync(join(directory, path), join(directory, 'moved'))
    await output.write(deliveryOf(['f']), never)
    fs.renameSync(join(directory, 'moved'), join(directory, path))
    await output.write(deliveryOf(['g']), never)
    await output.close?.()
    expect(read(join(directory, path))).toBe('e\ng\n')
  }))

test('the mode is octal digits, and the umask applies', () =>
  inFolder(async (directory) => {
    const umask = process.umask()
    await writeAll(directory, { path: 'a', file_mode: 600 }, [['x']])
    await writeAll(directory, { path: 'b', file_mode: 777 }, [['x']])
    expect(fs.statSync(join(directory, 'a')).mode & 0o777).toBe(0o600)
    expect(fs.statSync(join(directory, 'b')).mode & 0o777).toBe(0o777 & ~umask)
  }))

test('atomic leaves the old file alone until the end', () =>
  inFolder(async (directory) => {
    const path = join(directory, 'data')
    fs.writeFileSync(path, 'old\n')
    const options = { path, atomic: true, write_mode: 'overwrite' }
    const output = await opened(directory, options)
    await output.write(deliveryOf(['new']), never)
    expect(read(path)).toBe('old\n')
    await output.close?.()
    expect(read(path)).toBe('new\n')
    expect(fs.readdirSync(directory)).toEqual(['data'])

    const unused = await opened(directory, options)
    await unused.close?.()
    expect(read(path)).toBe('new\n')
    expect(fs.readdirSync(directory)).toEqual(['data'])

    const robbed = await opened(directory, options)
    await robbed.write(deliveryOf(['half']), never)
    fs.rmSync(`${path}.part`)
    expect(await robbed.write(deliveryOf(['rest']), never)).toMatchObject([
      { frame: 0, error: { code: 'E_OUTPUT_INCOMPLETE' } },
    ])
    await expect(robbed.close?.()).rejects.toMatchObject({ code: 'E_OUTPUT_INCOMPLETE' })
    expect(read(path)).toBe('new\n')
    await expect(opened(directory, { ...options, path: '/dev/null' })).rejects.toMatchObject({
      code: 'E_OPTION_INVALID',
    })
  }))

test('fsync changes nothing that can be seen', () =>
  inFolder(async (directory) => {
    for (const fsync of ['never', 'interval', 'always', 'close']) {
      await writeAll(directory, { path: fsync, fsync, flush_interval: 0 }, [['a'], ['b']])
      expect(read(join(directory, fsync))).toBe('a\nb\n')
    }
  }))

test('an idle file is closed and opened again', () =>
  inFolder(async (directory) => {
    let now: Micros = T0
    let wake: () => void = () => {}
    const clock: Clock = {
      now: () => now,
      sleepUntil: (_, signal) =>
        new Promise((resolve, reject) => {
          wake = resolve
          signal?.addEventListener('abort', () => reject(signal.reason))
        }),
    }
    const path = join(directory, 'out')
    const open = () =>
      fs.readdirSync('/proc/self/fd').some((fd) => {
        try {
          return fs.readlinkSync(`/proc/self/fd/${fd}`) === path
        } catch {
          return false
        }
      })
    const tick = async (seconds: number) => {
      now += seconds * 1e6
      wake()
      await new Promise(setImmediate)
    }
    const output = await opened(directory, { path, cleanup_interval: 10 }, clock)
    await output.write(deliveryOf(['a']), never)
    now += 6e6
    await output.write(deliveryOf(['b']), never)
    await tick(4)
    expect(open()).toBe(true)
    await tick(6)
    expect(open()).toBe(process.platform !== 'linux')
    await output.write(deliveryOf(['c']), never)
    await output.close?.()
    await tick(100)
    expect(read(path)).toBe('a\nb\nc\n')
  }))
