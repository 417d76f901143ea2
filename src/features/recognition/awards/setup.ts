import type { RequestContext } from '../../../chat/model.ts'
import { maskNip } from '../../../domain/nip.ts'
import type { Files } from '../../../platform/files/files.ts'
import { createEmblem } from './certificate/emblem.ts'
import type { AwardDeps } from './service.ts'
import { type Settings, saveSettings, settingsOf } from './settings.ts'

export type Setup = ReturnType<typeof createSetup>

export function createSetup(deps: AwardDeps & { files: Files }) {
  const { db, audit } = deps
  const emblem = createEmblem(deps)

  /** @param nip empty: none is printed; else only its last digits are kept. */
  async function save(
    { actor, now }: RequestContext,
    { nip, ...said }: Omit<Settings, 'emblemId' | 'signerNip'> & { nip: string },
  ): Promise<void> {
    const digits = nip.replaceAll(/\D/g, '')
    await db.transaction(async tx => {
      await db.lock(tx, 'award.settings')
      const before = await settingsOf(tx)
      await saveSettings(tx, { ...before, ...said, signerNip: digits ? maskNip(digits) : null })
      await audit.note(tx, {
        at: now,
        actorId: actor.personId,
        action: 'award.settings',
        subject: null,
        detail: {},
      })
    })
  }
  return { settings: () => settingsOf(db.client), save, keepEmblem: emblem.keep, removeEmblem: emblem.remove }
}
