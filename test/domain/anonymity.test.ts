import { expect, it } from 'vitest'
import { mayShow, mayShowToMember, tellsOfFew } from '../../src/domain/anonymity.ts'

it('shows a figure of five people, and to one of them only of six', () => {
  expect([4, 5].map(mayShow)).toEqual([false, true])
  expect([5, 6].map(mayShowToMember)).toEqual([false, true])
})

it('takes a rest of one to four as telling of them', () => {
  expect([0, 1, 4, 5].map(tellsOfFew)).toEqual([false, true, true, false])
})
