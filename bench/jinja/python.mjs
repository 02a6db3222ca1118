import { spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'

const VERSIONS = `
import jinja2, markupsafe, platform
fast = markupsafe.escape.__module__ == 'markupsafe._speedups' or type(markupsafe.escape).__name__ == 'builtin_function_or_method'
print(f"Jinja2 {jinja2.__version__} on Python {platform.python_version()}, MarkupSafe {'in C' if fast else 'in Python'}")
`

/** One Python process that renders the corpus, Debian's own first; undefined when there is none with Jinja2. */
export function startPython(script) {
  for (const command of ['/usr/bin/python3', 'python3']) {
    const found = spawnSync(command, ['-c', VERSIONS], { encoding: 'utf8' })
    if (found.status !== 0) continue
    const child = spawn(command, [script], { stdio: ['pipe', 'pipe', 'inherit'] })
    const waiting = []
    createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()(JSON.parse(line)))
    return {
      name: found.stdout.trim(),
      ask(request) {
        return new Promise((resolve) => {
          waiting.push(resolve)
          child.stdin.write(`${JSON.stringify(request)}\n`)
        })
      },
      close: () => child.stdin.end(),
    }
  }
  return undefined
}
