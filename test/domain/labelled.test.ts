import { expect, it } from 'vitest'
import { labelled } from '../../src/domain/text/labelled.ts'

it.each([
  ['Nilai kehadiran', 'Nilai kehadiran:'],
  ['Paling lambat kapan?', 'Paling lambat kapan?'],
  ['Situasi:', 'Situasi:'],
  ['Silakan mengirim fotonya.', 'Silakan mengirim fotonya.'],
  ['Siti Contohwati, S.Sos.', 'Siti Contohwati, S.Sos.:'],
])('%s stands before its value as %s', (label, said) => {
  expect(labelled(label)).toBe(said)
})
