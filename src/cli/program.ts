import { readFileSync } from 'node:fs'
import { Argument, Command, InvalidArgumentError, Option } from 'commander'
import { packNames, projectSchema, scaffold } from '../app/index.ts'
import type { ExitCode } from './exit.ts'
import { addParameterFlags, parametersFrom } from './flags.ts'
import { PROGRESS_MODES, type ProgressMode } from './progress.ts'

/** The most -v that mean something. */
const MOST_VERBOSE = 5

/** Parameters that tell how a schedule looks, without delivering it. */
const LOOKING = [
  'id',
  'params',
  'seed',
  'duration',
  'from',
  'to',
  'live_mode',
  'skip_past',
  'timezone',
  'allow_subprocess',
  'cryptfile',
]

type Finish = (code: ExitCode) => void

/** The command line. `finish` is told the exit code of the command that ran. */
export function program(finish: Finish): Command {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  const root = new Command('eventloom')
    .description('Believable, reproducible synthetic event streams.')
    .version(`eventloom ${version} (Node ${process.versions.node}, ${process.platform} ${process.arch})`)
    .showHelpAfterError('(add --help for usage)')
    .exitOverride()
  root.addCommand(generateCommand(finish))
  root.addCommand(validateCommand(finish))
  root.addCommand(previewCommand(finish))
  root.addCommand(pluginsCommand(finish))
  root.addCommand(schemaCommand())
  root.addCommand(newCommand())
  return root
}

function generateCommand(finish: Finish): Command {
  const command = new Command('generate')
    .description('Run a project: events go where it says.')
    .exitOverride()
  addParameterFlags(command)
  command
    .addOption(
      new Option('--progress <mode>', 'How to show progress on stderr.')
        .choices(PROGRESS_MODES)
        .default('auto'),
    )
    .option(
      '-v, --verbose',
      'Show logs; repeat for more (up to -vvvvv).',
      (_: string, level: number) => more(level),
      0,
    )
    .action(async ({ progress, verbose }: { progress: ProgressMode; verbose: number }) => {
      const parameters = parametersFrom(command)
      const { runGenerate } = await import('./commands/generate.ts')
      finish(await runGenerate(parameters, { progress, verbosity: verbose }))
    })
  return command
}

function more(level: number): number {
  if (level < MOST_VERBOSE) return level + 1
  throw new InvalidArgumentError(`At most ${MOST_VERBOSE} levels.`)
}

function validateCommand(finish: Finish): Command {
  const command = new Command('validate')
    .description('Say all that is wrong with a project at once.')
    .exitOverride()
  command.addArgument(new Argument('<path>', 'project file or folder'))
  addParameterFlags(command, LOOKING)
  command.action(async () => {
    const parameters = parametersFrom(command, { path: command.args[0] })
    const { runValidate } = await import('./commands/validate.ts')
    finish(await runValidate(parameters))
  })
  return command
}

function previewCommand(finish: Finish): Command {
  const command = new Command('preview')
    .description('Plot the schedule and show the first events; deliver nothing.')
    .exitOverride()
  command.addArgument(new Argument('<path>', 'project file or folder'))
  addParameterFlags(command, LOOKING)
  command
    .option('--ticks <n>', 'Timestamps to plot, at least 1.', count, 10_000)
    .option('--events <n>', 'Events to show.', count, 3)
    .action(async () => {
      const { ticks, events } = command.opts<{ ticks: number; events: number }>()
      const parameters = parametersFrom(command, { path: command.args[0] })
      const { runPreview } = await import('./commands/preview.ts')
      finish(await runPreview(parameters, { ticks, events }))
    })
  return command
}

function count(text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value) && value >= 0) return value
  throw new InvalidArgumentError('Give a whole number, 0 or more.')
}

function pluginsCommand(finish: Finish): Command {
  return new Command('plugins')
    .description("List plugins, or show one plugin's options.")
    .argument('[kind/name]', 'such as input, or input/cron')
    .exitOverride()
    .action(async (reference: string | undefined) => {
      const { runPlugins } = await import('./commands/plugins.ts')
      finish(await runPlugins(reference))
    })
}

function schemaCommand(): Command {
  return new Command('schema')
    .description('Print the JSON Schema of project files, for editors.')
    .exitOverride()
    .action(async () => {
      process.stdout.write(`${JSON.stringify(await projectSchema(), null, 2)}\n`)
    })
}

function newCommand(): Command {
  return new Command('new')
    .description('Make a project that runs at once.')
    .argument('<dir>', 'folder to create')
    .addOption(new Option('--template <name>', `One of ${packNames().join(', ')}.`).default('web-access'))
    .exitOverride()
    .action(async (directory: string, { template }: { template: string }) => {
      const made = await scaffold(directory, template)
      process.stdout.write(
        `Made ${made}. Now try:\n\n  eventloom generate --path ${directory}/generator.yml\n`,
      )
    })
}

/** Each command's help, as --help prints it at 100 columns. */
export function commandHelp(): { name: string; text: string }[] {
  const root = program(() => {})
  return [root, ...root.commands].map((command) => {
    command.configureOutput({ getOutHelpWidth: () => 100 })
    return {
      name: command === root ? 'eventloom' : `eventloom ${command.name()}`,
      text: command.helpInformation(),
    }
  })
}
