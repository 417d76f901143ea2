/** The steps of a quarter that are asked once more before they are taken. */

import { type Action, press } from '../../../chat/contributions.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Button, Reply, RequestContext, Text } from '../../../chat/model.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import { quarterText, sureCard } from './cards.ts'
import { type CycleScreensDeps, forQuarter } from './officer-menu.ts'

type Over = (context: RequestContext, quarter: Quarter) => Promise<Reply>
type Step = [ask: Action<[string]>, yes: Action<[string]>]

export function sureSteps({ service, life }: CycleScreensDeps, over: Over, show: Action<[string]>) {
  function asked(
    step: 'open' | 'close' | 'publish',
    body: (context: RequestContext, quarter: Quarter) => Promise<Text>,
    take: (context: RequestContext, quarter: Quarter) => Promise<unknown>,
  ): Step {
    const yes = forQuarter(`cycle.${step}-yes`, async (context, quarter) => {
      await take(context, quarter)
      return over(context, quarter)
    })
    const ask = forQuarter(`cycle.${step}`, async (context, quarter) => {
      const title = text(`cycle:sure.${step}`, { quarter: quarterText(quarter) })
      const buttons: Button[] = [
        { label: text('cycle:sure.yes'), tone: 'primary', press: press(yes, quarter) },
        { label: text('cycle:sure.no'), press: press(show, quarter) },
      ]
      return { kind: 'card', over: true, card: sureCard(title, await body(context, quarter), buttons) }
    })
    return [ask, yes]
  }

  const open = asked('open', async () => text('cycle:sure.openBody'), life.openNow)
  const publish = asked('publish', async () => text('cycle:sure.publishBody'), life.publish)
  const close = asked(
    'close',
    async ({ now }, quarter) => {
      const { total, done } = await service.numbers(quarter, now)
      return text('cycle:sure.closeBody', { left: total - done })
    },
    life.close,
  )
  return { open: open[0], close: close[0], publish: publish[0], actions: [...open, ...close, ...publish] }
}
