/** XML of spreadsheets, read in one pass without building a tree. */
import { Parser } from 'saxen'

export interface XmlReader {
  /** Names come without their prefix: programs choose it. */
  open?(name: string, attributes: () => Record<string, string>): void
  /** Text within elements, with its entities decoded; one text may come in several pieces. */
  text?(said: string): void
  close?(name: string): void
}

/** Bytes given to the parser at a time. */
const SLICE = 1_000_000

/** @throws Error for what is no well-formed XML, or ends too early */
export function readXml(bytes: Uint8Array, { open, text, close }: XmlReader): void {
  const parser = new Parser()
  parser.on('error', error => {
    throw error
  })
  if (open)
    parser.on('openTag', (name, attributes, decode) => open(local(name), () => decoded(attributes(), decode)))
  if (close) parser.on('closeTag', name => close(local(name)))
  if (text) {
    parser.on('text', (said, decode) => text(said.includes('&') ? decode(said) : said))
    parser.on('cdata', said => text(said))
  }
  const decoder = new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8')
  for (let at = 0; at < bytes.length; at += SLICE)
    parser.write(decoder.decode(bytes.subarray(at, at + SLICE), { stream: true }))
  parser.write(decoder.decode())
  parser.end()
}

const local = (name: string) => {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

function decoded(raw: Record<string, string>, decode: (said: string) => string): Record<string, string> {
  for (const name in raw) {
    const said = raw[name] ?? ''
    if (said.includes('&')) raw[name] = decode(said)
  }
  return raw
}
