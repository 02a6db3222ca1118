import { type Command, Option } from 'commander'
import { packNames, scaffold } from '../../app/index.ts'
import { print } from '../terminal.ts'

export function configure(command: Command): void {
  command
    .argument('<dir>', 'folder to create')
    .addOption(new Option('--template <name>', `One of ${packNames().join(', ')}.`).default('web-access'))
    .action(async (directory: string, { template }: { template: string }) => {
      const made = await scaffold(directory, template)
      print(`Made ${made}. Now try:\n\n  eventloom generate --path ${directory}/generator.yml\n`)
    })
}
