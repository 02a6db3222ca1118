/** The face of the application: what a command line, a server or a program can ask of eventloom. */
export type { LetterCounts, ReplaySummary, RunSnapshot, RunSummary } from '../engine/index.ts'
export { APP_ERRORS } from './catalogue.ts'
export { checkProject, type ProjectCheck } from './check.ts'
export { inspectLetters, projectOfLetters, replayLetters } from './dead-letters.ts'
export { generate } from './generate.ts'
export { listPlugins, type PluginBrief, type PluginPage, parseReference, pluginPage } from './handbook.ts'
export {
  defineGenerator,
  type GeneratorRun,
  type GeneratorSpec,
  type LibraryParameters,
  run,
  use,
} from './library.ts'
export { type CompleteRunParameters, type RunParameters, runParameters } from './parameters.ts'
export { type ProjectPreview, previewProject } from './preview.ts'
export { projectSchema } from './project-schema.ts'
export { readGiven, readParameters } from './read-parameters.ts'
export { packNames, scaffold } from './scaffold.ts'
export * from './stream/index.ts'
export { type Validation, validate } from './validate.ts'
