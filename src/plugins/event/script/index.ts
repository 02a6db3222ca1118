import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import * as z from 'zod'
import {
  type Context,
  defineEvent,
  type EventSource,
  filePath,
  freeMap,
  LoomError,
} from '../../../kernel/index.ts'
import { LANGUAGES, languageOf, scriptOf } from './script.ts'
import { scriptSource } from './source.ts'

const options = z.strictObject({
  path: filePath().describe('The script: a JavaScript or TypeScript module, or a Python file.'),
  params: freeMap(z.unknown()).default({}).describe('Values of your own, handed to each call.'),
  timeout: z
    .number()
    .positive()
    .max(86_400)
    .default(10)
    .describe('Seconds that one call may take; a call that takes longer fails, and the script starts anew.'),
  python: z.string().min(1).default('python3').describe('The command that runs Python scripts.'),
})

export default defineEvent({
  name: 'script',
  title: 'Script',
  summary:
    'Events made by a function of yours, in JavaScript, TypeScript or Python. The script runs with all rights of eventloom itself.',
  options,
  examples: [
    { title: 'A function in TypeScript', options: { path: 'produce.ts', params: { service: 'checkout' } } },
    {
      title: 'A function in Python, with its own interpreter',
      options: { path: 'produce.py', python: '.venv/bin/python', timeout: 30 },
    },
  ],
  open,
})

// A function of its own: the compiler leaves the file names of imports inside a default export as they are.
async function open(settings: z.output<typeof options>, context: Context): Promise<EventSource> {
  const language = languageOf(settings.path)
  if (language === undefined) {
    throw new LoomError('E_OPTION_INVALID', `"path": cannot tell the language of "${settings.path}"`, {
      hint: `end its name with one of ${[...LANGUAGES.javascript, ...LANGUAGES.python].join(' ')}`,
    })
  }
  const script = scriptOf(settings, context)
  await access(script.path, constants.R_OK).catch((cause) => {
    throw new LoomError('E_SCRIPT_LOAD', `cannot read the script ${script.name}`, {
      hint: 'the option "path" is relative to the project folder',
      cause,
    })
  })
  if (language === 'javascript') {
    const { startThread } = await import('./javascript/thread.ts')
    return scriptSource(() => startThread(script), script)
  }
  const { startPython } = await import('./python/process.ts')
  return scriptSource(() => startPython(script, settings.python), script)
}
