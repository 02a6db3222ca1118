import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { APP_ERRORS, listPlugins, type PluginPage, pluginPage, projectSchema } from '../src/app/index.ts'
import { builtins } from '../src/app/registry.ts'
import { commandHelp } from '../src/cli/program.ts'
import { ENGINE_ERRORS } from '../src/engine/index.ts'
import { JINJA_ERRORS } from '../src/jinja/index.ts'
import { KERNEL_ERRORS, KINDS } from '../src/kernel/index.ts'
import { PLUGIN_ERRORS } from '../src/plugins/catalogue.ts'
import { errorsPage, pluginMarkdown, pluginTypes } from './docs-pages.ts'

/*
 * Pages and types that are read from definitions. `npm run docs` writes them; this test fails when a page in the
 * repository is not what the definitions say.
 */
const ROOT = new URL('..', import.meta.url).pathname
const CATALOGUES = { KERNEL_ERRORS, JINJA_ERRORS, PLUGIN_ERRORS, ENGINE_ERRORS, APP_ERRORS }

let pages: PluginPage[] = []
beforeAll(async () => {
  pages = await Promise.all((await listPlugins()).map(({ kind, name }) => pluginPage(kind, name)))
})

test('every plugin has its page', async () => {
  for (const page of pages) {
    await expect(pluginMarkdown(page)).toMatchFileSnapshot(`../docs/plugins/${page.kind}/${page.name}.md`)
  }
  for (const kind of KINDS) {
    const documented = readdirSync(join(ROOT, 'docs/plugins', kind)).map((file) => file.replace('.md', ''))
    expect(documented.sort()).toEqual([...builtins.names(kind)])
  }
})

test('a typed project knows every plugin', async () => {
  await expect(pluginTypes(pages)).toMatchFileSnapshot('../src/app/plugin-options.gen.ts')
})

test('every error code is explained once, and every explained code is raised', async () => {
  const explained = Object.values(CATALOGUES).flatMap((catalogue) => Object.keys(catalogue))
  expect(explained).toEqual([...new Set(explained)])
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.endsWith('catalogue.ts'),
  )
  const raised = new Set(
    sources.flatMap(
      (file) =>
        readFileSync(join(ROOT, 'src', file), 'utf8').match(/(?<=['"`])[EW]_[A-Z0-9_]+(?=['"`])/g) ?? [],
    ),
  )
  expect([...raised].sort()).toEqual([...explained].sort())
  await expect(errorsPage(CATALOGUES)).toMatchFileSnapshot('../docs/errors.md')
})

test('editors find the schema of project files', async () => {
  const schema = `${JSON.stringify(await projectSchema(), null, 2)}\n`
  await expect(schema).toMatchFileSnapshot('../docs/project.schema.json')
})

test('every command has its help', async () => {
  const help = (await commandHelp()).map(({ name, text }) => `## ${name}\n\n\`\`\`\n${text.trim()}\n\`\`\`\n`)
  await expect(`# Command line\n\n${help.join('\n')}`).toMatchFileSnapshot('../docs/cli.md')
})

test('every plugin describes each of its options', () => {
  const silent = pages.flatMap(({ kind, name, options }) =>
    options.filter(({ description }) => description === '').map((option) => `${kind}/${name} ${option.name}`),
  )
  expect(silent).toEqual([])
})
