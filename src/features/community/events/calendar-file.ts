import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'

export interface Entry {
  id: string
  title: string
  about: string
  place: string
  startsAt: Date
  endsAt: Date
  changedAt: Date
  revision: number
  cancelled: boolean
}

/**
 * An .ics file (RFC 5545) of one event. The UID stays and SEQUENCE rises, so that a calendar changes or
 * removes what it has. Times are UTC: a reader's calendar shows them in its own zone.
 */
export function icsOf({ id, title, about, place, cancelled, ...entry }: Entry): string {
  const calendar = ical({
    prodId: { company: 'Rekan', product: 'Rekan' },
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  })
  calendar.createEvent({
    id: `${id}@rekan`,
    sequence: entry.revision,
    stamp: entry.changedAt,
    start: entry.startsAt,
    end: entry.endsAt,
    summary: title,
    description: about,
    location: place,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  })
  return calendar.toString()
}
