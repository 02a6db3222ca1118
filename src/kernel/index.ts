/** The face of the kernel: the contract that all other layers share. */
export * from './batch.ts'
export * from './bytes/index.ts'
export * from './catalogue.ts'
export type { Clock } from './clock.ts'
export * from './delivery-error.ts'
export * from './delivery-options.ts'
export { type DigitGroup, digitGroups, digitsText } from './digits.ts'
export type * from './distortion.ts'
export * from './errors.ts'
export * from './field.ts'
export { type JsonSpan, jsonSpan, withoutMember } from './json/span.ts'
export { FormattedLines, lineTexts, sliceLines } from './lines.ts'
export * from './log.ts'
export * as math from './math.ts'
export * from './model.ts'
export { META_FIELDS } from './model-source.ts'
export { readIso } from './moment/iso.ts'
export { invalidOption, type Moment, parseMoment, readUnix, resolveMoment } from './moment/moment.ts'
export { cutter, isWide, narrow } from './narrow.ts'
export {
  type JsonSchema,
  jsonSchema,
  type OptionName,
  type OptionRow,
  optionNames,
  optionRows,
  typeText,
} from './options/describe.ts'
export * from './options/fields.ts'
export { isMapping } from './options/lax.ts'
export { type OptionProblem, type ReadOptions, readOptions } from './options/read.ts'
export { byteSize, parseSize } from './options/size.ts'
export { suggest } from './options/suggest.ts'
export * from './plugin.ts'
export { hashIndex, hashKey, hashText, type Key } from './random/hash.ts'
export { type Rng, rng } from './random/rng.ts'
export { recordSchema } from './record-schema.ts'
export { RELEASE } from './release.ts'
export * from './time/civil.ts'
export { durationText, parseDuration } from './time/duration.ts'
export { isoFormatter, offsetText, threeDigits } from './time/iso.ts'
export { type Fold, fixedZone, UTC, type Zone, zone } from './time/zone.ts'
export * from './value.ts'
export { conflictProblem, pathText, splitKeys } from './yaml/dotted.ts'
export type { YamlEntry, YamlList, YamlMap, YamlNode, YamlPath, YamlScalar } from './yaml/node.ts'
export { type ParseOptions, parseYaml, type YamlFile } from './yaml/parse.ts'
export { type NodeProblem, type ReadNode, readNode, readYaml } from './yaml/read.ts'
