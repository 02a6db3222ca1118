import type { Data, DataType, RecordBatch, Schema } from 'apache-arrow'
import type { Cell, Column, ColumnType } from '../../columns/schema.ts'
import type { Columns } from '../../columns/table.ts'

type Arrow = typeof import('apache-arrow')

export interface BatchMaker {
  readonly schema: Schema
  batch(columns: Columns): RecordBatch
}

/** Rows to record batches. Values are laid out here: the package's builders are many times slower. */
export function batchMaker(arrow: Arrow, columns: readonly Column[]): BatchMaker {
  const types = columns.map(({ type }) => arrowType(arrow, type))
  const fields = columns.map(({ name }, i) => new arrow.Field(name, types[i]!, true))
  const schema = new arrow.Schema(fields)
  const struct = new arrow.Struct(fields)
  return {
    schema,
    batch({ rows, data }) {
      const children = columns.map(({ type }, i) => columnData(arrow, type, types[i]!, data[i]!))
      return new arrow.RecordBatch(
        schema,
        arrow.makeData({ type: struct, length: rows, nullCount: 0, children }),
      )
    },
  }
}

function arrowType(arrow: Arrow, type: ColumnType): DataType {
  switch (type) {
    case 'integer':
      return new arrow.Int64()
    case 'number':
      return new arrow.Float64()
    case 'boolean':
      return new arrow.Bool()
    case 'timestamp':
      return new arrow.TimestampMicrosecond('UTC')
    default:
      return new arrow.Utf8()
  }
}

function columnData(arrow: Arrow, type: ColumnType, arrowType: DataType, cells: readonly Cell[]): Data {
  const length = cells.length
  const nullBitmap = new Uint8Array(Math.ceil(length / 64) * 8)
  let nullCount = 0
  for (let i = 0; i < length; i++) {
    if (cells[i] === null) nullCount++
    else nullBitmap[i >> 3]! |= 1 << (i & 7)
  }
  const layout = { type: arrowType, length, nullCount, nullBitmap, ...values(type, cells) }
  return arrow.makeData(layout as Parameters<Arrow['makeData']>[0]) as Data
}

function values(type: ColumnType, cells: readonly Cell[]) {
  switch (type) {
    case 'integer':
    case 'timestamp':
      return { data: BigInt64Array.from(cells as readonly (bigint | null)[], (cell) => cell ?? 0n) }
    case 'number':
      return { data: Float64Array.from(cells as readonly (number | null)[], (cell) => cell ?? 0) }
    case 'boolean':
      return { data: bits(cells) }
    default:
      return texts(cells as readonly (string | null)[])
  }
}

function bits(cells: readonly Cell[]): Uint8Array {
  const packed = new Uint8Array(Math.ceil(cells.length / 64) * 8)
  for (let i = 0; i < cells.length; i++) if (cells[i] === true) packed[i >> 3]! |= 1 << (i & 7)
  return packed
}

/** UTF-8 bytes of all texts, and where each begins. */
function texts(cells: readonly (string | null)[]) {
  const valueOffsets = new Int32Array(cells.length + 1)
  let characters = 0
  for (let i = 0; i < cells.length; i++) characters += cells[i]?.length ?? 0
  // Enough for ASCII, which most texts are.
  let data = Buffer.allocUnsafe(characters)
  let at = 0
  for (let i = 0; i < cells.length; i++) {
    const text = cells[i]
    if (text) {
      const room = data.length - at
      if (3 * text.length > room && Buffer.byteLength(text) > room) {
        data = Buffer.concat([data.subarray(0, at)], 2 * data.length + 3 * text.length)
      }
      at += data.write(text, at)
    }
    valueOffsets[i + 1] = at
  }
  return { valueOffsets, data: new Uint8Array(data.buffer, data.byteOffset, at) }
}
