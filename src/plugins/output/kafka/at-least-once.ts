import { orAbort } from '../in-flight.ts'
import { type Courier, type CourierOptions, discard, producer } from './courier.ts'
import { parts, sendPart, sendParts } from './send.ts'

/** Writes that may overlap. A message whose answer is lost is sent again, and may be there twice. */
export function atLeastOnce(given: CourierOptions): Courier {
  const client = producer(given)
  const { options, where } = given
  return {
    client,
    send: (messages, signal) =>
      sendParts(parts(messages, options.max_request_size), (part) =>
        orAbort(
          sendPart(part, (some) => client.send({ messages: some.map(({ message }) => message) }), where),
          signal,
        ),
      ),
    close: () => discard(client),
  }
}
