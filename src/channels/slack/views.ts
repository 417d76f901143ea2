/** Modals and the Home tab: opened, changed, or put over each other. */
import type { KnownBlock, ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { isFull } from './errors.ts'

export type Views = ReturnType<typeof createViews>

export function createViews(client: WebClient) {
  return {
    open: (trigger_id: string, view: ModalView) => client.views.open({ trigger_id, view }),
    update: (view_id: string, view: ModalView) => client.views.update({ view_id, view }),
    /** @returns false when three modals lie over each other already */
    push: async (trigger_id: string, view: ModalView): Promise<boolean> => {
      try {
        await client.views.push({ trigger_id, view })
        return true
      } catch (error) {
        if (!isFull(error)) throw error
        return false
      }
    },
    publishHome: (user_id: string, blocks: KnownBlock[]) =>
      client.views.publish({ user_id, view: { type: 'home', blocks } }),
  }
}
