/** `npm run services -- kafka postgres`: servers come up, their addresses are printed as JSON; Ctrl-C ends them. */
import { services } from './index.ts'
import type { Running } from './service.ts'

const [first, ...rest] = process.argv.slice(2)
const installOnly = first === '--install'
const asked = installOnly ? rest : first === undefined ? [] : [first, ...rest]
const names = asked.length > 0 ? asked : installOnly ? Object.keys(services) : []
const unknown = names.filter((name) => services[name] === undefined)

if (names.length === 0 || unknown.length > 0) {
  if (unknown.length > 0) console.error(`no service ${unknown.join(', ')}`)
  console.error(`usage: npm run services -- [--install] NAME…\nnames: ${Object.keys(services).join(', ')}`)
  process.exitCode = 2
} else {
  for (const name of names) await services[name]!.install()
  if (!installOnly) await serve()
}

async function serve(): Promise<void> {
  const running: Running[] = []
  const stop = async () => {
    await Promise.allSettled(running.map((each) => each.stop()))
    process.exit()
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  try {
    for (const name of names) running.push(await services[name]!.start())
  } catch (error) {
    console.error(error)
    process.exitCode = 1
    return await stop()
  }
  console.log(
    JSON.stringify(Object.fromEntries(names.map((name, i) => [name, running[i]!.address])), null, 2),
  )
  setInterval(() => undefined, 2 ** 30)
}
