import fs from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { deliveryOf, inFolder, never } from '../../../../test/plugin-context.ts'
import { opened, writeAll } from './test-file.ts'

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
