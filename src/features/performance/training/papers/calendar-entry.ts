/** A training as an entry for one's own calendar. */
import ical from 'ical-generator'
import type { Training } from '../catalogue/repository.ts'

export const ICS_MIME = 'text/calendar'

export function icsOf(training: Training, now: Date): Uint8Array {
  const { id, title, about, startsAt, endsAt, place, version } = training
  const calendar = ical({ prodId: { company: 'Rekan', product: 'Pelatihan', language: 'ID' } })
  calendar.createEvent({
    // The same entry when it is taken anew after a change, with the higher number winning.
    id: `pelatihan-${id}@rekan`,
    sequence: version,
    stamp: now,
    start: startsAt,
    end: endsAt,
    summary: title,
    location: place,
    ...(about && { description: about }),
  })
  return new TextEncoder().encode(calendar.toString())
}
