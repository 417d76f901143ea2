import type { RequestContext } from '../../../../chat/model.ts'
import { maskNip } from '../../../../domain/nip.ts'
import type { Database } from '../../../../platform/database/database.ts'
import type { Files } from '../../../../platform/files/files.ts'
import type { Transact } from '../../../../platform/unit-of-work.ts'
import { createEmblem } from '../certificate/emblem.ts'
import { type Settings, saveSettings, settingsOf } from './settings.ts'

export type Setup = ReturnType<typeof createSetup>

interface SetupDeps {
  db: Database
  transact: Transact
  files: Files
}

export function createSetup(deps: SetupDeps) {
  const { db, transact } = deps
  const emblem = createEmblem(deps)

  /** @param nip empty: none is printed; else only its last digits are kept. */
  async function save(
    context: RequestContext,
    { nip, ...said }: Omit<Settings, 'emblemId' | 'signerNip'> & { nip: string },
  ): Promise<void> {
    const digits = nip.replaceAll(/\D/g, '')
    await transact(context, async work => {
      await work.lock('award.settings')
      const before = await settingsOf(work.tx)
      await saveSettings(work.tx, { ...before, ...said, signerNip: digits ? maskNip(digits) : null })
      work.record({ action: 'award.settings', subject: null })
    })
  }
  return { settings: () => settingsOf(db.client), save, keepEmblem: emblem.keep, removeEmblem: emblem.remove }
}
