/**
 * Sees to it that tests find a Python with the real Jinja2 and croniter to compare with: `npm run oracle`. What this
 * machine lacks is put into .tmp/oracle, without root and without touching the system. Nothing is asked for twice: with
 * `--once` (as `npm test` does) what could not be had before is not tried again.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'

/** Each module with the ways to get it, best first. Debian's Jinja2 is the one that templates are measured by. */
const NEEDS = [
  {
    module: 'jinja2',
    ways: [
      ['debian', ['python3-jinja2', 'python3-markupsafe']],
      ['pypi', ['jinja2==3.1.6']],
    ],
  },
  // The release that Eventum reads cron expressions with; Debian's means other things.
  { module: 'croniter', ways: [['pypi', ['croniter==6.0.0']]] },
]

const root = resolve(import.meta.dirname, '..', '.tmp', 'oracle')
/** As in `test/python.ts`. */
const PROBES = {
  jinja2: 'import jinja2; assert jinja2.__version__ >= "3.1"',
  croniter: 'from importlib.metadata import version; assert version("croniter") >= "6"',
}
const GET = { debian: fromDebian, pypi: fromPypi }
/** Where `test/python.ts` looks, too. */
const PLACES = {
  debian: join(root, 'debian', 'usr', 'lib', 'python3', 'dist-packages'),
  pypi: join(root, 'pypi'),
}

function run(command, args, options = {}) {
  return spawnSync(command, args, { encoding: 'utf8', timeout: 180_000, ...options })
}

const CANDIDATES = [process.env.EVENTLOOM_PYTHON, 'python3', '/usr/bin/python3', 'python'].filter(Boolean)
const env = {
  ...process.env,
  PYTHONPATH: [...Object.values(PLACES), process.env.PYTHONPATH].filter(Boolean).join(delimiter),
}

/** Whether one of these Pythons has them all. */
function has(...modules) {
  const probe = modules.map((name) => PROBES[name]).join('\n')
  return CANDIDATES.some((command) => run(command, ['-c', probe], { env }).status === 0)
}

/** Unpacks Debian's packages; with package lists of our own where the system has none. */
function fromDebian(packages, folder) {
  mkdirSync(folder, { recursive: true })
  const own = ['-o', `Dir::State=${join(root, 'apt')}`, '-o', `Dir::Cache=${join(root, 'apt')}`]
  const download = (options) =>
    run('apt-get', [...options, '-q', '-o', 'APT::Sandbox::User=root', 'download', ...packages], {
      cwd: folder,
    })
  if (download([]).status !== 0) {
    mkdirSync(join(root, 'apt', 'lists', 'partial'), { recursive: true })
    mkdirSync(join(root, 'apt', 'archives', 'partial'), { recursive: true })
    run('apt-get', [...own, '-q', '-o', 'APT::Sandbox::User=root', 'update'])
    if (download(own).status !== 0) return
  }
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.deb'))) {
    run('dpkg-deb', ['-x', join(folder, file), join(folder, 'unpacked')])
  }
  moveInto(join(folder, 'unpacked', 'usr', 'lib', 'python3', 'dist-packages'), PLACES.debian)
}

function fromPypi(packages, folder) {
  const options = '--quiet --disable-pip-version-check --no-input --retries 1 --timeout 15'.split(' ')
  const install = () =>
    CANDIDATES.some((command) => {
      const args = ['-m', 'pip', 'install', ...options, '--target', folder, ...packages]
      return run(command, args, { env }).status === 0
    })
  if (install()) return moveInto(folder, PLACES.pypi)
  // Debian keeps pip in a package of its own.
  fromDebian(['python3-pip'], `${folder}-pip`)
  if (install()) moveInto(folder, PLACES.pypi)
}

/** Renames what was made into its place, so that another process sees all of a package or nothing. */
function moveInto(from, to) {
  if (!existsSync(from)) return
  mkdirSync(to, { recursive: true })
  for (const name of readdirSync(from)) {
    try {
      renameSync(join(from, name), join(to, name))
    } catch {
      // Another process was faster.
    }
  }
}

function obtain({ module, ways }) {
  if (has(module)) return
  const tried = join(root, `no-${module}`)
  if (process.argv.includes('--once') && existsSync(tried)) return
  for (const [source, packages] of ways) {
    const folder = join(root, `${source}-${module}-${process.pid}`)
    mkdirSync(folder, { recursive: true })
    GET[source](packages, folder)
    for (const made of [folder, `${folder}-pip`]) rmSync(made, { recursive: true, force: true })
    if (has(module)) {
      rmSync(tried, { force: true })
      return
    }
  }
  writeFileSync(tried, 'could not be had; `npm run oracle` tries again\n')
}

function obtainAll() {
  const names = NEEDS.map(({ module }) => module)
  if (has(...names)) return `${names.join(' and ')} are there`
  if (!has()) return 'no python3 on this machine; comparisons with Python are skipped'
  NEEDS.forEach(obtain)
  const missing = names.filter((name) => !has(name))
  return missing.length === 0
    ? `${names.join(' and ')} are there`
    : `no ${missing.join(', no ')} from Debian or PyPI; comparisons with them are skipped`
}

console.log(`oracle: ${obtainAll()}`)
