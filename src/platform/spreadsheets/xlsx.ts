/** A workbook of Excel (ECMA-376): which sheets it has, whether they are hidden, and what stands in them. */
import type { Grid, Limits } from './grid.ts'
import { bad, type Checked } from './model.ts'
import { isDateFormat } from './number-formats.ts'
import { type Book, readPage } from './xlsx-page.ts'
import { readXml } from './xml.ts'

interface Listed {
  name: string
  hidden: boolean
  relation: string
}

/** @throws Error where its XML is damaged @returns null for what is no workbook */
export function readXlsx(files: Record<string, Uint8Array>, limits: Limits): Checked<Grid[]> | null {
  const workbook = files['xl/workbook.xml']
  if (!workbook) return null
  const { sheets, from1904 } = listed(workbook)
  const targets = relations(files['xl/_rels/workbook.xml.rels'])
  const book: Book = {
    texts: sharedTexts(files['xl/sharedStrings.xml']),
    dates: dateStyles(files['xl/styles.xml']),
    from1904,
  }
  const grids: Grid[] = []
  for (const { name, hidden, relation } of sheets) {
    const page = files[targets.get(relation) ?? '']
    // A sheet that is a chart has no page of cells.
    if (!page) continue
    const read = readPage(page, book, limits)
    if (!read.ok) {
      // What nobody sees does no harm.
      if (hidden) continue
      return bad(read.problem)
    }
    grids.push({ name, hidden, ...read.value, from1904, ragged: false })
  }
  return { ok: true, value: grids }
}

function listed(workbook: Uint8Array): { sheets: Listed[]; from1904: boolean } {
  const sheets: Listed[] = []
  let from1904 = false
  readXml(workbook, {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = /^(1|true|on)$/i.test(attributes().date1904 ?? '')
      if (name !== 'sheet') return
      const said = attributes()
      const relation = Object.entries(said).find(([key]) => /(^|:)id$/.test(key))?.[1] ?? ''
      sheets.push({ name: said.name ?? '', hidden: (said.state ?? 'visible') !== 'visible', relation })
    },
  })
  return { sheets, from1904 }
}

/** Where each sheet's page lies in the zip, by the id the workbook names it with. */
function relations(rels: Uint8Array | undefined): Map<string, string> {
  const found = new Map<string, string>()
  if (!rels) return found
  readXml(rels, {
    open: (name, attributes) => {
      if (name !== 'Relationship') return
      const { Id = '', Target = '' } = attributes()
      found.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target.replace(/^\.\//, '')}`)
    },
  })
  return found
}

/** Texts that cells name by their place; how they are to be spoken (rPh) is no part of them. */
function sharedTexts(shared: Uint8Array | undefined): string[] {
  const texts: string[] = []
  if (!shared) return texts
  let text = ''
  let within = ''
  let spoken = 0
  readXml(shared, {
    open: name => {
      within = name
      if (name === 'si') text = ''
      else if (name === 'rPh') spoken++
    },
    text: said => {
      if (within === 't' && spoken === 0) text += said
    },
    close: name => {
      within = ''
      if (name === 'si') texts.push(text)
      else if (name === 'rPh') spoken--
    },
  })
  return texts
}

/** For each style a cell may have: whether its numbers are days or times. */
function dateStyles(styles: Uint8Array | undefined): boolean[] {
  const dates: boolean[] = []
  if (!styles) return dates
  const codes = new Map<number, string>()
  let inCells = false
  readXml(styles, {
    open: (name, attributes) => {
      if (name === 'numFmt') {
        const { numFmtId, formatCode = '' } = attributes()
        codes.set(Number(numFmtId), formatCode)
      } else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) {
        const id = Number(attributes().numFmtId ?? 0)
        dates.push(isDateFormat(id, codes.get(id)))
      }
    },
    close: name => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return dates
}
