import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Office, office } from '../../../support/office.ts'

describe('kudos', () => {
  let place: Office
  beforeAll(async () => {
    place = await office()
  })
  afterAll(() => place.close())

  it('goes from person to person through the form, step by step', async () => {
    const { siti, budi } = place.cast
    await siti.commands('/pujian')
    expect(siti.last()).toContain('Siapa yang ingin Bapak/Ibu apresiasi?')
    await siti.fills({
      'Siapa yang ingin Bapak/Ibu apresiasi?': 'Budi Misalnya',
      'Nilai BerAKHLAK mana yang tercermin?': 'Kolaboratif',
      'Apa yang ingin Bapak/Ibu sampaikan?': 'Terima kasih <b>&*_ atas bantuannya 👏',
    })
    expect(siti.last()).toContain('Mohon memeriksa kembali')
    await siti.taps('Kirim')
    expect(siti.last()).toContain('Apresiasi telah disampaikan')
    await place.settled()
    expect(budi.last()).toContain('“Terima kasih <b>&*_ atas bantuannya 👏”')
    expect(budi.last()).toContain('Nilai BerAKHLAK: Kolaboratif')
  })
})
