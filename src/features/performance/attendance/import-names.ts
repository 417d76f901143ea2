/** What the office calls its columns and means by its remarks: said once, kept for all files that follow. */
import type { Transact, WorkContext } from '../../../platform/unit-of-work.ts'
import type { Mapping } from './reading/columns.ts'
import { type OwnWords, remarkKey } from './reading/remarks.ts'
import { mappingOf, saveMapping, saveWords, wordsOf } from './settings.ts'

export async function remember(
  { transact }: { transact: Transact },
  importer: WorkContext,
  { mapping, words }: { mapping: Mapping; words: OwnWords },
): Promise<void> {
  const [columns, meant] = [Object.keys(mapping), Object.entries(words)]
  if (columns.length + meant.length === 0) return
  const keyed = Object.fromEntries(meant.map(([said, remark]) => [remarkKey(said), remark]))
  await transact(importer, async ({ tx, record }) => {
    if (columns.length > 0) {
      await saveMapping(tx, { ...(await mappingOf(tx)), ...mapping })
      record({ action: 'attendance.columns', subject: null, detail: { columns } })
    }
    if (meant.length === 0) return
    await saveWords(tx, { ...(await wordsOf(tx)), ...keyed })
    record({ action: 'attendance.words', subject: null, detail: { words: keyed } })
  })
}
