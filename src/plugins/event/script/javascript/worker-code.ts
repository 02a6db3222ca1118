import { fileURLToPath } from 'node:url'

/** What `new Worker` takes: the worker's code, as a file or as text. */
export interface WorkerCode {
  readonly code: URL | string
  readonly eval: boolean
}

/** The worker's own code: the built file, or a bundle when eventloom runs from its sources. */
export async function workerCode(): Promise<WorkerCode> {
  const here = import.meta.url
  if (!here.endsWith('.ts')) return { code: new URL('./worker.js', here), eval: false }
  fromSources ??= bundleWorker(new URL('./worker.ts', here))
  return { code: await fromSources, eval: true }
}

let fromSources: Promise<string> | undefined

async function bundleWorker(entry: URL): Promise<string> {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(entry)],
    write: false,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: `node${process.versions.node}`,
    define: { 'import.meta.url': JSON.stringify(entry.href) },
  })
  return outputFiles[0]!.text
}
