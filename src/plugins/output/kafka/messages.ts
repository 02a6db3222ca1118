import type { MessageToProduce } from '@platformatic/kafka'
import {
  type Delivery,
  DeliveryError,
  type Failure,
  LoomError,
  type OutputContext,
  suggest,
} from '../../../kernel/index.ts'
import { ENCODINGS, type EncodingName } from '../../encoding/names.ts'
import { type TextEncoding, textEncoding, unencodable } from '../../encoding/text.ts'
import { expression, firstEvent } from '../expression.ts'
import type { KafkaOptions } from './options.ts'

export type Message = MessageToProduce<Buffer, Buffer, Buffer, Buffer>

/** A frame on its way. */
export class Outgoing {
  readonly frame: number
  readonly message: Message
  /** Bytes it takes in a request, at most, before compression. */
  readonly size: number
  readonly #delivery: Delivery

  constructor(delivery: Delivery, frame: number, message: Message, size: number) {
    this.#delivery = delivery
    this.frame = frame
    this.message = message
    this.size = size
  }

  /** The name of what it carries; a hash, which most ways of sending do not need. */
  get id(): string {
    return this.#delivery.id(this.frame)
  }
}

/** Bytes of a record beside key, value and headers: lengths, offsets and times as variable integers. */
const OVERHEAD = 40
/** Bytes of a header beside its name and value. */
const HEADER = 8

/** Turns frames into messages; those that cannot be one are added to the failures. */
export type Messages = (delivery: Delivery, failures: Failure[]) => Outgoing[]

export async function messages(options: KafkaOptions, context: OutputContext): Promise<Messages> {
  const encoding = await textEncoding(encodingName(options.encoding))
  const compile = (text: string, option: string) => expression(text, option, context)
  const topic = await compile(options.topic, 'topic')
  const key = options.key === null ? undefined : await compile(options.key, 'key')
  const partition =
    options.partition === null ? undefined : await compile(String(options.partition), 'partition')
  const timestamp =
    options.timestamp === null || options.timestamp === 'event'
      ? undefined
      : await compile(options.timestamp, 'timestamp')
  const eventTime = options.timestamp === 'event'
  const headers = await Promise.all(
    Object.entries(options.headers).map(async ([name, text]) => ({
      name: Buffer.from(name),
      value: await compile(text, `headers.${name}`),
    })),
  )
  const idName = options.id_header ?? (options.transactional_id === null ? undefined : 'eventloom-id')
  const idHeader = idName === undefined ? undefined : Buffer.from(idName)
  const fixedTopic = topic.constant === undefined ? undefined : topicName(topic.constant)
  const fixedKey = key?.constant === undefined ? undefined : bytes(key.constant, encoding)

  const make = (delivery: Delivery, frame: number): Outgoing => {
    const value = delivery.frames[frame]!
    const encoded = typeof value === 'string' ? bytes(value, encoding) : Buffer.from(value)
    const message: Message = { topic: fixedTopic ?? topicName(topic.of(delivery, frame)), value: encoded }
    let size = OVERHEAD + encoded.length
    if (key) {
      message.key = fixedKey ?? bytes(key.of(delivery, frame), encoding)
      size += message.key.length
    }
    const index = firstEvent(delivery, frame)
    // In turns, but the same at another attempt. A key decides by its hash, which the client knows.
    if (partition) message.partition = partitionNumber(partition.of(delivery, frame))
    else if (!key) message.partition = delivery.batch.seq[index]! % 2 ** 31
    if (eventTime) message.timestamp = BigInt(Math.floor(delivery.batch.time[index]! / 1000))
    else if (timestamp) message.timestamp = milliseconds(timestamp.of(delivery, frame))
    if (headers.length > 0 || idHeader) {
      const map = new Map<Buffer, Buffer>()
      for (const { name, value } of headers) map.set(name, Buffer.from(value.of(delivery, frame)))
      if (idHeader) map.set(idHeader, Buffer.from(delivery.id(frame), 'latin1'))
      message.headers = map
      for (const [name, value] of map) size += HEADER + name.length + value.length
    }
    return new Outgoing(delivery, frame, message, size)
  }

  return (delivery, failures) => {
    const made: Outgoing[] = []
    for (let frame = 0; frame < delivery.frames.length; frame++) {
      try {
        const outgoing = make(delivery, frame)
        if (outgoing.size <= options.max_request_size) made.push(outgoing)
        else failures.push({ frame, error: tooLong(outgoing.size, options.max_request_size) })
      } catch (error) {
        failures.push({ frame, error })
      }
    }
    return made
  }
}

/** Encodings are spelled freely here: `utf-8`, `UTF8`, `latin-1`, `cp1251`. */
function encodingName(given: string): EncodingName {
  const spelled = given.toLowerCase().replaceAll(/[-\s]/g, '_')
  const name =
    { utf8: 'utf_8', latin1: 'latin_1', iso_8859_1: 'latin_1', us_ascii: 'ascii' }[spelled] ?? spelled
  if ((ENCODINGS as readonly string[]).includes(name)) return name as EncodingName
  throw new LoomError('E_OPTION_INVALID', `encoding "${given}" is not known`, {
    hint: suggest(name, ENCODINGS) ?? 'use utf-8',
  })
}

function bytes(text: string, encoding: TextEncoding): Buffer {
  const encoded = encoding.encode(text)
  if (encoded === undefined) throw unencodable(text, encoding)
  return encoded as Buffer
}

function topicName(name: string): string {
  if (/^[\w.-]{1,249}$/.test(name) && name !== '.' && name !== '..') return name
  throw new DeliveryError(
    'rejected',
    'E_OUTPUT_EXPRESSION',
    `${JSON.stringify(name)} is no name of a topic`,
    {
      hint: 'topics have up to 249 letters, digits, ., _ and -',
    },
  )
}

function partitionNumber(text: string): number {
  const number = Number(text)
  if (Number.isSafeInteger(number) && number >= 0 && text.trim() !== '') return number
  throw new DeliveryError(
    'rejected',
    'E_OUTPUT_EXPRESSION',
    `partition is ${JSON.stringify(text)}, no number ≥ 0`,
  )
}

function milliseconds(text: string): bigint {
  const number = Number(text)
  if (Number.isFinite(number) && number >= 0 && text.trim() !== '') return BigInt(Math.floor(number))
  throw new DeliveryError(
    'rejected',
    'E_OUTPUT_EXPRESSION',
    `timestamp is ${JSON.stringify(text)}, no milliseconds`,
  )
}

function tooLong(size: number, limit: number): DeliveryError {
  const message = `a message takes ${size} bytes, max_request_size is ${limit}`
  return new DeliveryError('rejected', 'E_OUTPUT_REJECTED', message, {
    hint: 'raise max_request_size, and max.message.bytes of the topic',
  })
}
