import type { Command } from 'commander'
import { projectSchema } from '../../app/index.ts'

export function configure(command: Command): void {
  command.action(async () => {
    process.stdout.write(`${JSON.stringify(await projectSchema(), null, 2)}\n`)
  })
}
