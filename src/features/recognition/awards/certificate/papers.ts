/** Certificates, made when somebody asks for one and swept after a day. Never inside a transaction. */
import { text, type Words } from '../../../../chat/i18n/words.ts'
import { type FileRef, Refusal } from '../../../../chat/model.ts'
import { beside } from '../../../../chat/ui/lists.ts'
import type { Office } from '../../../../domain/calendar/office.ts'
import type { Database } from '../../../../platform/database/database.ts'
import { qrModules } from '../../../../platform/documents/qr.ts'
import type { Files } from '../../../../platform/files/files.ts'
import { quarterText } from '../../../performance/cycle/api.ts'
import type { Award } from '../repository.ts'
import { settingsOf } from '../setup/settings.ts'
import { certificatePdf, certificatePng, type Sheet } from './certificate.ts'
import { emblemOf } from './emblem.ts'

const KEEP_DAYS = 1
export const PAGE = 'piagam'
export type Papers = ReturnType<typeof createPapers>

interface PapersDeps {
  db: Database
  office: Office
  files: Files
  words: Words
  /** Where the public page is, without a slash at its end. */
  baseUrl: string
}

export function createPapers({ db, files, words, office, baseUrl }: PapersDeps) {
  /** @throws Refusal when it is not approved, or was withdrawn */
  async function certificate(award: Award, kind: 'pdf' | 'png'): Promise<FileRef> {
    const { state, code, numberText } = award
    if (state !== 'approved' || !code || !numberText) throw new Refusal(text('awards:refused.noCertificate'))
    const drawn = await sheet(award, code, numberText)
    const name = `piagam-${numberText.replaceAll(/[^A-Za-z0-9]+/g, '-')}.${kind}`
    if (kind === 'png')
      return files.put({ name, mime: 'image/png', bytes: await certificatePng(drawn) }, KEEP_DAYS)
    const bytes = await certificatePdf(drawn, `${drawn.heading} ${numberText}`)
    return files.put({ name, mime: 'application/pdf', bytes }, KEEP_DAYS)
  }

  async function sheet(award: Award, code: string, number: string): Promise<Sheet> {
    const settings = await settingsOf(db.client)
    // An office paper is in Indonesian, whoever reads it.
    const say = (label: Parameters<Words['say']>[0]) => words.say(label, 'id')
    const { name, position, unitName: unit, title, quarter, reason, decidedAt } = award
    const date = decidedAt ? say(text('awards:sheet.date', { day: office.today(decidedAt) })) : ''
    return {
      office: settings.office,
      name,
      award: title,
      reason,
      date,
      heading: say(text('awards:sheet.heading')),
      number: say(text('awards:sheet.number', { number })),
      givenTo: say(text('awards:sheet.givenTo')),
      who: position === null ? '' : say(beside(position, unit)),
      as: say(text('awards:sheet.as')),
      quarter: say(quarterText(quarter)),
      signerName: settings.signerName,
      signerPosition: settings.signerPosition,
      signerNip: settings.signerNip && say(text('awards:sheet.nip', { nip: settings.signerNip })),
      checkTitle: say(text('awards:sheet.checkTitle')),
      checkBody: say(text('awards:sheet.checkBody')),
      emblem: settings.emblemId ? await emblemOf(files, settings.emblemId) : null,
      qr: qrModules(`${baseUrl}/${PAGE}/${code}`),
    }
  }

  return { certificate }
}
