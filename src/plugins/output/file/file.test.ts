import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asIs, deliveryOf, inFolder, never, openOutput, readAs, T0 } from '../../../../test/plugin-context.ts'
import { linesOf, outputScript, run } from '../../../../test/plugin-process.ts'
import type { AnyDefinition, Clock, Micros } from '../../../kernel/index.ts'
import file from './index.ts'

const read = (path: string) => fs.readFileSync(path, 'utf8')

const opened = async (directory: string, raw: Record<string, unknown>, clock?: Clock) => {
  const output = await openOutput(file, { separator: '\n', ...raw }, { directory, ...(clock && { clock }) })
  await output.open?.()
  return output
}

/** Writes each batch of lines and closes. */
const writeAll = async (directory: string, raw: Record<string, unknown>, batches: readonly string[][]) => {
  const output = await opened(directory, raw)
  for (const lines of batches) expect(await output.write(deliveryOf(lines), never)).toBeUndefined()
  await output.close?.()
}

test('the examples open', () =>
  inFolder(async (directory) => {
    for (const { options } of file.examples) {
      const output = await openOutput(file, options, { directory })
      await output.open?.()
      await output.close?.()
    }
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

test('a path that cannot be opened stops the run before it starts', () =>
  inFolder(async (directory) => {
    fs.writeFileSync(join(directory, 'plain'), '')
    for (const path of ['.', 'plain/below']) {
      await expect(opened(directory, { path })).rejects.toMatchObject({
        code: 'E_OUTPUT_OPEN',
        message: expect.stringContaining('cannot open'),
      })
    }
    await expect(opened(directory, { path: '/dev/null', rotate: { every: 'day' } })).rejects.toMatchObject({
      code: 'E_OPTION_INVALID',
    })
  }))

test('a renamed or deleted file is begun anew, with mark and head', () =>
  inFolder(async (directory) => {
    const path = join(directory, 'out.csv')
    const output = await openOutput(
      file,
      { path, separator: '\n', encoding: 'utf_8_sig' },
      { formatter: { ...asIs, head: 'id' } },
    )
    await output.open?.()
    await output.write(deliveryOf(['1']), never)
    fs.renameSync(path, `${path}.1`)
    await output.write(deliveryOf(['2']), never)
    await output.write(deliveryOf(['3']), never)
    fs.rmSync(directory, { recursive: true })
    await output.write(deliveryOf(['4']), never)
    expect(read(path)).toBe('\ufeffid\n4\n')
    fs.writeFileSync(join(directory, 'other'), 'theirs\n')
    fs.renameSync(join(directory, 'other'), path)
    await output.write(deliveryOf(['5']), never)
    await output.close?.()
    expect(read(path)).toBe('theirs\n5\n')
  }))

test('a file that cannot be opened again fails the batch, and the next goes on', () =>
  inFolder(async (directory) => {
    const path = join(directory, 'out')
    const output = await opened(directory, { path })
    await output.write(deliveryOf(['a']), never)
    fs.rmSync(path)
    fs.mkdirSync(path)
    expect(await output.write(deliveryOf(['b', 'c']), never)).toMatchObject([
      { frame: 0, error: { code: 'E_OUTPUT_OPEN' } },
      { frame: 1, error: { code: 'E_OUTPUT_OPEN' } },
    ])
    fs.rmdirSync(path)
    expect(await output.write(deliveryOf(['d']), never)).toBeUndefined()
    await output.close?.()
    expect(read(path)).toBe('d\n')
  }))

test('what the encoding lacks fails alone', () =>
  inFolder(async (directory) => {
    const output = await opened(directory, { path: 'out', encoding: 'latin_1' })
    const failures = await output.write(deliveryOf(['é', '€', 'ü']), never)
    expect(failures).toMatchObject([{ frame: 1, error: { code: 'E_EVENT_UNENCODABLE' } }])
    await output.close?.()
    expect(fs.readFileSync(join(directory, 'out'))).toEqual(Buffer.from('é\nü\n', 'latin1'))
  }))

test('a full device fails every frame, a bottomless one none', () =>
  inFolder(async (directory) => {
    const full = await opened(directory, { path: '/dev/full' })
    expect(await full.write(deliveryOf(['a', 'b']), never)).toMatchObject([
      { frame: 0, error: { code: 'E_OUTPUT_WRITE', hint: 'make room for more data' } },
      { frame: 1, error: { code: 'E_OUTPUT_WRITE' } },
    ])
    await full.close?.()
    await writeAll(directory, { path: '/dev/null' }, [['a'], ['b']])
    expect(fs.statSync('/dev/null').isCharacterDevice()).toBe(true)
  }))

test('a file at its limit holds whole lines only, and exactly those not reported', () =>
  inFolder(async (directory) => {
    const script = await outputScript(directory, 'file')
    for (const compress of [undefined, 'gzip']) {
      const path = join(directory, `limited.${compress}`)
      const task = {
        options: { path, separator: '\n', ...(compress && { compress }) },
        batches: 3,
        count: 4000,
        text: compress ? '' : ' some text é',
      }
      const { outcomes } = await run(script, task, `ulimit -f ${compress ? 16 : 100}; $NODE`)
      const failed = outcomes.flatMap((runs, batch) =>
        (runs as [number, number, string][]).flatMap(([first, last, code]) => {
          expect(code).toBe('E_OUTPUT_WRITE')
          return Array.from({ length: last - first + 1 }, (_, i) => batch * task.count + first + i)
        }),
      )
      expect(failed.length).toBeGreaterThan(0)
      expect(failed.length).toBeLessThan(task.batches * task.count)
      const raw = fs.readFileSync(path)
      const lost = new Set(failed)
      const kept = linesOf(task)
        .split(/(?<=\n)/)
        .filter((_, i) => !lost.has(i))
      expect((compress ? gunzipSync(raw) : raw).toString()).toBe(kept.join(''))
    }
  }))

test('a named pipe is written to its end, and its closing ends the run', () =>
  inFolder(async (directory) => {
    const script = await outputScript(directory, 'file')
    const path = join(directory, 'pipe')
    execFileSync('mkfifo', [path])
    const task = { options: { path, separator: '\n' }, batches: 3, count: 20_000, text: ' through a pipe' }
    const all = await run(script, task, `cat ${path} & $NODE; wait`)
    expect(all.stdout.toString()).toBe(linesOf(task))
    const cut = await run(script, task, `head -n 1 ${path} & $NODE; wait`)
    expect(cut.stdout.toString()).toBe('0 through a pipe\n')
    expect(cut.outcomes.at(-1)).toBe('E_OUTPUT_CLOSED')
  }))

test('gzip files are valid at any time, also when appended to', () =>
  inFolder(async (directory) => {
    const path = join(directory, 'out.gz')
    const lines = Array.from({ length: 30_000 }, (_, i) => `${i} some text to be shrunk`)
    const output = await opened(directory, { path, compress: 'gzip', compress_level: 9 })
    await output.write(deliveryOf(lines), never)
    expect(gunzipSync(fs.readFileSync(path)).toString()).toBe(`${lines.join('\n')}\n`)
    await output.close?.()
    await writeAll(directory, { path, compress: 'gzip' }, [['last']])
    expect(gunzipSync(fs.readFileSync(path)).toString()).toBe(`${lines.join('\n')}\nlast\n`)
    expect(fs.statSync(path).size).toBeLessThan(200_000)
  }))

/** Zstandard frames, told apart by their magic number (RFC 8878, 3.1.1). */
function framesOf(bytes: Buffer): Buffer[] {
  const magic = Buffer.from([0x28, 0xb5, 0x2f, 0xfd])
  const starts: number[] = []
  for (let at = bytes.indexOf(magic); at !== -1; at = bytes.indexOf(magic, at + 1)) starts.push(at)
  return starts.map((start, i) => bytes.subarray(start, starts[i + 1]))
}

test('zstd works where Node has it and says so where not', () =>
  inFolder(async (directory) => {
    const options = { path: 'out.zst', compress: 'zstd', compress_level: 5 }
    if (!('zstdCompress' in (await import('node:zlib')))) {
      await expect(opened(directory, options)).rejects.toMatchObject({
        code: 'E_COMPRESSION_UNSUPPORTED',
        hint: expect.stringContaining('gzip'),
      })
      return
    }
    await writeAll(directory, options, [['a'], ['b']])
    const { zstdDecompressSync } = (await import('node:zlib')) as unknown as {
      zstdDecompressSync(bytes: Buffer): Buffer
    }
    // Some releases of Node read the first frame of a file only; every other zstd reads them all.
    const frames = framesOf(fs.readFileSync(join(directory, 'out.zst')))
    expect(frames.map((frame) => zstdDecompressSync(frame).toString())).toEqual(['a\n', 'b\n'])
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

test('an aborted write reports what is left', () =>
  inFolder(async (directory) => {
    const output = await opened(directory, { path: 'out' })
    const reason = new Error('too late')
    const failures = await output.write(deliveryOf(['a', 'b']), AbortSignal.abort(reason))
    expect(failures).toEqual([0, 1].map((frame) => ({ frame, error: reason })))
    await output.close?.()
    expect(read(join(directory, 'out'))).toBe('')
  }))

test('fsync changes nothing that can be seen', () =>
  inFolder(async (directory) => {
    for (const fsync of ['never', 'interval', 'always', 'close']) {
      await writeAll(directory, { path: fsync, fsync, flush_interval: 0 }, [['a'], ['b']])
      expect(read(join(directory, fsync))).toBe('a\nb\n')
    }
  }))

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
