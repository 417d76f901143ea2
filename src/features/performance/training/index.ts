import { defineFeature, type RegisteredAction } from '../../../chat/contributions.ts'
import { text, type Words } from '../../../chat/i18n/words.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Evidence } from '../../../platform/files/evidence.ts'
import type { Files } from '../../../platform/files/files.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Transact } from '../../../platform/unit-of-work.ts'
import type { Notify } from '../../organisation/notify/api.ts'
import { type PeopleService, type ProfileRow, profileRows } from '../../organisation/people/api.ts'
import type { TrainingApi } from './api.ts'
import { screenCode } from './attendance/code.ts'
import { createEvaluation } from './attendance/evaluation.ts'
import { roomPage, SCREEN } from './attendance/room-page.ts'
import { roomScreens } from './attendance/room-screens.ts'
import { createAttendance } from './attendance/service.ts'
import { createWalkIn } from './attendance/walk-in.ts'
import { hoursText } from './cards.ts'
import { trainingImport } from './catalogue/import.ts'
import { officerScreens } from './catalogue/officer-screens.ts'
import { catalogueScreens } from './catalogue/screens.ts'
import { createCatalogue } from './catalogue/service.ts'
import { consentScreens } from './consent/screens.ts'
import { createConsent } from './consent/service.ts'
import { createDue } from './due.ts'
import { trainingNotifications } from './notifications.ts'
import { outsideScreens } from './outside/screens.ts'
import { createOutside } from './outside/service.ts'
import { createCertificates } from './papers/certificates.ts'
import { createPapers } from './papers/papers.ts'
import { trainingPersonalData } from './personal-data.ts'
import { createLookup } from './places/lookup.ts'
import { createReading } from './places/reading.ts'
import { createPlaces } from './places/service.ts'
import { trainingScreens } from './screens.ts'
import { suggestionBlocks } from './suggestions/card.ts'
import { createHours, type HoursOf } from './suggestions/hours.ts'
import { createNeeds } from './suggestions/needs.ts'
import { suggestedFor } from './suggestions/rules.ts'
import { createSuggestions } from './suggestions/service.ts'

export interface TrainingDeps {
  db: Database
  ids: Ids
  clock: Pick<Clock, 'now'>
  files: Files
  words: Words
  evidence: Evidence
  office: Office
  notify: Pick<Notify, 'groupsOf'>
  people: PeopleService
  transact: Transact
  /** Where Rekan's pages are, without a slash at the end; null: where nobody else reaches them. */
  pagesAt: string | null
}

/** Trainings: the catalogue, seats and waiting lists, attendance by a code, JP hours, and what is needed where. */
export function createTraining(deps: TrainingDeps) {
  const services = createServices(deps)
  const { needs, suggestions } = services
  const { take, ...contributions } = createContributions(deps, services)
  const api: TrainingApi = {
    openFor: suggestions.openFor,
    noteNeed: needs.note,
    dropNeed: needs.drop,
    suggestions: async (criterion, personId, now, tx) => {
      const offers = suggestedFor(criterion, await suggestions.openFor(personId, now, tx))
      return offers.length > 0 ? suggestionBlocks(criterion, offers, take) : []
    },
  }
  return defineFeature({ name: 'training', api, ...contributions })
}

function createServices(deps: TrainingDeps) {
  const lookup = createLookup(deps)
  const withLookup = { ...deps, lookup }
  const attendance = createAttendance(withLookup)
  return {
    lookup,
    attendance,
    places: createPlaces(withLookup),
    reading: createReading(withLookup),
    catalogue: createCatalogue(withLookup),
    walkIns: createWalkIn(withLookup),
    evaluation: createEvaluation(withLookup),
    certificates: createCertificates(withLookup),
    consent: createConsent(withLookup),
    due: createDue(withLookup),
    outside: createOutside(deps),
    papers: createPapers(deps),
    suggestions: createSuggestions(deps),
    needs: createNeeds(deps),
    hoursOf: createHours(deps),
  }
}

function createContributions(deps: TrainingDeps, services: ReturnType<typeof createServices>) {
  const { office, pagesAt } = deps
  const outside = outsideScreens({ outside: services.outside, office, takes: services.papers.takes })
  const room = roomScreens({
    attendance: services.attendance,
    walkIns: services.walkIns,
    screenOf: training => pagesAt && `${pagesAt}/${SCREEN}/${screenCode(training)}`,
  })
  const one = trainingScreens({ ...services, room: room.actions })
  const catalogue = catalogueScreens({ ...services, show: one.actions.show, outside: outside.blocks })
  const officer = officerScreens({
    ...services,
    people: deps.people,
    zone: office.zone,
    outside: outside.toWaiting,
    room: room.actions,
  })
  const consent = consentScreens({ ...services, people: deps.people })
  const sheets = trainingImport({ ...deps, catalogue: services.catalogue })
  const screens: { actions: readonly RegisteredAction[] }[] = [
    one.contributions,
    catalogue,
    officer,
    consent,
    sheets,
    room.contributions,
  ]
  return {
    take: one.take,
    extensions: [trainingPersonalData, profileRows.contribute('training hours', hoursRow(services.hoursOf))],
    commands: catalogue.commands,
    actions: [...screens.flatMap(({ actions }) => actions), ...outside.contributions.actions],
    forms: [
      ...one.contributions.forms,
      ...officer.forms,
      ...consent.forms,
      ...room.contributions.forms,
      ...sheets.forms,
      ...outside.contributions.forms,
    ],
    officerMenu: officer.officerMenu,
    receivers: sheets.receivers,
    notifications: [
      ...trainingNotifications({ ...services, office, actions: one.actions }),
      ...consent.notifications,
      ...outside.contributions.notifications,
    ],
    ticks: [{ name: 'training.due', run: services.due }],
    pages: [roomPage(deps)],
  }
}

/** In the profile: hours of this year. */
const hoursRow =
  (hoursOf: HoursOf): ProfileRow =>
  async (personId, now) => {
    const hours = await hoursOf(personId, now)
    return [text('training:profile.hours', { year: String(hours.year) }), hoursText(hours)]
  }
