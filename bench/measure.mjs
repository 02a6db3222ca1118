import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'

export const CLI = new URL('../dist/cli/main.cjs', import.meta.url).pathname

/** The machine, for the head of every table. */
export function machine() {
  const [cpu] = cpus()
  return `${cpus().length} × ${cpu.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}

/** Runs each of the named functions in turn, `rounds` times, and returns the median of what each gives. */
export async function inTurn(rounds, named) {
  const seen = Object.fromEntries(Object.keys(named).map((name) => [name, []]))
  for (let round = 0; round <= rounds; round++) {
    for (const [name, measure] of Object.entries(named)) {
      const value = await measure()
      // The first round warms up.
      if (round > 0) seen[name].push(value)
    }
  }
  return Object.fromEntries(Object.entries(seen).map(([name, values]) => [name, median(values)]))
}

/** Node 20 reads more certificates than its own at each start, which takes it longer than all else that it does then. */
const { NODE_EXTRA_CA_CERTS: _, ...ENVIRONMENT } = process.env

/**
 * A whole process: seconds, peak memory (bytes), the summary that `--progress json` gives, and seconds until
 * the first byte on stdout.
 */
export function runProcess(args, { stdout = 'ignore' } = {}) {
  return new Promise((resolve, reject) => {
    const started = process.hrtime.bigint()
    const seconds = () => Number(process.hrtime.bigint() - started) / 1e9
    const child = spawn(process.execPath, [CLI, ...args], {
      stdio: ['ignore', stdout, 'pipe'],
      env: ENVIRONMENT,
    })
    let peak = 0
    let firstByte
    let errors = ''
    const watch = setInterval(() => {
      try {
        peak = Math.max(
          peak,
          Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]) * 1024,
        )
      } catch {
        // It has just ended.
      }
    }, 20)
    child.stderr.on('data', (chunk) => {
      errors += chunk
    })
    child.stdout?.on('data', () => {
      firstByte ??= seconds()
    })
    child.on('error', reject)
    child.on('close', (code) => {
      clearInterval(watch)
      const lines = errors
        .trim()
        .split('\n')
        .filter((line) => line.startsWith('{'))
      const summary = lines.map((line) => JSON.parse(line)).find(({ type }) => type === 'summary')
      if (code !== 0) reject(new Error(`exit ${code}: ${errors}`))
      else resolve({ seconds: seconds(), peak, firstByte, summary })
    })
  })
}

export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  console.log([line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n'))
}

export const mega = (value) => (value / 1e6).toFixed(2)
