import type { Command } from 'commander'
import { projectSchema } from '../../app/index.ts'
import { print } from '../terminal.ts'

export function configure(command: Command): void {
  command.action(async () => {
    print(`${JSON.stringify(await projectSchema(), null, 2)}\n`)
  })
}
