import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

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
    const download = () => run('apt-get', ['download', ...packages], { cwd: folder })
    await download().catch(async () => {
      await run('apt-get', ['update'])
      await download()
    })
    for (const file of readdirSync(folder).filter((each) => each.endsWith('.deb'))) {
      await run('dpkg', ['-x', join(folder, file), folder])
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
    await run('mvn', ['-q', '-B', '-f', pom, goal, `-DoutputDirectory=${folder}`, '-DincludeScope=runtime'], {
      maxBuffer: 2 ** 26,
    })
  })
}

/** One artifact (`group:artifact:version:packaging`) by itself, put into `folder`. */
export async function mavenFile(artifact: string, folder: string): Promise<void> {
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy'
  await run('mvn', ['-q', '-B', goal, `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`], {
    cwd: folder,
  })
}

/** Packages of npm (`name@version`) outside of this project's own dependencies; returns their `node_modules`. */
export async function npmPackages(name: string, packages: readonly string[]): Promise<string> {
  const folder = await once(name, async (partial) => {
    await run('npm', ['install', '--prefix', partial, '--no-audit', '--no-fund', ...packages], {
      maxBuffer: 2 ** 26,
    })
  })
  return join(folder, 'node_modules')
}
