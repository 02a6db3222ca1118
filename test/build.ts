import { execFileSync } from 'node:child_process'

/** The end-to-end tests run what is built; build what is there now. */
export default function build(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: new URL('..', import.meta.url), stdio: 'inherit' })
}
