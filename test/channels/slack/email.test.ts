/** Linking by the e-mail address that the workspace has confirmed. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { EMAIL_SCOPES, SCOPES, slackManifest } from '../../../src/channels/slack/manifest.ts'
import { words } from './scripted.ts'
import { type SlackOffice, slackOffice } from './stage.ts'

const DEWI = 'dewi@kota.example'
let place: SlackOffice
beforeAll(async () => {
  place = await slackOffice({ linkByEmail: true, scopes: [...SCOPES, ...EMAIL_SCOPES] })
  await place.db.client.person.update({ where: { id: 'dewi' }, data: { email: DEWI, noticeSeen: null } })
  await place.db.client.person.update({ where: { id: 'rahmat' }, data: { email: 'rahmat@kota.example' } })
  await place.db.client.person.update({ where: { id: 'siti' }, data: { email: 'siti@kota.example' } })
})
afterAll(() => place.close())
afterEach(async () => {
  await place.settled()
  place.slack.assertClean()
})
const accountsOf = (personId: string) =>
  place.db.client.account.findMany({ where: { personId, channel: 'slack' } })
const whose = async (account: { id: string }) =>
  (await place.db.client.account.findFirst({ where: { address: account.id } }))?.personId ?? null

describe('an account with an office address', () => {
  it.each([
    ['that Slack has not confirmed', { email: DEWI, confirmed: false }, {}],
    ['of a guest', { email: DEWI }, { guest: true }],
    ['given by another workspace that shares a channel', { email: DEWI }, { team: 'T0LAIN' }],
    ['of nobody', { email: 'tamu@kota.example' }, {}],
    ['that is another with an underscore for a letter', { email: 'd_wi@kota.example' }, {}],
    ['of somebody who has a Slack account already', { email: 'siti@kota.example' }, {}],
    ['and none at all', {}, {}],
  ])('%s is not linked', async (_what, account, standing) => {
    const somebody = place.slack.person('seseorang', { ...account, ...standing })
    await somebody.writes('halo')
    await somebody.sees('belum ditautkan')
    expect(await whose(somebody)).toBeNull()
  })

  it('is linked at the first word, is told how that came about, and reads the notice first', async () => {
    const dewi = place.slack.person('dewi', { email: DEWI.toUpperCase() })
    await dewi.opensHome()
    await dewi.seesHome('alamat surel kantor')
    await dewi.seesHome('Saya mengerti')
    await dewi.tapsAtHome('Saya mengerti')
    await dewi.commands('/profil')
    await dewi.sees(DEWI)
    const linked = { action: 'people.linked', subject: 'dewi' }
    const notes = await place.db.client.auditEntry.findMany({ where: linked })
    expect(notes.map(({ detail }) => detail)).toEqual([{ channel: 'slack', by: 'email' }])
  })

  it('stays unlinked when its owner took it off: then a code is needed', async () => {
    const rahmat = place.slack.person('rahmat', { email: 'rahmat@kota.example' })
    await rahmat.writes('selamat pagi')
    await rahmat.sees('alamat surel kantor')
    await rahmat.commands('/profil')
    await rahmat.taps('Putuskan tautan akun ini')
    await rahmat.taps('Ya, putuskan')
    await place.settled()
    await rahmat.writes('selamat pagi')
    await rahmat.sees('belum ditautkan')
    expect(await accountsOf('rahmat')).toEqual([])
    const { app, clock } = place
    const code = await app.linking.issue({ now: clock.now(), actor: { personId: 'olga' } }, 'rahmat')
    await rahmat.commands(`/mulai ${code}`)
    await rahmat.sees('Akun telah ditautkan')
  })

  it('is linked with a code where Slack does not say the address', { timeout: 60_000 }, async () => {
    const narrow = await slackOffice({ linkByEmail: true, scopes: [...SCOPES] })
    await narrow.db.client.person.update({ where: { id: 'dewi' }, data: { email: DEWI } })
    const dewi = narrow.slack.person('dewi', { email: DEWI })
    await dewi.writes('halo')
    await dewi.sees('belum ditautkan')
    await narrow.close()
  })
})

it('asks for the two scopes more only where it is wanted', () => {
  const scopes = (linkByEmail: boolean) =>
    slackManifest(place.app.registry.listed, words, { address: null, linkByEmail }).oauth_config.scopes.bot
  expect(scopes(false)).toEqual([...SCOPES])
  expect(scopes(true)).toEqual([...SCOPES, ...EMAIL_SCOPES])
})
