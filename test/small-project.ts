import { afterEach } from 'vitest'
import { projectFolder } from './command.ts'

const folders: { remove(): void }[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove()
})

/** A folder of the given files, gone after the test. */
export function project(files: Record<string, string>): string {
  const folder = projectFolder(files)
  folders.push(folder)
  return folder.path
}

/** Each tick becomes an event of `t.jinja`. */
export const EVERY_TICK = 'event: { template: { mode: all, templates: [{ t: { template: t.jinja } }] } }'

/** A project of an input, an output and a template. */
export const simple = (
  input: string,
  output = 'output: [{ stdout: {} }]',
  template = 'tick {{ timestamp.second }}',
) => project({ 'generator.yml': `input: [${input}]\n${EVERY_TICK}\n${output}\n`, 't.jinja': template })

/** Five ticks, six hours apart. */
export const FIVE = '{ linspace: { start: 2024-01-01, end: 2024-01-02, count: 5 } }'
/** Simulated time, as fast as it can be. */
export const batch = ['--live-mode', 'false']
