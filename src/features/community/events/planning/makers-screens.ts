/** The officer's desk: who else may plan events. */

import { z } from 'zod'
import {
  type Contributions,
  type Form,
  type OfficerMenuEntry,
  press,
} from '../../../../chat/contributions.ts'
import { defineAction } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import { type Card, Refusal, type RequestContext } from '../../../../chat/model.ts'
import { plain } from '../../../../chat/ui/blocks.ts'
import type { PeopleService } from '../../../organisation/people/api.ts'
import type { Scope } from '../rules.ts'
import { withButtons } from '../screens.ts'

export interface MakersDeps {
  people: Pick<PeopleService, 'person'>
  grants(page: number): Promise<{ list: { personId: string; name: string; scope: Scope }[]; more: boolean }>
  grant(context: RequestContext, personId: string, scope: Scope): Promise<void>
  revoke(context: RequestContext, personId: string): Promise<boolean>
}

const CAN = 'events.grant' as const
const FORM = 'events.grant'
const Grant = z.object({ person: z.tuple([z.string()]), scope: z.enum(['unit', 'office']) })
const scopeText = (scope: Scope) =>
  text(scope === 'unit' ? 'events:form.scopeUnit' : 'events:form.scopeOffice')

export function makersScreens({
  people,
  grants,
  ...service
}: MakersDeps): Pick<Contributions, 'actions' | 'forms' | 'officerMenu'> {
  const list = defineAction({
    verb: 'event.makers',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (_asking, page) => ({ kind: 'card', over: true, card: await card(Number(page) || 0) }),
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
      if (!(await service.revoke(context, personId))) throw new Refusal(text('events:makers.gone'))
      return { kind: 'card', over: true, card: await card(0) }
    },
  })
  async function card(page: number): Promise<Card> {
    const { list: makers, more } = await grants(page)
    return withButtons(plain(text('events:makers.desk'), text('events:makers.body')), [
      ...makers.map(({ personId, name, scope }) => ({
        label: text('events:makers.item', { name, scope: scopeText(scope) }),
        press: press(revoke, personId),
      })),
      ...(page > 0 ? [{ label: text('chat:page.previous'), press: press(list, String(page - 1)) }] : []),
      ...(more ? [{ label: text('chat:page.next'), press: press(list, String(page + 1)) }] : []),
      { label: text('events:makers.grant'), tone: 'primary', press: press(give) },
    ])
  }
  const form: Form = {
    id: FORM,
    title: text('events:form.grant'),
    can: CAN,
    fields: async () => [
      { kind: 'person', id: 'person', among: 'office', label: text('events:form.grantWho') },
      {
        kind: 'choice',
        id: 'scope',
        label: text('events:form.grantScope'),
        options: (['unit', 'office'] as const).map(value => ({ value, label: scopeText(value) })),
      },
    ],
    submit: async (context, _args, answers) => {
      const { person, scope } = Grant.parse(answers)
      await service.grant(context, person[0], scope)
      const { name } = await people.person(person[0])
      return {
        kind: 'card',
        over: true,
        card: plain(text('events:makers.desk'), text('events:makers.granted', { name })),
      }
    },
  }
  const officerMenu: OfficerMenuEntry = {
    label: text('events:makers.desk'),
    can: CAN,
    press: press(list, '0'),
  }
  return { actions: [list, give, revoke], forms: [form], officerMenu: [officerMenu] }
}
