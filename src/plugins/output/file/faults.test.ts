import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { asIs, deliveryOf, inFolder, never, openOutput } from '../../../../test/plugin-context.ts'
import { linesOf, outputScript, run } from '../../../../test/plugin-process.ts'
import file from './index.ts'
import { opened, read, writeAll } from './test-file.ts'

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

test('an aborted write reports what is left', () =>
  inFolder(async (directory) => {
    const output = await opened(directory, { path: 'out' })
    const reason = new Error('too late')
    const failures = await output.write(deliveryOf(['a', 'b']), AbortSignal.abort(reason))
    expect(failures).toEqual([0, 1].map((frame) => ({ frame, error: reason })))
    await output.close?.()
    expect(read(join(directory, 'out'))).toBe('')
  }))
