import { expect, it } from 'vitest'
import { BERAKHLAK, berakhlakNamed, isBerakhlak } from '../../src/domain/berakhlak.ts'

it('knows each value by its name, however it is written', () => {
  for (const value of BERAKHLAK) {
    expect(berakhlakNamed(value.toUpperCase())).toBe(value)
    expect(isBerakhlak(value)).toBe(true)
  }
  expect(berakhlakNamed('BerorientasiPelayanan')).toBe('berorientasi_pelayanan')
  expect(berakhlakNamed('pelayanan')).toBe('berorientasi_pelayanan')
})

it('knows no others', () => {
  expect(['', 'berakhlak', 'loyalitas'].map(berakhlakNamed)).toEqual([null, null, null])
  expect(isBerakhlak('Loyal')).toBe(false)
})
