import * as z from 'zod'
import { pathInProject } from '../../template-files.ts'

/** Options of the formatters that render a template; `variable` says what it is given. */
export function templateOptions(variable: string) {
  return z
    .strictObject({
      template: z.string().min(1).optional().describe(`The template itself; ${variable}.`),
      template_path: pathInProject()
        .optional()
        .describe('The file of the template, relative to the project folder, instead of `template`.'),
    })
    .check((payload) => {
      const { template, template_path } = payload.value
      if ((template === undefined) === (template_path === undefined)) {
        payload.issues.push({
          code: 'custom',
          message: 'expected exactly one of "template" and "template_path"',
          input: payload.value,
          path: [],
        })
      }
    })
}

export type TemplateOptions = z.output<ReturnType<typeof templateOptions>>
