/** A whole kudos given on Slack, over the socket and over signed HTTP: the same office, the same words. */
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest'
import { story } from '../../support/story.ts'
import { type Mode, type SlackOffice, slackOffice } from './stage.ts'

describe.each<Mode>(['socket', 'http'])('kudos on Slack over %s', mode => {
  const test = story()
  let place: SlackOffice
  beforeAll(async () => {
    place = await slackOffice({ mode })
  })
  afterAll(() => place.close())
  afterEach(() => place.slack.assertClean())

  test.step('goes from Siti to Budi through the modal, with her words as she wrote them', async () => {
    const { siti, budi } = place
    await siti.commands('/pujian')
    await siti.seesModal('Siapa yang ingin Bapak/Ibu apresiasi?')
    await siti.fills({
      apresiasi: ['Budi Misalnya'],
      BerAKHLAK: 'Kolaboratif',
      sampaikan: 'Terima kasih <b>&*_ atas bantuannya 👏 :pray:',
    })
    await siti.submits()
    expect(siti.modal.isOpen()).toBe(false)
    await siti.sees('Apresiasi telah disampaikan')
    await place.settled()
    const received = await budi.sees('“Terima kasih <b>&*_ atas bantuannya 👏 🙏”')
    expect(received.text).not.toMatch(/[<>]/)
    await budi.sees('Nilai BerAKHLAK: Kolaboratif')
  })

  test.step('is taken back with one tap, and what Budi has seen changes where it stands', async () => {
    const { siti, budi } = place
    const before = budi.messages().length
    await siti.taps('Tarik kembali')
    await siti.sees('Apresiasi telah ditarik kembali')
    await place.settled()
    expect(budi.messages()).toHaveLength(before)
    expect(budi.last()).toContain('Pemberinya menarik kembali')
    expect(siti.messages().filter(one => one.edits > 0)).toHaveLength(1)
  })

  test.step('goes in one line, with a mention and a value', async () => {
    const { siti, olga } = place
    await siti.commands('/pujian @Olga Pengelola terima kasih sudah sabar & teliti #akuntabel')
    await siti.sees('Apresiasi telah disampaikan')
    await place.settled()
    await olga.sees('“terima kasih sudah sabar & teliti”')
  })
})
