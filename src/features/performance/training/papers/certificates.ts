/** Certificates: handed in by participants, or numbered by the office. */
import { text } from '../../../../chat/i18n/words.ts'
import { type FileRef, Refusal, type RequestContext } from '../../../../chat/model.ts'
import type { Office } from '../../../../domain/calendar/office.ts'
import { quarterOf, yearOf } from '../../../../domain/calendar/quarter.ts'
import type { Evidence } from '../../../../platform/files/evidence.ts'
import type { Transact, Work } from '../../../../platform/unit-of-work.ts'
import type { Lookup } from '../places/lookup.ts'
import { placeMessage } from '../places/messages.ts'
import { certificatesLike, changePlace, placesIn } from '../places/repository.ts'

export interface CertificatesDeps {
  evidence: Evidence
  office: Office
  transact: Transact
  lookup: Lookup
}
export type CertificatesService = ReturnType<typeof createCertificates>

export function createCertificates(deps: CertificatesDeps) {
  const { transact, lookup, evidence } = deps
  /** The participant's own certificate, as the organiser gave it; one handed in before is replaced. */
  async function upload(context: RequestContext, id: string, sent: FileRef): Promise<void> {
    const { place } = await lookup.attended(context, id)
    const kept = await evidence.keep(sent)
    if (!kept.ok) throw new Refusal(text('training:certificate.badFile'))
    const { file } = kept
    await transact(context, async work => {
      await changePlace(work.tx, place.id, {
        certificateFileId: file.id,
        certificateName: file.name,
        certificateMime: file.mime,
        certificateAt: work.now,
      })
    })
    if (place.certificateFileId) await evidence.remove(place.certificateFileId)
  }

  /** A number for everyone who was there; the sheet itself is drawn when it is asked for. @returns how many */
  const issue = (context: RequestContext, id: string): Promise<number> =>
    transact(context, work => number(deps, work, id))

  return { upload, issue }
}

async function number({ lookup, office }: CertificatesDeps, work: Work, id: string): Promise<number> {
  // One counter a year: certificates of two trainings must not get the same number.
  await work.lock('training.certificates', `training:${id}`)
  const training = await lookup.training(id, work.tx)
  if (work.now < training.endsAt || training.cancelledAt)
    throw new Refusal(text('training:certificate.notYet'))
  const ending = `/PK/${yearOf(quarterOf(office.today(work.now)))}`
  let last = await certificatesLike(work.tx, ending)
  const present = (await placesIn(work.tx, id, ['joined'])).filter(
    ({ attendance, certificateNumber }) => attendance === 'present' && certificateNumber === null,
  )
  for (const place of present) {
    const certificateNumber = `${String(++last).padStart(4, '0')}${ending}`
    await changePlace(work.tx, place.id, { certificateNumber, certificateAt: work.now })
  }
  work.notify(...present.map(place => placeMessage(place, 'training.certificate', 'office-hours')))
  if (present.length > 0)
    work.record({ action: 'training.certificates', subject: id, detail: { people: present.length } })
  return present.length
}
