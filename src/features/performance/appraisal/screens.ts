import { appraisalForms } from './form-screens.ts'
import { listScreens } from './list-screens.ts'
import { reportScreens } from './report-screens.ts'
import type { ScreensDeps } from './screens-deps.ts'

/** /nilai for whoever appraises, /rapor for everyone. */
export function appraisalScreens(deps: ScreensDeps) {
  const report = reportScreens(deps)
  const list = listScreens(deps, report.open)
  const forms = appraisalForms(deps, { list: list.show, why: report.why, correct: report.correct })
  return {
    commands: [list.command, report.command],
    actions: [...list.actions, ...report.actions],
    forms: [...list.forms, ...forms],
    notifications: report.notifications,
    open: report.open,
    report: report.show,
    partsOfResult: report.partsOfResult,
    list: list.show,
  }
}
