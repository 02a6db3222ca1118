import { spawnSync } from 'node:child_process'
import { delimiter, join } from 'node:path'

/** A Python and the environment to start it in. */
export interface Python {
  readonly command: string
  readonly env: NodeJS.ProcessEnv
}

const CANDIDATES = [process.env.EVENTLOOM_PYTHON, 'python3', '/usr/bin/python3', 'python']

/** Where `scripts/oracle.mjs` puts what a machine lacks. */
const ORACLE = join(import.meta.dirname, '..', '.tmp', 'oracle')
const PLACES = [join(ORACLE, 'debian', 'usr', 'lib', 'python3', 'dist-packages'), join(ORACLE, 'pypi')]

/** How a module is looked for: an older release of it means other things. */
const PROBES = {
  jinja2: 'import jinja2; assert jinja2.__version__ >= "3.1"',
  croniter: 'from importlib.metadata import version; assert version("croniter") >= "6"',
}

const env: NodeJS.ProcessEnv = {
  ...process.env,
  PYTHONPATH: [...PLACES, ...(process.env.PYTHONPATH ? [process.env.PYTHONPATH] : [])].join(delimiter),
  PYTHONHASHSEED: '0',
  PYTHONIOENCODING: 'utf-8',
  TZ: 'UTC',
}

/** A Python with that module. Without one undefined, and a line that says what is skipped for it. */
export function findPython(module: keyof typeof PROBES): Python | undefined {
  const command = CANDIDATES.find(
    (each) => each !== undefined && spawnSync(each, ['-c', PROBES[module]], { env }).status === 0,
  )
  if (command !== undefined) return { command, env }
  console.warn(`skipped: no Python with ${module}; \`npm run oracle\` tries to get it`)
  return undefined
}
