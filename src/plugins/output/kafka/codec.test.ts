import * as zlib from 'node:zlib'
import { expect, test } from 'vitest'
import { openOutput } from '../../../../test/plugin-context.ts'
import kafka from './index.ts'

const opening = () =>
  openOutput(kafka, { bootstrap_servers: ['localhost:1'], topic: 't', compression_type: 'zstd' })

test.runIf('zstdCompressSync' in zlib)('zstd is taken where Node.js has it', async () => {
  await (await opening()).close?.()
})

test.skipIf('zstdCompressSync' in zlib)(
  'zstd is refused before anything is connected where Node.js has none',
  async () => {
    await expect(opening()).rejects.toMatchObject({
      code: 'E_COMPRESSION_UNSUPPORTED',
      hint: 'use compression_type: lz4 or gzip, or Node.js 22.15 or newer',
    })
  },
)
