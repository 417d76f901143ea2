/** Bytes of whatever table somebody sent, as sheets of cells. */
import { unpack } from './archive.ts'
import { readCsv } from './csv.ts'
import { decodeText } from './encoding.ts'
import type { Grid, Limits } from './grid.ts'
import { bad, type Checked } from './model.ts'
import { readOds } from './ods.ts'
import { readXlsx } from './xlsx.ts'

/** Reads all of it at once, as long as it takes: `reader.ts` knows when to do so elsewhere. */
export function readGrids(bytes: Uint8Array, limits: Limits): Checked<Grid[]> {
  const sort = sortOf(bytes)
  if (sort === 'zip') return readZip(bytes, limits)
  if (sort !== 'text') return bad({ problem: sort })
  const text = decodeText(bytes)
  if (/^\s*(<!doctype|<html|<\?xml|<table|<meta|<style)/i.test(text)) return bad({ problem: 'web-page' })
  // A text file holds no control characters: this is a picture, a letter, or something else.
  if (/[^\P{Cc}\t\n\r\f\v]/u.test(text.slice(0, 10_000))) return bad({ problem: 'not-a-sheet' })
  const read = readCsv(text, limits)
  return read.ok ? { ok: true, value: [read.value] } : read
}

function readZip(bytes: Uint8Array, limits: Limits): Checked<Grid[]> {
  const files = unpack(bytes)
  if (!files.ok) return files
  try {
    return readXlsx(files.value, limits) ?? readOds(files.value, limits) ?? bad({ problem: 'not-a-sheet' })
  } catch {
    return bad({ problem: 'damaged' })
  }
}

/** By what a file begins with, for names lie. */
export function sortOf(bytes: Uint8Array): 'zip' | 'old-excel' | 'not-a-sheet' | 'nothing' | 'text' {
  if (bytes.length === 0) return 'nothing'
  const head = Buffer.from(bytes.subarray(0, 8))
  if (head.toString('latin1').startsWith('PK\x03\x04')) return 'zip'
  // Also a workbook with a password: both are "compound files".
  if (head.toString('hex') === 'd0cf11e0a1b11ae1') return 'old-excel'
  return /^(%PDF|\x89PNG|\xff\xd8\xff|GIF8|PK)/.test(head.toString('latin1')) ? 'not-a-sheet' : 'text'
}
