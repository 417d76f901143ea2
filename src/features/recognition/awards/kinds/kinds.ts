/** The officer's kinds of awards. */

import { type Key, text, type Words } from '../../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../../chat/model.ts'
import type { Database, Tx } from '../../../../platform/database/database.ts'
import type { Ids } from '../../../../platform/ids.ts'
import type { Transact } from '../../../../platform/unit-of-work.ts'
import { type Kind, PRESET_TERMS, PRESETS, type Preset } from '../rules.ts'
import type { Terms } from './repository.ts'
import * as repository from './repository.ts'

const WORDS = {
  exemplary: { name: 'awards:preset.exemplary', about: 'awards:preset.exemplaryAbout' },
  innovator: { name: 'awards:preset.innovator', about: 'awards:preset.innovatorAbout' },
  service: { name: 'awards:preset.service', about: 'awards:preset.serviceAbout' },
  team: { name: 'awards:preset.team', about: 'awards:preset.teamAbout' },
} as const satisfies Record<Preset, { name: Key; about: Key }>
const keyOf = (preset: Preset) => `preset:${preset}`

export type Kinds = ReturnType<typeof createKinds>

interface KindsDeps {
  db: Database
  transact: Transact
  ids: Ids
  words: Words
}

export function createKinds({ db, transact, ids, words }: KindsDeps) {
  async function kind(id: string, tx: Tx = db.client): Promise<Kind> {
    const found = await repository.kindById(tx, id)
    if (!found) throw new Refusal(text('chat:refused.button'))
    return found
  }

  /** @param id of the kind that is changed; null for a new one */
  async function save(context: RequestContext, id: string | null, terms: Terms): Promise<void> {
    await transact(context, async work => {
      if (id !== null) {
        await kind(id, work.tx)
        await repository.changeKind(work.tx, id, terms)
        return work.record({ action: 'award.kind.changed', subject: id })
      }
      const row = { id: ids.next(), requestKey: context.key, createdAt: context.now, terms }
      const made = await repository.addKind(work.tx, row)
      if (made === row.id) work.record({ action: 'award.kind.added', subject: made })
    })
  }

  /** The ready-made kinds that are not there yet. Two officers who tap at once make each of them once. */
  async function addPresets(context: RequestContext): Promise<void> {
    await transact(context, async work => {
      await work.lock('award.presets')
      const made = await repository.madeBy(work.tx, PRESETS.map(keyOf))
      for (const preset of PRESETS.filter(one => !made.has(keyOf(one)))) {
        const { name, about } = WORDS[preset]
        // An office paper is in Indonesian, whoever reads it.
        const said = { name: words.say(text(name), 'id'), about: words.say(text(about), 'id') }
        const terms = { ...PRESET_TERMS[preset], ...said }
        const row = { id: ids.next(), requestKey: keyOf(preset), createdAt: context.now, terms }
        await repository.addKind(work.tx, row)
        work.record({ action: 'award.kind.added', subject: row.id })
      }
    })
  }

  /** Given no more, or given again. What was awarded stays. */
  async function retire(context: RequestContext, id: string, given: boolean): Promise<void> {
    await transact(context, async work => {
      await kind(id, work.tx)
      await repository.retireKind(work.tx, id, given ? null : context.now)
      work.record({ action: given ? 'award.kind.revived' : 'award.kind.retired', subject: id })
    })
  }

  return {
    kind,
    save,
    addPresets,
    retire,
    all: () => repository.kinds(db.client),
    missingPresets: async () =>
      PRESETS.length - (await repository.madeBy(db.client, PRESETS.map(keyOf))).size,
  }
}
