/** The manifest: every command, and no scope that is not needed by something Rekan does. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EVENT_TYPES, SCOPES, slackManifest } from '../../../src/channels/slack/manifest.ts'
import { words } from './scripted.ts'
import { type SlackOffice, slackOffice } from './stage.ts'

let place: SlackOffice
beforeAll(async () => {
  place = await slackOffice({ scopes: [...SCOPES] })
})
afterAll(() => place.close())
const manifest = (address: string | null) => slackManifest(place.app.registry.listed, words, { address })

describe('the manifest', () => {
  it('has every command there is, with what it does in Indonesian, within Slack’s limits', () => {
    const { slash_commands, shortcuts } = manifest(null).features
    const names = slash_commands.map(({ command }) => command)
    expect(names).toEqual(place.app.registry.listed.map(({ name }) => `/${name}`))
    expect(new Set(names).size).toBe(names.length)
    expect(names).toContain('/mulai')
    for (const { command, description, should_escape } of slash_commands) {
      expect(command).toMatch(/^\/[a-z]{1,31}$/)
      expect(description.length).toBeGreaterThan(5)
      expect(description).not.toMatch(/^\w+:\w/)
      expect(should_escape).toBe(true)
    }
    expect(shortcuts[0]?.name.length).toBeLessThanOrEqual(24)
  })

  it('needs no public address in Socket Mode, and names one for each door in HTTP mode', () => {
    expect(JSON.stringify(manifest(null))).not.toContain('http')
    expect(manifest(null).settings.socket_mode_enabled).toBe(true)
    const there = manifest('https://rekan.example.go.id')
    const url = 'https://rekan.example.go.id/slack/events'
    expect(there.settings).toMatchObject({
      socket_mode_enabled: false,
      event_subscriptions: { request_url: url },
      interactivity: { request_url: url, message_menu_options_url: url },
    })
    for (const command of there.features.slash_commands) expect(command).toMatchObject({ url })
  })

  it('asks for each scope that something needs, and for no other', async () => {
    const { slack, siti, olga } = place
    const open = slack.channel('terbuka', [siti, olga])
    const hidden = slack.channel('tertutup', [siti, olga], { isPrivate: true })
    await siti.commands('/bantuan')
    await siti.writes('halo')
    await siti.uploads({ name: 'a.csv', bytes: new TextEncoder().encode('NIP;Nama') })
    await siti.opensHome()
    await olga.invitesBot(open)
    await olga.invitesBot(hidden)
    const png = Uint8Array.from([137, 80, 78, 71])
    const channel = { channel: 'slack', id: siti.id }
    await place.db.client.storedFile.create({
      data: {
        id: 'pic',
        name: 'a.png',
        mime: 'image/png',
        bytes: png,
        createdAt: place.clock.now(),
        expiresAt: null,
      },
    })
    const alt = { key: 'chat:help.title' } as const
    const card = {
      title: alt,
      blocks: [{ kind: 'file' as const, file: { id: 'pic', name: 'a.png', mime: 'image/png' }, alt }],
    }
    await place.channel().send(channel, card, 'id')
    await place.settled()
    slack.assertClean()
    expect([...slack.usedScopes].sort()).toEqual([...SCOPES].sort())
    expect([...slack.usedEvents].sort()).toEqual(['app_home_opened', 'member_joined_channel', 'message.im'])
    expect(EVENT_TYPES).toEqual(expect.arrayContaining([...slack.usedEvents]))
  })
})
