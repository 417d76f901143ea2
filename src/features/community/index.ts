/** What brings people together: events, coffee, celebrations, and how they are. */
import type { Words } from '../../chat/i18n/words.ts'
import type { Office } from '../../domain/calendar/office.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Files } from '../../platform/files/files.ts'
import type { Ids } from '../../platform/ids.ts'
import type { Transact } from '../../platform/unit-of-work.ts'
import type { Notify } from '../organisation/notify/api.ts'
import type { PeopleService } from '../organisation/people/api.ts'
import { createCelebrations } from './celebrations/index.ts'
import { createCoffee } from './coffee/index.ts'
import { createEvents } from './events/index.ts'
import { createPulse } from './pulse/index.ts'

export interface CommunityDeps {
  db: Database
  ids: Ids
  words: Words
  files: Files
  office: Office
  notify: Notify
  transact: Transact
  people: PeopleService
}

export function createCommunity({ db, ids, words, files, office, notify, transact, people }: CommunityDeps) {
  const coffee = createCoffee({ db, ids, office, transact, people })
  const celebrations = createCelebrations({ db, office, notify, transact, people })
  const beside = [coffee.api.button, celebrations.api.button]
  const events = createEvents({ db, ids, files, office, notify, transact, people, beside })
  const pulse = createPulse({ db, words, files, office, transact, people })
  return { coffee, celebrations, events, pulse }
}
