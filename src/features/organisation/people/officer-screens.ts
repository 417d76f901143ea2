import { z } from 'zod'
import { type Contributions, type OfficerMenuEntry, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Accounts } from './accounts/accounts.ts'
import type { Codes } from './accounts/codes.ts'
import { sheetScreens } from './accounts/sheet-screens.ts'
import { SAMPLE_VERB } from './import/screens.ts'
import { UNDO_VERB } from './import/undo-screens.ts'
import { personScreens } from './person-screens.ts'
import { delegateScreens } from './structure/delegate-screens.ts'
import type { Delegates } from './structure/delegates.ts'

export interface OfficerMenuDeps {
  accounts: Accounts
  codes: Codes
  delegates: Delegates
}
type Screens = Required<Pick<Contributions, 'actions' | 'forms' | 'officerMenu'>>

/** The officer menu of people: one entry on /kelola, and all there is behind it. */
export function officerScreens({ accounts, codes, delegates }: OfficerMenuDeps): Screens {
  const person = personScreens({ accounts, codes })
  const sheets = sheetScreens(codes)
  const acting = delegateScreens(delegates)
  const home = defineAction({
    verb: 'people.desk',
    can: 'people.codes',
    args: z.tuple([]),
    run: async () => ({
      kind: 'card',
      card: {
        title: text('people:desk.title'),
        blocks: [
          { kind: 'text', text: text('people:desk.body') },
          {
            kind: 'buttons',
            buttons: [
              { label: text('people:desk.find'), tone: 'primary', press: press(person.find) },
              { label: text('people:desk.sheet'), press: press(sheets.choose, '0') },
              { label: text('people:desk.delegates'), press: press(acting.list, '0') },
              { label: text('people:import.sampleTitle'), press: { verb: SAMPLE_VERB, args: [] } },
              { label: text('people:import.undo.last'), press: { verb: UNDO_VERB, args: [''] } },
            ],
          },
        ],
      },
    }),
  })
  const entry: OfficerMenuEntry = {
    label: text('people:desk.label'),
    can: 'people.codes',
    press: press(home),
  }
  return {
    officerMenu: [entry],
    actions: [home, ...person.actions, ...sheets.actions, ...acting.actions],
    forms: [person.form, ...sheets.forms, ...acting.forms],
  }
}
