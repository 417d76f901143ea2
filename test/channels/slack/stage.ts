/** An office on Slack: Rekan over real Bolt and a strict Slack, with people who have accounts there. */
import type { MakeChannel } from '../../../src/app.ts'
import { slackChannel } from '../../../src/channels/slack/index.ts'
import type { Channel } from '../../../src/chat/channel.ts'
import { type SlackServer, slackServer } from '../../servers/slack/index.ts'
import { FIVE, office } from '../../support/office.ts'

export type Mode = 'socket' | 'http'
export type SlackOffice = Awaited<ReturnType<typeof slackOffice>>

export async function slackOffice({
  mode = 'socket' as Mode,
  scopes = undefined as string[] | undefined,
  linkByEmail = false,
} = {}) {
  const slack = await slackServer(scopes ? { scopes } : {})
  let built: Channel | undefined
  const make: MakeChannel = parts => {
    built = slackChannel({ ...parts, slack: config(slack, mode), linkByEmail })
    return built
  }
  const place = await office({ channels: [make] })
  if (mode === 'http') slack.postTo({ fetch: request => place.app.pages.fetch(request) })
  else await slack.connected()
  const link = async (personId: string, name: string) => {
    const person = slack.person(name)
    await place.db.client.account.create({
      data: { channel: 'slack', address: person.id, personId, linkedAt: place.clock.now() },
    })
    // On this stage people are reached on Slack only.
    await place.db.client.account.deleteMany({ where: { personId, channel: 'memory' } })
    return person
  }
  return {
    ...place,
    slack,
    channel: () => {
      if (!built) throw new Error('no channel yet')
      return built
    },
    siti: await link('siti', FIVE.siti.name),
    budi: await link('budi', FIVE.budi.name),
    olga: await link('olga', FIVE.olga.name),
    stranger: slack.person('Orang Asing'),
    settled: async () => {
      await slack.idle()
      await place.settled()
      await slack.idle()
    },
    close: async () => {
      await place.close()
      await slack.close()
    },
  }
}

export function config({ botToken, appToken, apiUrl, signingSecret }: SlackServer, mode: Mode) {
  return mode === 'socket' ? { mode, botToken, apiUrl, appToken } : { mode, botToken, apiUrl, signingSecret }
}
