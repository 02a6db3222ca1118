/**
 * Compiled templates against JavaScript written by hand for the same text, against Debian's Jinja2 and against
 * nunjucks: `node bench/jinja/main.mjs`. All times are CPU time, medians of runs in turn. Each part has a process of its own:
 * what V8 learns of thousands of other templates would slow down those of the next.
 */
import { spawnSync } from 'node:child_process'
import { machine } from '../measure.mjs'

console.log(machine())
for (const part of ['by-hand', 'compile', 'engines']) {
  console.log('')
  const { status } = spawnSync(process.execPath, [new URL(`${part}.mjs`, import.meta.url).pathname], {
    stdio: 'inherit',
  })
  if (status !== 0) process.exitCode = 1
}
