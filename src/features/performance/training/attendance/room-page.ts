/** The code in large letters on a page of its own, for the screen of the room: it changes by itself. */

import type { PublicPage } from '../../../../chat/contributions.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Database } from '../../../../platform/database/database.ts'
import { trainingById } from '../catalogue/repository.ts'
import { takesCodes } from '../rules.ts'
import { codeAt, isScreenCode, trainingOnScreen } from './code.ts'

export const SCREEN = 'layar'
/** A page that was opened too early begins by itself (seconds). */
const LOOK_AGAIN = 30

export const roomPage = ({ db, clock }: { db: Database; clock: { now(): Date } }): PublicPage => ({
  path: SCREEN,
  show: async code => {
    const training = await trainingById(db.client, trainingOnScreen(code))
    if (!training || !isScreenCode(training, code)) return null
    const now = clock.now()
    const title = text('training:title', { title: training.title })
    if (!takesCodes(training, now))
      return { title, verdict: text('training:room.notNow'), genuine: false, rows: [], again: LOOK_AGAIN }
    const { code: digits, seconds } = codeAt(training.secret, now)
    return {
      title,
      verdict: text('training:room.digits', { code: `${digits.slice(0, 3)} ${digits.slice(3)}` }),
      genuine: true,
      rows: [[text('training:code.title'), text('training:room.how')]],
      again: seconds,
    }
  },
})
