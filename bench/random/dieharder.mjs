/**
 * Feeds the random engine to dieharder (`apt-get install dieharder`):
 *
 *     node bench/random/dieharder.mjs --seed 1                  one stream
 *     node bench/random/dieharder.mjs --seed 1 --streams 1000   that many neighbouring streams, a word of each in turn
 *
 * What follows `--` goes to dieharder in place of `-a`, as `-- -d 15`. It takes hours: run it with `nice`.
 */
import { spawn } from 'node:child_process'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { source } from '../source.mjs'

const WORDS = 250_000

const { values, positionals } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, streams: { type: 'string', default: '1' } },
  allowPositionals: true,
})

function* words(streams) {
  for (;;) {
    const chunk = new Uint32Array(WORDS - (WORDS % streams.length))
    if (streams.length === 1) for (let i = 0; i < chunk.length; i++) chunk[i] = streams[0].uint32()
    else for (let i = 0; i < chunk.length; ) for (const stream of streams) chunk[i++] = stream.uint32()
    yield Buffer.from(chunk.buffer)
  }
}

const { rng } = await source('kernel/random/rng.ts')
const root = rng(values.seed)
const count = Number(values.streams)
const streams = count === 1 ? [root] : Array.from({ length: count }, (_, index) => root.fork(index))
const tests = positionals.length > 0 ? positionals : ['-a']
console.log(`# ${new Date().toISOString()}, seed ${values.seed}, ${count} streams, Node ${process.version}`)
const dieharder = spawn('dieharder', ['-g', '200', ...tests], { stdio: ['pipe', 'inherit', 'inherit'] })
// It stops reading when it has seen enough.
await pipeline(Readable.from(words(streams), { objectMode: false }), dieharder.stdin).catch((error) => {
  if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
})
