/** An XLSX or ODS is a zip of XML: measured before it is unpacked, so that no file can fill the memory. */
import { unzipSync } from 'fflate'
import { bad, type Checked } from './model.ts'

/** Bytes of XML an honest workbook of a whole city's month may unpack to. */
const MAX_UNPACKED = 100_000_000
const MAX_ENTRIES = 2_000

const isRead = (name: string) => name.endsWith('.xml') || name.endsWith('.rels') || name === 'mimetype'

/** Bytes it says it would unpack to, as its directory has it; null for what is no zip. */
export function unpackedSize(bytes: Uint8Array): number | null {
  let size = 0
  try {
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (isRead(name)) size += originalSize
        return false
      },
    })
    return size
  } catch {
    return null
  }
}

/** The XML within. Sizes in a zip's directory may lie; the unpacker writes no more than they say. */
export function unpack(bytes: Uint8Array): Checked<Record<string, Uint8Array>> {
  let unpacked = 0
  let entries = 0
  try {
    const value = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        entries += 1
        if (entries > MAX_ENTRIES || !isRead(name)) return false
        unpacked += originalSize
        return unpacked <= MAX_UNPACKED
      },
    })
    if (unpacked > MAX_UNPACKED || entries > MAX_ENTRIES) return bad({ problem: 'too-much-inside' })
    return { ok: true, value }
  } catch {
    return bad({ problem: 'damaged' })
  }
}
