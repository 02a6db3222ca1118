import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** What brings a tool back that is not there. */
const TOOLS = {
  'apt-get': 'needs apt-get and dpkg, as on Debian 12',
  dpkg: 'needs apt-get and dpkg, as on Debian 12',
  mvn: 'needs Maven and a JDK, 17 or newer: apt-get install maven default-jdk-headless',
  npm: 'needs npm',
} as const
type Tool = keyof typeof TOOLS

const busy = new Map<Tool, Promise<unknown>>()

/** Runs a tool, one call at a time, for they share a cache. What it says of a failure is one line. */
function run(tool: Tool, args: readonly string[], cwd: string): Promise<void> {
  const turn = (busy.get(tool) ?? Promise.resolve()).then(async () => {
    try {
      await execute(tool, args, { cwd, maxBuffer: 2 ** 26 })
    } catch (cause) {
      const { code, stderr, stdout } = cause as { code?: string | number; stderr?: string; stdout?: string }
      const said = `${stderr ?? ''}\n${stdout ?? ''}`
        .split('\n')
        .find((line) => /^(E:|\[ERROR\]|npm error)/.test(line))
      const why = code === 'ENOENT' ? TOOLS[tool] : `${tool} failed (${code}): ${said ?? 'it said nothing'}`
      throw new Error(why, { cause })
    }
  })
  busy.set(
    tool,
    turn.catch(() => undefined),
  )
  return turn
}

/** Where programs are kept between runs; ignored by git. */
const ROOT = resolve(process.env.EVENTLOOM_SERVICES ?? '.tmp/services')

/** A folder made once: `make` fills it, and a half-filled one is never taken for a whole one. */
export async function once(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(ROOT, name)
  if (existsSync(folder)) return folder
  const partial = `${folder}.${process.pid}.part`
  mkdirSync(partial, { recursive: true })
  try {
    await make(partial)
    // Another process may have been faster.
    if (!existsSync(folder)) renameSync(partial, folder)
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
  return folder
}

/** Debian packages, unpacked side by side without installing them: no root, no system service. */
export function debianPackages(name: string, packages: readonly string[]): Promise<string> {
  return once(name, async (folder) => {
    const download = () => run('apt-get', ['download', ...packages], folder)
    await download().catch(async () => {
      await run('apt-get', ['update'], folder)
      await download()
    })
    for (const file of readdirSync(folder).filter((each) => each.endsWith('.deb'))) {
      await run('dpkg', ['-x', join(folder, file), folder], folder)
      rmSync(join(folder, file))
    }
  })
}

/** Artifacts (`group:artifact:version`) with all they need at run time; returns the folder of the jars. */
export function mavenJars(name: string, artifacts: readonly string[]): Promise<string> {
  return once(name, async (folder) => {
    const dependencies = artifacts
      .map((each) => each.split(':'))
      .map(
        ([group, artifact, version]) =>
          `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`,
      )
    const pom = join(folder, 'pom.xml')
    writeFileSync(
      pom,
      `<project><modelVersion>4.0.0</modelVersion><groupId>local</groupId><artifactId>${name}</artifactId><version>1</version><dependencies>${dependencies.join('')}</dependencies></project>`,
    )
    const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies'
    await run(
      'mvn',
      ['-q', '-B', '-f', pom, goal, `-DoutputDirectory=${folder}`, '-DincludeScope=runtime'],
      folder,
    )
  })
}

/** One artifact (`group:artifact:version:packaging`) by itself, put into `folder`. */
export async function mavenFile(artifact: string, folder: string): Promise<void> {
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy'
  await run('mvn', ['-q', '-B', goal, `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`], folder)
}

/** Packages of npm (`name@version`) outside of this project's own dependencies; returns their `node_modules`. */
export async function npmPackages(name: string, packages: readonly string[]): Promise<string> {
  const folder = await once(name, async (partial) => {
    await run('npm', ['install', '--prefix', partial, '--no-audit', '--no-fund', ...packages], partial)
  })
  return join(folder, 'node_modules')
}
