import { execFileSync } from 'node:child_process'

/** The end-to-end tests run what is built, so build what is there now. */
export default function build(): void {
  const cwd = new URL('..', import.meta.url)
  execFileSync(process.execPath, ['scripts/build.mjs', '--no-types'], { cwd, stdio: 'inherit' })
}
