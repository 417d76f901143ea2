import { defineFeature } from '../../../chat/contributions.ts'
import type { RequestContext } from '../../../chat/model.ts'
import type { Transact } from '../../../platform/unit-of-work.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import { createImports, type ImportDeps } from './import-service.ts'
import { ownScreens } from './own-screens.ts'
import { attendancePersonalData } from './personal-data.ts'
import { pinScreens } from './pins.ts'
import { ASKED } from './reading/columns.ts'
import { ruleForm } from './rule-form.ts'
import { attendanceScreens } from './screens.ts'
import { createAttendanceApi } from './service.ts'
import { mappingOf, saveMapping } from './settings.ts'

export interface AttendanceDeps extends ImportDeps {
  transact: Transact
  people: PeopleService
}

/** The attendance machine's files, and the office's own open score of them. */
export function createAttendance(deps: AttendanceDeps) {
  const { db, transact, people } = deps
  const imports = createImports(deps)
  const names = {
    own: async () => {
      const known = await mappingOf(db.client)
      return ASKED.flatMap(name => known[name] ?? [])
    },
    forget: (context: RequestContext) =>
      transact(context, async ({ tx, record }) => {
        await saveMapping(tx, {})
        record({ action: 'attendance.columns', subject: null, detail: { columns: [] } })
      }),
  }
  const officerMenu = attendanceScreens({
    imports,
    office: deps.office,
    people,
    rule: ruleForm({ db, transact, people }),
    names,
  })
  const api = createAttendanceApi(deps)
  const pins = pinScreens(deps)
  const own = ownScreens({ api, office: deps.office })
  return defineFeature({
    name: 'attendance',
    api: { ...api, ownButton: own.button },
    ...officerMenu,
    actions: [...(officerMenu.actions ?? []), ...own.actions, ...pins.actions],
    receivers: [...(officerMenu.receivers ?? []), ...pins.receivers],
    extensions: [attendancePersonalData],
  })
}
