/** The officer's kinds of awards. */

import { type Key, text, type Words } from '../../../../chat/i18n/words.ts'
import { type Asking, Refusal } from '../../../../chat/model.ts'
import type { Tx } from '../../../../platform/database/database.ts'
import { type Kind, PRESET_TERMS, PRESETS, type Preset } from '../rules.ts'
import type { AwardDeps } from '../service.ts'
import type { Terms } from './repository.ts'
import * as store from './repository.ts'

const WORDS = {
  exemplary: { name: 'awards:preset.exemplary', about: 'awards:preset.exemplaryAbout' },
  innovator: { name: 'awards:preset.innovator', about: 'awards:preset.innovatorAbout' },
  service: { name: 'awards:preset.service', about: 'awards:preset.serviceAbout' },
  team: { name: 'awards:preset.team', about: 'awards:preset.teamAbout' },
} as const satisfies Record<Preset, { name: Key; about: Key }>
const keyOf = (preset: Preset) => `preset:${preset}`

export type Kinds = ReturnType<typeof createKinds>

export function createKinds({ db, ids, audit, words }: AwardDeps & { words: Words }) {
  async function kind(id: string, tx: Tx = db.client): Promise<Kind> {
    const found = await store.kindById(tx, id)
    if (!found) throw new Refusal(text('chat:refused.button'))
    return found
  }
  async function note({ actor, now }: Asking, tx: Tx, action: string, subject: string) {
    await audit.note(tx, { at: now, actorId: actor.personId, action, subject, detail: {} })
  }

  /** @param id of the kind that is changed; null for a new one */
  async function save(asking: Asking, id: string | null, terms: Terms): Promise<void> {
    await db.transaction(async tx => {
      if (id !== null) {
        await kind(id, tx)
        await store.changeKind(tx, id, terms)
        return note(asking, tx, 'award.kind.changed', id)
      }
      const row = { id: ids.next(), requestKey: asking.key, createdAt: asking.now, terms }
      const made = await store.addKind(tx, row)
      if (made === row.id) await note(asking, tx, 'award.kind.added', made)
    })
  }

  /** The ready-made kinds that are not there yet. Two officers who tap at once make each of them once. */
  async function addPresets(asking: Asking): Promise<void> {
    await db.transaction(async tx => {
      await db.lock(tx, 'award.presets')
      const made = await store.madeBy(tx, PRESETS.map(keyOf))
      for (const preset of PRESETS.filter(one => !made.has(keyOf(one)))) {
        const { name, about } = WORDS[preset]
        // An office paper is in Indonesian, whoever reads it.
        const said = { name: words.say(text(name), 'id'), about: words.say(text(about), 'id') }
        const terms = { ...PRESET_TERMS[preset], ...said }
        const row = { id: ids.next(), requestKey: keyOf(preset), createdAt: asking.now, terms }
        await store.addKind(tx, row)
        await note(asking, tx, 'award.kind.added', row.id)
      }
    })
  }

  /** Given no more, or given again. What was awarded stays. */
  async function retire(asking: Asking, id: string, given: boolean): Promise<void> {
    await db.transaction(async tx => {
      await kind(id, tx)
      await store.retireKind(tx, id, given ? null : asking.now)
      await note(asking, tx, given ? 'award.kind.revived' : 'award.kind.retired', id)
    })
  }

  return {
    kind,
    save,
    addPresets,
    retire,
    all: () => store.kinds(db.client),
    missingPresets: async () => PRESETS.length - (await store.madeBy(db.client, PRESETS.map(keyOf))).size,
  }
}
