import { defineFeature, type PublicPage } from '../../../chat/contributions.ts'
import { text, type Words } from '../../../chat/i18n/words.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Files } from '../../../platform/files/files.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Transact } from '../../../platform/unit-of-work.ts'
import type { Notify } from '../../organisation/notify/api.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import type { AppraisalApi } from '../../performance/appraisal/api.ts'
import type { CycleService } from '../../performance/cycle/api.ts'
import type { TargetsApi } from '../../performance/targets/api.ts'
import type { KudosApi } from '../kudos/api.ts'
import { titleOf } from './cards.ts'
import { createPapers, PAGE } from './certificate/papers.ts'
import { createAnnouncing } from './deciding/announcing.ts'
import { decideScreens } from './deciding/decide-screens.ts'
import { createMessages } from './deciding/messages.ts'
import { awardNotifications } from './deciding/notifications.ts'
import { createService } from './deciding/service.ts'
import { createDrafting } from './drafting/drafting.ts'
import { officerScreens } from './drafting/officer-screens.ts'
import { createKinds } from './kinds/kinds.ts'
import { awardsPersonalData } from './personal-data.ts'
import { createReading } from './reading.ts'
import { awardOfCode } from './repository.ts'
import { awardScreens } from './screens.ts'
import { createSetup } from './setup/setup.ts'
import { setupScreens } from './setup/setup-screens.ts'

export interface AwardsDeps {
  db: Database
  transact: Transact
  ids: Ids
  files: Files
  words: Words
  office: Office
  notify: Pick<Notify, 'reached' | 'groupsOf'>
  people: Pick<PeopleService, 'person' | 'membersOf' | 'withRole' | 'units'>
  cycle: Pick<CycleService, 'published'>
  targets: Pick<TargetsApi, 'achievementsOf'>
  appraisal: Pick<AppraisalApi, 'published'>
  kudos: Pick<KudosApi, 'rankedCounts'>
  /** Where Rekan's pages are, without a slash at the end: it stands in the QR code. */
  baseUrl: string
}

/** Awards: kinds with an open formula, candidates after each quarter, two who decide, and a certificate that proves itself. */
export function createAwards(deps: AwardsDeps) {
  const { db, people, words, office } = deps
  const messages = createMessages(deps)
  const service = createService({ ...deps, messages })
  const [kinds, drafting, reading] = [createKinds(deps), createDrafting(deps), createReading(db, service)]
  const decide = decideScreens({ service, reading })
  const own = awardScreens({
    time: office,
    reading,
    kinds,
    papers: createPapers(deps),
    decisions: decide.decisions,
  })
  const officer = officerScreens({ service, kinds, drafting, reading, people, words })
  const setup = setupScreens(createSetup(deps))
  return defineFeature({
    name: 'awards',
    api: null,
    commands: own.commands ?? [],
    actions: [own, decide, officer, setup].flatMap(({ actions }) => actions ?? []),
    forms: [decide, officer, setup].flatMap(({ forms }) => forms ?? []),
    officerMenu: [...(officer.officerMenu ?? []), ...setup.officerMenu],
    notifications: awardNotifications({
      service,
      certificates: own.certificates,
      askedCard: decide.askedCard,
      officerMenuCard: officer.officerMenuCard,
    }),
    ticks: [
      { name: 'award.draft', run: drafting.tick },
      { name: 'award.announce', run: createAnnouncing({ ...deps, messages }) },
    ],
    pages: [proof(db, office)],
    extensions: [awardsPersonalData],
  })
}

/** What whoever scans a certificate reads: whose it is, for what, of which day, and whether it stands. */
const proof = (db: Database, office: Office): PublicPage => ({
  path: PAGE,
  show: async code => {
    const award = await awardOfCode(db.client, code)
    if (!award?.decidedAt) return null
    const genuine = award.state === 'approved'
    return {
      title: text('awards:proof.title'),
      verdict: text(genuine ? 'awards:proof.genuine' : 'awards:proof.withdrawn'),
      genuine,
      rows: [
        [text('awards:fact.recipient'), award.name],
        [text('awards:proof.award'), titleOf(award)],
        [text('awards:proof.date'), text('awards:sheet.date', { day: office.today(award.decidedAt) })],
      ],
    }
  },
})
