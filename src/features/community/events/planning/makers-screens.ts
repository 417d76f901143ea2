/** The officer's desk: who else may plan events. */
import { z } from 'zod'
import { text } from '../../../../chat/i18n/words.ts'
import {
  type Action,
  type Asking,
  type Card,
  type DeskEntry,
  type Feature,
  type Form,
  press,
  Refusal,
} from '../../../../chat/model.ts'
import { plain } from '../../../../chat/ui/blocks.ts'
import type { PeopleWork } from '../../../organisation/people/api.ts'
import type { Scope } from '../rules.ts'
import { withButtons } from '../screens.ts'

export interface MakersDeps {
  people: Pick<PeopleWork, 'person'>
  grants(page: number): Promise<{ list: { personId: string; name: string; scope: Scope }[]; more: boolean }>
  grant(asking: Asking, personId: string, scope: Scope): Promise<void>
  revoke(asking: Asking, personId: string): Promise<boolean>
}

const CAN = 'events.grant' as const
const FORM = 'events.grant'
const Grant = z.object({ person: z.tuple([z.string()]), scope: z.enum(['unit', 'office']) })
const scopeText = (scope: Scope) =>
  text(scope === 'unit' ? 'events:form.scopeUnit' : 'events:form.scopeOffice')

export function makersScreens({
  people,
  grants,
  ...work
}: MakersDeps): Pick<Feature, 'actions' | 'forms' | 'desk'> {
  const list: Action<[string]> = {
    verb: 'event.makers',
    can: CAN,
    run: async (_asking, page) => ({ kind: 'card', over: true, card: await card(Number(page) || 0) }),
  }
  const give: Action<[]> = {
    verb: 'event.grant',
    can: CAN,
    run: async () => ({ kind: 'form', form: FORM, args: [] }),
  }
  const revoke: Action<[string]> = {
    verb: 'event.revoke',
    can: CAN,
    run: async (asking, personId) => {
      if (!(await work.revoke(asking, personId))) throw new Refusal(text('events:makers.gone'))
      return { kind: 'card', over: true, card: await card(0) }
    },
  }
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
    submit: async (asking, _args, answers) => {
      const { person, scope } = Grant.parse(answers)
      await work.grant(asking, person[0], scope)
      const { name } = await people.person(person[0])
      return {
        kind: 'card',
        over: true,
        card: plain(text('events:makers.desk'), text('events:makers.granted', { name })),
      }
    },
  }
  const desk: DeskEntry = { label: text('events:makers.desk'), can: CAN, press: press(list, '0') }
  return { actions: [list, give, revoke], forms: [form], desk: [desk] }
}
