import { readFileSync } from 'node:fs'
import { Argument, Command, InvalidArgumentError, Option } from 'commander'
import { packNames, projectOfLetters, projectSchema, readGiven, scaffold } from '../app/index.ts'
import { serverParameters } from '../server/index.ts'
import type { ExitCode } from './exit.ts'
import { addParameterFlags, flagsOf, parametersFrom } from './flags.ts'
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

/** Parameters of sending dead letters again. */
const REPLAYING = [
  'output',
  'params',
  'timezone',
  'keep_order',
  'max_concurrency',
  'write_timeout',
  'drain',
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
  root.addCommand(checkCommand(finish))
  root.addCommand(previewCommand(finish))
  root.addCommand(deadLettersCommand(finish))
  root.addCommand(pluginsCommand(finish))
  root.addCommand(serveCommand(finish, version))
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
    .addOption(verboseOption())
    .action(async ({ progress, verbose }: { progress: ProgressMode; verbose: number }) => {
      const parameters = parametersFrom(command)
      const { runGenerate } = await import('./commands/generate.ts')
      finish(await runGenerate(parameters, { progress, verbosity: verbose }))
    })
  return command
}

function verboseOption(): Option {
  return new Option('-v, --verbose', 'Show logs; repeat for more (up to -vvvvv).')
    .argParser((_: string, level: number) => more(level))
    .default(0)
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

function checkCommand(finish: Finish): Command {
  const command = new Command('check')
    .description('Ask every output of a project whether events would arrive; write nothing.')
    .exitOverride()
  command.addArgument(new Argument('<path>', 'project file or folder'))
  addParameterFlags(command, [...LOOKING, 'write_timeout'])
  command.action(async () => {
    const parameters = parametersFrom(command, { path: command.args[0] })
    const { runCheck } = await import('./commands/check.ts')
    finish(await runCheck(parameters))
  })
  return command
}

function deadLettersCommand(finish: Finish): Command {
  const command = new Command('dead-letters')
    .description('Say what is in a file of dead letters, or send them again.')
    .exitOverride()
  command.addArgument(new Argument('<file>', 'as a run left it'))
  command.option('--replay', 'Send them again, each to its output; what fails again stays in the file.')
  command.option('--path <file>', 'The project (default: the folder above that of the file).')
  addParameterFlags(command, REPLAYING)
  command.addOption(verboseOption())
  type Given = { replay?: true; path?: string; verbose: number }
  command.action(async (file: string, { replay, path, verbose }: Given) => {
    const commands = await import('./commands/dead-letters.ts')
    if (!replay) return finish(await commands.runDeadLetters(file))
    const parameters = parametersFrom(command, { path: path ?? projectOfLetters(file) })
    finish(await commands.runReplay(file, parameters, verbose))
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

function serveCommand(finish: Finish, version: string): Command {
  const command = new Command('serve')
    .description('Stream models over HTTP: one POST a stream.')
    .exitOverride()
  const flags = flagsOf(serverParameters, (given, nameOf) => readGiven(serverParameters, given, nameOf))
  flags.add(command)
  return command.action(async () => {
    const parameters = flags.read(command)
    const { runServe } = await import('./commands/serve.ts')
    finish(await runServe(parameters, version))
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
