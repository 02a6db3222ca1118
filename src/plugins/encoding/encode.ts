/**
 * The bytes of a text, or undefined when the encoding lacks one of its characters (a lone surrogate half is in
 * none). With `into` the result may be a view of that buffer.
 */
export type Encode = (text: string, into?: Buffer) => Uint8Array | undefined

/** Writes the bytes of a text at a place of a buffer that has room for them; their number, or −1 as above. */
export type EncodeAt = (text: string, into: Buffer, at: number) => number
