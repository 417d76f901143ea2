import { z } from 'zod'
import { type Command, type Contributions, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import type { Extensions } from '../../../chat/extension-points.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Reply, RequestContext } from '../../../chat/model.ts'
import { noticeCard, profileCard, UNDERSTOOD } from './cards.ts'
import { profileRows } from './extension-points.ts'
import type { PeopleService } from './service.ts'

/** What a person does about themselves: reads the notice, sees their profile, unlinks an account. */
export function selfScreens(
  service: PeopleService,
  extensions: Extensions,
): Required<Pick<Contributions, 'commands' | 'actions'>> {
  const understood = defineAction({
    verb: UNDERSTOOD,
    can: 'chat.use',
    args: z.tuple([]),
    run: async context => {
      await service.confirmNotice(context)
      const { blocks } = noticeCard(context.actor.name)
      const read = {
        ...noticeCard(context.actor.name),
        blocks: blocks.filter(block => block.kind === 'text'),
      }
      read.blocks.push({ kind: 'text', text: text('people:linked.again') })
      return { kind: 'card', card: read, over: true }
    },
  })
  const profil: Command = {
    name: 'profil',
    about: text('people:about.profil'),
    button: text('people:menu.profil'),
    can: 'people.profile',
    run: context => profile(context),
  }
  const unlink = defineAction({
    verb: 'people.unlink',
    can: 'people.profile',
    args: z.tuple([]),
    run: async () => ({ kind: 'card', over: true, card: sureCard() }),
  })
  const unlinkYes = defineAction({
    verb: 'people.unlink-yes',
    can: 'people.profile',
    args: z.tuple([]),
    run: async context => {
      await service.unlink(context)
      const body = { kind: 'text' as const, text: text('people:profile.unlinked.body') }
      return {
        kind: 'card',
        over: true,
        card: { title: text('people:profile.unlinked.title'), blocks: [body] },
      }
    },
  })
  const keep = defineAction({
    verb: 'people.unlink-no',
    can: 'people.profile',
    args: z.tuple([]),
    run: async context => ({ ...(await profile(context)), over: true }),
  })

  async function profile(context: RequestContext): Promise<Extract<Reply, { kind: 'card' }>> {
    const more = await Promise.all(
      extensions.all(profileRows).map(row => row(context.actor.personId, context.now)),
    )
    const card = profileCard(await service.profile(context), more)
    card.blocks.push({
      kind: 'buttons',
      buttons: [{ label: text('people:profile.unlink'), press: press(unlink) }],
    })
    return { kind: 'card', card }
  }

  const sureCard = () => ({
    title: text('people:profile.unlinkSure.title'),
    blocks: [
      { kind: 'text' as const, text: text('people:profile.unlinkSure.body') },
      {
        kind: 'buttons' as const,
        buttons: [
          { label: text('people:profile.unlinkSure.yes'), tone: 'danger' as const, press: press(unlinkYes) },
          { label: text('people:profile.unlinkSure.no'), press: press(keep) },
        ],
      },
    ],
  })

  return { commands: [profil], actions: [understood, unlink, unlinkYes, keep] }
}
