import { defineFeature } from '../../../chat/contributions.ts'
import type { RequestContext } from '../../../chat/model.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import { createImports, type ImportDeps } from './import-service.ts'
import { ownScreens } from './own-screens.ts'
import { attendancePersonalData } from './personal-data.ts'
import { ruleForm } from './rule-form.ts'
import { attendanceScreens } from './screens.ts'
import { createAttendanceApi } from './service.ts'
import { mappingOf, saveMapping } from './settings.ts'

/** The attendance machine's files, and the office's own open score of them. */
export function createAttendance(deps: ImportDeps & { people: PeopleService }) {
  const { db, audit, people } = deps
  const imports = createImports(deps)
  const names = {
    own: async () => Object.values(await mappingOf(db.client)),
    forget: async ({ actor, now }: RequestContext) =>
      db.transaction(async tx => {
        await saveMapping(tx, {})
        const note = { at: now, actorId: actor.personId, action: 'attendance.columns', subject: null }
        await audit.note(tx, { ...note, detail: { columns: [] } })
      }),
  }
  const officerMenu = attendanceScreens({ imports, people, rule: ruleForm({ db, audit, people }), names })
  const door = createAttendanceApi(deps)
  const own = ownScreens({ door, office: deps.office })
  return defineFeature({
    name: 'attendance',
    api: { ...door, ownButton: own.button },
    ...officerMenu,
    actions: [...(officerMenu.actions ?? []), ...own.actions],
    extensions: [attendancePersonalData],
  })
}
