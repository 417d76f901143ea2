/** The officer's desk: who else may plan events. */

import { z } from 'zod'
import { type Action, type OfficerMenuEntry, press } from '../../../../chat/contributions.ts'
import { defineAction, defineForm } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Card } from '../../../../chat/model.ts'
import { plain } from '../../../../chat/ui/blocks.ts'
import { pageArg, paged } from '../../../../chat/ui/paging.ts'
import type { PeopleService } from '../../../organisation/people/api.ts'
import type { Scope } from '../rules.ts'
import { withButtons } from '../view.ts'
import type { Makers } from './makers.ts'

export interface MakersDeps extends Makers {
  people: Pick<PeopleService, 'person'>
}

const CAN = 'events.grant' as const
const FORM = 'events.grant'
const Grant = z.object({ person: z.tuple([z.string()]), scope: z.enum(['unit', 'office']) })
const scopeText = (scope: Scope) =>
  text(scope === 'unit' ? 'events:form.scopeUnit' : 'events:form.scopeOffice')

export function makersScreens({ people, grants, ...service }: MakersDeps) {
  const list: Action<[number]> = defineAction({
    verb: 'event.makers',
    can: CAN,
    args: z.tuple([pageArg]),
    run: async (_context, page) => ({ kind: 'card', over: true, card: await card(page) }),
  })
  const give = defineAction({
    verb: 'event.grant',
    can: CAN,
    args: z.tuple([]),
    run: async () => ({ kind: 'form', form: FORM, args: [] }),
  })
  const revoke = defineAction({
    verb: 'event.revoke',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, personId) => {
      await service.revoke(context, personId)
      return { kind: 'card', over: true, card: await card(0) }
    },
  })
  async function card(page: number): Promise<Card> {
    const { rows, turn } = paged(await grants(page), page, next => press(list, next))
    return withButtons(plain(text('events:makers.desk'), text('events:makers.body')), [
      ...rows.map(({ personId, name, scope }) => ({
        label: text('events:makers.item', { name, scope: scopeText(scope) }),
        press: press(revoke, personId),
      })),
      ...turn,
      { label: text('events:makers.grant'), tone: 'primary', press: press(give) },
    ])
  }
  const form = defineForm({
    id: FORM,
    title: text('events:form.grant'),
    can: CAN,
    args: z.tuple([]),
    answers: Grant,
    fields: async () => [
      { kind: 'person', id: 'person', among: 'office', label: text('events:form.grantWho') },
      {
        kind: 'choice',
        id: 'scope',
        label: text('events:form.grantScope'),
        options: (['unit', 'office'] as const).map(value => ({ value, label: scopeText(value) })),
      },
    ],
    submit: async (context, _args, { person: [personId], scope }) => {
      await service.grant(context, personId, scope)
      const { name } = await people.person(personId)
      return {
        kind: 'card',
        over: true,
        card: plain(text('events:makers.desk'), text('events:makers.granted', { name })),
      }
    },
  })
  const officerMenu: OfficerMenuEntry = {
    label: text('events:makers.desk'),
    can: CAN,
    press: press(list, 0),
  }
  return { actions: [list, give, revoke], forms: [form], officerMenu }
}
