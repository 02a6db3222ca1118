/** Streams of a model's records for one reader: what the HTTP service offers. */
export { framingFor } from './accept.ts'
export { FRAMINGS, type Framing } from './framing.ts'
export type { Reader } from './output.ts'
export { openStream, type ReadConfig, readConfig, type StreamedModel, streamedModels } from './stream.ts'
