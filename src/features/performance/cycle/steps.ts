/** The steps of a quarter that are asked once more before they are taken. */
import { type Action, press } from '../../../chat/contributions.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Button, RequestContext, Text } from '../../../chat/model.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import { quarterText, sureCard } from './cards.ts'
import { type CycleScreensDeps, forQuarter, inPlace, type ShowQuarter } from './officer-menu.ts'

type Step = [ask: Action<[Quarter]>, yes: Action<[Quarter]>]

export function sureSteps(
  { service, transitions }: Pick<CycleScreensDeps, 'service' | 'transitions'>,
  showQuarter: ShowQuarter,
  show: Action<[Quarter]>,
) {
  function asked(
    step: 'open' | 'close' | 'publish',
    body: (context: RequestContext, quarter: Quarter) => Promise<Text>,
    take: (context: RequestContext, quarter: Quarter) => Promise<void>,
  ): Step {
    const yes = forQuarter(`cycle.${step}-yes`, async (context, quarter) => {
      await take(context, quarter)
      return showQuarter(context, quarter)
    })
    const ask = forQuarter(`cycle.${step}`, async (context, quarter) => {
      const title = text(`cycle:sure.${step}`, { quarter: quarterText(quarter) })
      const buttons: Button[] = [
        { label: text('cycle:sure.yes'), tone: 'primary', press: press(yes, quarter) },
        { label: text('cycle:sure.no'), press: press(show, quarter) },
      ]
      return inPlace(sureCard(title, await body(context, quarter), buttons))
    })
    return [ask, yes]
  }

  const open = asked('open', async () => text('cycle:sure.openBody'), transitions.open)
  const publish = asked('publish', async () => text('cycle:sure.publishBody'), transitions.publish)
  const close = asked(
    'close',
    async ({ now }, quarter) => {
      const { total, done } = await service.numbers(quarter, now)
      return text('cycle:sure.closeBody', { left: total - done })
    },
    transitions.close,
  )
  return {
    open: open[0],
    close: close[0],
    publish: publish[0],
    actions: [...open, ...close, ...publish],
  }
}
