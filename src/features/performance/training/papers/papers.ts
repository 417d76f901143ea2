/** Files that are made or fetched when somebody asks: calendar entry, certificate. */

import { text, type Words } from '../../../../chat/i18n/words.ts'
import type { FileRef } from '../../../../chat/model.ts'
import { EVIDENCE_MIMES, type Evidence, MAX_EVIDENCE_BYTES } from '../../../../platform/files/evidence.ts'
import type { Files } from '../../../../platform/files/files.ts'
import type { PeopleService } from '../../../organisation/people/api.ts'
import { whenText } from '../cards.ts'
import type { Training } from '../catalogue/repository.ts'
import type { Place } from '../places/repository.ts'
import { ICS_MIME, icsOf } from './calendar-entry.ts'
import { certificatePdf } from './certificate-pdf.ts'

/** Made anew whenever it is asked for, so a day is long enough. */
const KEEP_DAYS = 1

export type Papers = ReturnType<typeof createPapers>

export interface PapersDeps {
  files: Files
  evidence: Evidence
  people: Pick<PeopleService, 'person'>
  words: Words
}

export function createPapers({ files, evidence, people, words }: PapersDeps) {
  const ics = (training: Training, now: Date): Promise<FileRef> =>
    files.put({ name: 'pelatihan.ics', mime: ICS_MIME, bytes: icsOf(training, now) }, KEEP_DAYS)

  /** What the participant handed in; else the office's own sheet, where a number was given. */
  async function certificate(training: Training, place: Place): Promise<FileRef | null> {
    const { certificateFileId: id, certificateName: name, certificateMime: mime } = place
    if (id && name && mime) return evidence.show({ id, name, mime })
    if (!place.certificateNumber) return null
    const bytes = await certificatePdf(await sheet(training, place, place.certificateNumber))
    return files.put({ name: 'sertifikat.pdf', mime: 'application/pdf', bytes }, KEEP_DAYS)
  }

  async function sheet(training: Training, { personId }: Place, number: string) {
    const { name } = await people.person(personId)
    // A certificate is an office paper: always in Indonesian, whoever reads it.
    const say = (label: Parameters<Words['say']>[0]) => words.say(label, 'id')
    return {
      heading: say(text('training:sheet.heading')),
      number: say(text('training:sheet.number', { number })),
      intro: say(text('training:sheet.intro')),
      name,
      body: say(text('training:sheet.body')),
      title: training.title,
      facts: [
        say(text('training:sheet.provider', { provider: training.provider })),
        say(whenText(training)),
        say(text('training:hours.jp', { hours: training.hours })),
      ],
    }
  }

  return { ics, certificate, takes: { mimes: EVIDENCE_MIMES, maxBytes: MAX_EVIDENCE_BYTES } }
}
