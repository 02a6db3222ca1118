/** Texts written straight as UTF-8, for streams in which every hundred nanoseconds count. */
export { INSTANT_ROOM, instantWriter } from './instant.ts'
export { LineWriter, type PutLine } from './lines.ts'
export { type Literal, literal, putLiteral } from './literal.ts'
export { LiteralBook, putFromBook } from './literal-book.ts'
export { NUMBER_ROOM, putFixed, putNumber, putPadded, putSix } from './number.ts'
export {
  LARGEST_SPARE,
  largerSheet,
  NO_ROOM,
  OVERSHOOT,
  reuseSheet,
  type Sheet,
  shareSheets,
  sheetOf,
  takeSheet,
} from './sheet.ts'
export { isWellFormed, putText, putUtf8 } from './text.ts'
