import { Command } from 'commander'
import { RELEASE } from '../kernel/index.ts'
import type { Finish } from './options.ts'
import { print, tell } from './terminal.ts'

/** What can be asked, in the order of the help. Only the code of the one that is asked for is run. */
const COMMANDS = [
  ['generate', 'Run a project: events go where it says.', () => import('./commands/generate.ts')],
  ['validate', 'Say all that is wrong with a project at once.', () => import('./commands/validate.ts')],
  [
    'check',
    'Ask every output of a project whether events would arrive; write nothing.',
    () => import('./commands/check.ts'),
  ],
  [
    'preview',
    'Plot the schedule and show the first events; deliver nothing.',
    () => import('./commands/preview.ts'),
  ],
  [
    'dead-letters',
    'Say what is in a file of dead letters, or send them again.',
    () => import('./commands/dead-letters.ts'),
  ],
  ['plugins', "List plugins, or show one plugin's options.", () => import('./commands/plugins.ts')],
  ['serve', 'Stream models over HTTP: one POST a stream.', () => import('./commands/serve.ts')],
  ['schema', 'Print the JSON Schema of project files, for editors.', () => import('./commands/schema.ts')],
  ['new', 'Make a project that runs at once.', () => import('./commands/new.ts')],
] as const

const STREAMS = { writeOut: print, writeErr: tell }

/**
 * The command line, with the options of the commands that `asked` names; all of them if it names none. `finish`
 * is told the exit code of the command that ran.
 */
export async function program(finish: Finish, asked: readonly string[] = []): Promise<Command> {
  const root = new Command('eventloom')
    .description('Believable, reproducible synthetic event streams.')
    .version(`eventloom ${RELEASE} (Node ${process.versions.node}, ${process.platform} ${process.arch})`)
    .showHelpAfterError('(add --help for usage)')
    .configureOutput(STREAMS)
    .exitOverride()
  const named = COMMANDS.filter(([name]) => asked.includes(name))
  for (const [name, description, load] of COMMANDS) {
    const command = new Command(name).description(description).configureOutput(STREAMS).exitOverride()
    if (named.length === 0 || asked.includes(name)) (await load()).configure(command, finish)
    root.addCommand(command)
  }
  return root
}

/** Each command's help, as --help prints it at 100 columns. */
export async function commandHelp(): Promise<{ name: string; text: string }[]> {
  const root = await program(() => {})
  return [root, ...root.commands].map((command) => {
    command.configureOutput({ getOutHelpWidth: () => 100 })
    return {
      name: command === root ? 'eventloom' : `eventloom ${command.name()}`,
      text: command.helpInformation(),
    }
  })
}
