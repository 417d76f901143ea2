import { defineFeature } from '../../../chat/contributions.ts'
import type { Words } from '../../../chat/i18n/words.ts'
import { text } from '../../../chat/i18n/words.ts'
import { type ProfileRow, profileRows } from '../../organisation/people/api.ts'
import type { TrainingApi } from './api.ts'
import { screenCode } from './attendance/code.ts'
import { roomPage, SCREEN } from './attendance/room-page.ts'
import { roomScreens } from './attendance/room-screens.ts'
import { createAttendance } from './attendance/service.ts'
import { createWalkIn } from './attendance/walk-in.ts'
import { hoursText } from './cards.ts'
import { importing } from './catalogue/import.ts'
import { officerScreens } from './catalogue/officer-screens.ts'
import { createCatalogue } from './catalogue/service.ts'
import { consentScreens } from './consent/screens.ts'
import { createConsent } from './consent/service.ts'
import { createDue } from './due.ts'
import { trainingNotices } from './notifications.ts'
import { outsideScreens } from './outside/screens.ts'
import { createOutside } from './outside/service.ts'
import { createPapers } from './papers/papers.ts'
import { trainingPersonalData } from './personal-data.ts'
import { createReading } from './places/reading.ts'
import { createPlaces, type TrainingDeps } from './places/service.ts'
import { trainingScreens } from './screens.ts'
import { suggestionBlocks } from './suggestions/card.ts'
import { createHours } from './suggestions/hours.ts'
import { createNeeds } from './suggestions/needs.ts'
import { suggestedFor } from './suggestions/rules.ts'
import { createSuggestions } from './suggestions/service.ts'

/** Trainings: the catalogue, seats and waiting lists, attendance by a code, JP hours, and what is needed where. */
export function createTraining(
  deps: TrainingDeps & {
    words: Words
    clock: { now(): Date }
    /** Where Rekan's pages are, without a slash at the end; null: where nobody else reaches them. */
    pagesAt: string | null
  },
) {
  const places = createPlaces(deps)
  const catalogue = createCatalogue(deps, places)
  const attendance = createAttendance(deps, places)
  const suggestions = createSuggestions(deps)
  const hoursOf = createHours(deps)
  const needs = createNeeds(deps)
  const reading = createReading(deps, places, suggestions, hoursOf)
  const papers = createPapers(deps)
  const outside = outsideScreens({ outside: createOutside(deps), takes: papers.takes })
  const { people } = deps
  const room = roomScreens({
    attendance,
    walkIns: createWalkIn(deps, places, attendance),
    screenOf: training => deps.pagesAt && `${deps.pagesAt}/${SCREEN}/${screenCode(training)}`,
  })
  const officerMenu = officerScreens({
    catalogue,
    places,
    attendance,
    reading,
    needs,
    people,
    outside: outside.toWaiting,
    room: room.moves,
    zone: deps.office.zone,
  })
  const screens = trainingScreens({
    places,
    attendance,
    reading,
    papers,
    outside: outside.blocks,
    trainer: room.moves,
  })
  const asked = consentScreens({ places, consent: createConsent(deps, places), people })
  const notifications = trainingNotices({ places, reading, moves: screens.moves, now: deps.clock.now })
  const sheets = importing(deps, catalogue)
  const api: TrainingApi = {
    openFor: suggestions.openFor,
    trainingsFor: async (criterion, personId, now, tx) =>
      suggestedFor(criterion, await suggestions.openFor(personId, now, tx)),
    noteNeed: needs.note,
    dropNeed: needs.drop,
    suggestions: async (criterion, personId, now, tx) => {
      const offers = suggestedFor(criterion, await suggestions.openFor(personId, now, tx))
      return offers.length > 0 ? suggestionBlocks(criterion, offers, screens.take) : []
    },
  }
  const profileRow: ProfileRow = async (personId, now) => {
    const hours = await hoursOf(personId, now)
    return [text('training:profile.hours', { year: String(hours.year) }), hoursText(hours)]
  }
  return defineFeature({
    name: 'training',
    api,
    extensions: [trainingPersonalData, profileRows.contribute('training hours', profileRow)],
    commands: screens.commands,
    actions: [
      ...screens.actions,
      ...officerMenu.actions,
      ...asked.actions,
      ...sheets.actions,
      ...room.actions,
      ...outside.actions,
    ],
    forms: [...screens.forms, ...officerMenu.forms, ...asked.forms, ...room.forms, ...outside.forms],
    officerMenu: officerMenu.officerMenu,
    receivers: [sheets.receiver],
    notifications: [...notifications, ...asked.notifications, ...outside.notifications],
    ticks: [{ name: 'training.due', run: createDue(deps, places) }],
    pages: [roomPage(deps)],
  })
}
