import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'

const ROOT = new URL('..', import.meta.url).pathname

/** What one process writes through an output: batches of `count` lines that begin with a number. */
export interface Task {
  readonly options: Record<string, unknown>
  readonly batches: number
  readonly count: number
  /** Follows the number of each line. */
  readonly text: string
}

export interface Result {
  readonly code: number | null
  readonly stdout: Buffer
  readonly stderr: Buffer
  /** For each batch, runs of failed frames as [first, last, code]; or the code of what was thrown. */
  readonly outcomes: readonly (readonly [number, number, string][] | string)[]
}

/** Builds a script that runs a Task on an output in a process of its own; returns its path. */
export async function outputScript(folder: string, output: string): Promise<string> {
  const script = join(folder, `${output}.cjs`)
  await build({
    stdin: {
      contents: `
        import { writeFileSync } from 'node:fs'
        import output from './src/plugins/output/${output}/index.ts'
        import { deliveryOf, never, openOutput } from './test/plugin-context.ts'
        const [, , task, report] = process.argv
        const { options, batches, count, text } = JSON.parse(task)
        const outcomes = []
        const run = async () => {
          const opened = await openOutput(output, options)
          await opened.open?.()
          for (let b = 0; b < batches; b++) {
            const lines = Array.from({ length: count }, (_, i) => b * count + i + text)
            try {
              const failures = (await opened.write(deliveryOf(lines), never)) ?? []
              const runs = []
              for (const { frame, error } of failures) {
                const last = runs.at(-1)
                if (last && last[1] === frame - 1 && last[2] === error.code) last[1] = frame
                else runs.push([frame, frame, error.code])
              }
              outcomes.push(runs)
            } catch (error) {
              outcomes.push(error.code)
              if (error.code === 'E_OUTPUT_CLOSED') break
            }
          }
          await opened.close?.()
        }
        run().catch((error) => outcomes.push(error.code)).finally(() => writeFileSync(report, JSON.stringify(outcomes)))
      `,
      resolveDir: ROOT,
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    // Packages that are loaded by name are found from here, wherever the script is.
    define: { 'import.meta.url': JSON.stringify(import.meta.url) },
    outfile: script,
    logLevel: 'error',
  })
  return script
}

/** Runs the script under a shell command in which `$NODE` stands for the process. */
export function run(script: string, task: Task, shell = '$NODE'): Promise<Result> {
  const report = `${script}.${process.hrtime.bigint()}.json`
  const node = [process.execPath, script, JSON.stringify(task), report]
    .map((word) => `'${word.replaceAll("'", "'\\''")}'`)
    .join(' ')
  return new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', shell.replace('$NODE', () => node)])
    const stdout: Buffer[] = []
    const stderr: Buffer[] = []
    child.stdout.on('data', (data: Buffer) => stdout.push(data))
    child.stderr.on('data', (data: Buffer) => stderr.push(data))
    child.on('error', reject)
    child.on('close', async (code) => {
      const outcomes = JSON.parse(
        await readFile(report, 'utf8').catch(() => '["no report"]'),
      ) as Result['outcomes']
      resolve({ code, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr), outcomes })
    })
  })
}

/** The lines that a Task makes. */
export function linesOf({ batches, count, text }: Task): string {
  return Array.from({ length: batches * count }, (_, i) => `${i}${text}\n`).join('')
}
