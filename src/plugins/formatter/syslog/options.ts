import * as z from 'zod'
import { freeMap } from '../../../kernel/index.ts'
import { FACILITIES, SEVERITIES } from './names.ts'

/** Visible ASCII without blanks (PRINTUSASCII), or `-` for «none». */
const header = (length: number) =>
  z
    .string()
    .min(1)
    .max(length)
    .regex(/^[!-~]+$/, 'must be visible ASCII without blanks')

const SD_NAME = /^[!#-<>-\\^-~]{1,32}$/

export const options = z
  .strictObject({
    rfc: z.literal([5424, 3164]).default(5424).describe('The standard to follow.'),
    facility: z.enum(FACILITIES).default('user').describe('What part of a system speaks.'),
    severity: z.enum(SEVERITIES).default('info').describe('How serious the events are.'),
    hostname: header(255).default('localhost').describe('The machine that speaks.'),
    app_name: header(48)
      .default('eventloom')
      .describe('The program that speaks; RFC 3164 calls it the tag, at most 32 characters.'),
    procid: header(128).default('-').describe('The process that speaks, - for none.'),
    msgid: header(32).default('-').describe('What type of message it is, - for none. RFC 5424 only.'),
    structured_data: freeMap(freeMap(z.string()))
      .default({})
      .describe('Structured data: element id → parameter → value. RFC 5424 only.'),
    bom: z
      .boolean()
      .default(false)
      .describe('Mark the message as UTF-8 with a byte-order mark. RFC 5424 only.'),
  })
  .check(({ value, issues }) => {
    const refuse = (path: string[], message: string) =>
      issues.push({ code: 'custom', input: value, path, message })
    for (const [id, parameters] of Object.entries(value.structured_data)) {
      for (const name of [id, ...Object.keys(parameters)]) {
        if (!SD_NAME.test(name)) {
          refuse(
            ['structured_data'],
            `name ${JSON.stringify(name)} must be 1–32 visible ASCII characters without = ] "`,
          )
        }
      }
    }
    if (value.rfc === 5424) return
    if (value.msgid !== '-') refuse(['msgid'], 'RFC 3164 has no message id')
    if (value.bom) refuse(['bom'], 'RFC 3164 has no byte-order mark')
    if (Object.keys(value.structured_data).length > 0) {
      refuse(['structured_data'], 'RFC 3164 has no structured data')
    }
    if (!/^[\w./-]{1,32}$/.test(value.app_name)) {
      refuse(['app_name'], 'an RFC 3164 tag is 1–32 letters, digits and . / _ -')
    }
  })

export type SyslogOptions = z.output<typeof options>
