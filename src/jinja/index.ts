/** The face of the Jinja layer: Jinja2 templates compiled to JavaScript, with Python's meaning. */
export { JINJA_ERRORS } from './catalogue.ts'
export {
  type Environment,
  type EnvironmentOptions,
  environment,
  type Limits,
  type Template,
} from './environment.ts'
export * from './modules/index.ts'
export { FLAGS as PATTERN_FLAGS } from './modules/re/flags.ts'
export { translate as translatePattern } from './modules/re/translate.ts'
export * from './python/ops.ts'
