/** Runs what `npm test` runs on other releases of Node, whose binaries come as npm packages: `npm run test:nodes -- 22 24`. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'

const asked = process.argv.slice(2)
const versions = asked.length > 0 ? asked : ['22', '24', '26']
const failed = []

for (const version of versions) {
  const folder = resolve('.tmp', `node-${version}`)
  const bin = join(folder, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin')
  if (!existsSync(bin)) {
    const name = `node-${process.platform}-${process.arch}@${version}`
    execFileSync('npm', ['install', '--silent', '--no-save', '--prefix', folder, name], { stdio: 'inherit' })
  }
  const node = join(bin, 'node')
  console.log(`\nNode ${execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()}`)
  const { status } = spawnSync(
    node,
    ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', '--project', 'end-to-end'],
    {
      stdio: 'inherit',
      env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
    },
  )
  if (status !== 0) failed.push(version)
}
if (failed.length > 0) {
  console.error(`\nfailed on Node ${failed.join(', ')}`)
  process.exit(1)
}
