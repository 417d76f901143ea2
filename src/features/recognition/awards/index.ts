import { defineFeature, type PublicPage } from '../../../chat/contributions.ts'
import { text, type Words } from '../../../chat/i18n/words.ts'
import { dayOf } from '../../../domain/calendar/office-day.ts'
import type { Files } from '../../../platform/files/files.ts'
import { createAnnouncing } from './announcing.ts'
import { titleOf } from './cards.ts'
import { createPapers, PAGE } from './certificate/papers.ts'
import { decideScreens } from './decide-screens.ts'
import { createDrafting, type MeritPorts } from './drafting.ts'
import { createKinds } from './kinds/kinds.ts'
import { awardNotices } from './notifications.ts'
import { officerScreens } from './officer-screens.ts'
import { awardsPersonalData } from './personal-data.ts'
import { createReading } from './reading.ts'
import { awardOfCode } from './repository.ts'
import { awardScreens } from './screens.ts'
import { type AwardDeps, createService } from './service.ts'
import { createSetup } from './setup.ts'
import { setupScreens } from './setup-screens.ts'

export interface AwardFeatureDeps extends AwardDeps {
  files: Files
  words: Words
  /** Where Rekan's pages are, without a slash at the end: it stands in the QR code. */
  baseUrl: string
  merits: MeritPorts
}

/** Awards: kinds with an open formula, candidates after each quarter, two who decide, and a certificate that proves itself. */
export function createAwards(deps: AwardFeatureDeps) {
  const service = createService(deps)
  const [kinds, papers, reading] = [createKinds(deps), createPapers(deps), createReading(deps, service)]
  const drafting = createDrafting(deps, deps.merits)
  const { people, words } = deps
  const decide = decideScreens({ service, reading })
  const own = awardScreens({ service, reading, kinds, papers, decide: decide.moves })
  const officerMenu = officerScreens({ service, kinds, drafting, reading, people, words })
  const setup = setupScreens(createSetup(deps))
  return defineFeature({
    name: 'awards',
    api: null,
    commands: own.commands ?? [],
    actions: [own, decide, officerMenu, setup].flatMap(({ actions }) => actions ?? []),
    forms: [decide, officerMenu, setup].flatMap(({ forms }) => forms ?? []),
    officerMenu: [...(officerMenu.officerMenu ?? []), ...(setup.officerMenu ?? [])],
    notifications: awardNotices({
      service,
      certificates: own.certificates,
      askedCard: decide.askedCard,
      officerMenuCard: officerMenu.officerMenuCard,
    }),
    ticks: [
      { name: 'award.draft', run: drafting.tick },
      { name: 'award.announce', run: createAnnouncing(deps) },
    ],
    pages: [proof(deps)],
    extensions: [awardsPersonalData],
  })
}

/** What whoever scans a certificate reads: whose it is, for what, of which day, and whether it stands. */
const proof = ({ db, office }: AwardDeps): PublicPage => ({
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
        [text('awards:proof.date'), text('awards:sheet.date', { day: dayOf(award.decidedAt, office.zone) })],
      ],
    }
  },
})
