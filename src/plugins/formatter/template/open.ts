import { environment, type Template } from '../../../jinja/index.ts'
import type { Context } from '../../../kernel/index.ts'
import { TemplateFiles, templateName } from '../../template-files.ts'
import type { TemplateOptions } from './options.ts'

/**
 * The template in a plain Jinja environment: no extensions, a missing name prints nothing. It can import others
 * from the project folder. E_TEMPLATE_NOT_FOUND, E_TEMPLATE_READ, E_TEMPLATE_SYNTAX.
 */
export function openTemplate({ template, template_path }: TemplateOptions, context: Context): Template {
  const files = new TemplateFiles(context.directory)
  const jinja = environment({
    load: (name) => files.load(name),
    rng: context.rng.fork('jinja'),
    extensions: { do: false, loopcontrols: false },
  })
  return template_path === undefined ? jinja.compile(template!) : jinja.template(templateName(template_path))
}
