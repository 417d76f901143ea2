import { createRequire } from 'node:module'
import type PDFDocument from 'pdfkit'

const require = createRequire(import.meta.url)

/** A sheet of paper to write on. The library is loaded for the first one: most processes never make any. */
export function newPdf(options: PDFKit.PDFDocumentOptions): PDFKit.PDFDocument {
  const Paper = require('pdfkit') as typeof PDFDocument
  return new Paper(options)
}
