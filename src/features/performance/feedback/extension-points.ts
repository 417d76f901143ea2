import { extensionPoint } from '../../../chat/extension-points.ts'
import type { Block, Button } from '../../../chat/model.ts'
import type { Appraisal } from '../appraisal/api.ts'

/** How an objection to this version stands at an instant, and the button to object while one may (`open`). */
export type ObjectionStatus = (
  appraisal: Appraisal,
  at: { received: Date; now: Date },
) => Promise<{ blocks: Block[]; buttons: Button[]; open: boolean }>
export const objectionStatus = extensionPoint<ObjectionStatus>('feedback.objection-status', ['objection'])
