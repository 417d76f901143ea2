/** Nothing that a feature brings can be lost in silence: it is missed at start, by name, or here. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Feature } from '../../src/chat/contributions.ts'
import { createExtensions, domainEvent, extensionPoint } from '../../src/chat/extension-points.ts'
import { personalData } from '../../src/features/organisation/privacy/api.ts'
import { type Office, office } from '../support/office.ts'
import { read } from './sources.ts'

describe('the composition', () => {
  let place: Office
  beforeAll(async () => {
    place = await office()
  })
  afterAll(() => place.close())

  const collect = (features: readonly Feature[]) => createExtensions().collect(features)

  /** The features without one of the things they contribute to others. */
  const without = (features: readonly Feature[], owner: string, name: string) =>
    features.map(feature =>
      feature.name === owner
        ? { ...feature, extensions: (feature.extensions ?? []).filter(one => one.name !== name) }
        : feature,
    )

  it('starts with all of them', () => {
    expect(() => collect(place.app.features)).not.toThrow()
  })

  it('does not start without any one of the contributions, and names it', () => {
    const { features } = place.app
    // Tables of personal data are held against the database by test/features/organisation/privacy/tables.test.ts.
    const all = features
      .flatMap(({ name: owner, extensions = [] }) =>
        extensions.map(({ point, name }) => ({ owner, point: point.id, name })),
      )
      .filter(({ point }) => point !== personalData.id)
    expect(all.length).toBeGreaterThan(5)
    for (const { owner, point, name } of all)
      expect(() => collect(without(features, owner, name)), `${owner}: ${name}`).toThrow(
        `${point} lacks "${name}"`,
      )
  })

  it('does not start without a feature that others extend', () => {
    const { features } = place.app
    for (const owner of features.filter(({ extensionPoints = [] }) => extensionPoints.length > 0))
      expect(() => collect(features.filter(one => one !== owner)), owner.name).toThrow(
        'which no feature reads',
      )
  })

  it('changes no more once it is built', () => {
    for (const feature of place.app.features) {
      expect(Object.isFrozen(feature), feature.name).toBe(true)
      for (const one of feature.extensions ?? []) expect(Object.isFrozen(one), one.name).toBe(true)
    }
  })

  it('brings everything it ever brought: add new names to test/house/contributions.txt, never take one out', () => {
    // Rows in the outbox carry names of notifications, drafts those of forms, the queue those of ticks.
    const { forms, notifications, ticks, pages } = place.app.registry
    const brought = [
      ...[...forms.keys()].map(name => `form ${name}`),
      ...[...notifications.keys()].map(name => `notification ${name}`),
      ...ticks.map(({ name }) => `tick ${name}`),
      ...pages.map(({ path }) => `page ${path}`),
    ]
    const listed = read('test/house/contributions.txt').trim().split('\n')
    expect(
      brought.filter(name => !listed.includes(name)),
      'add these lines to test/house/contributions.txt',
    ).toEqual([])
    expect(
      listed.filter(name => !brought.includes(name)),
      'what is in databases already, and nobody brings any more',
    ).toEqual([])
    expect(brought.length, 'twice in test/house/contributions.txt, or brought twice').toBe(listed.length)
  })
})

describe('extension points', () => {
  const greeted = domainEvent<string>('test.greeted', ['log'])
  const rows = extensionPoint<number>('test.rows')
  const owner: Feature = { name: 'owner', api: null, extensionPoints: [greeted, rows] }

  it('are not read before all features are built', () => {
    expect(() => createExtensions().extensions.all(rows)).toThrow('test.rows is read before')
  })

  it('are collected once', () => {
    const { collect } = createExtensions()
    const guest: Feature = {
      name: 'guest',
      api: null,
      extensions: [greeted.contribute('log', async () => {}), rows.contribute('one', 1)],
    }
    collect([owner, guest])
    expect(() => collect([owner, guest])).toThrow('once')
  })

  it('take a contribution once', () => {
    const twice: Feature = {
      name: 'twice',
      api: null,
      extensions: [
        greeted.contribute('log', async () => {}),
        rows.contribute('one', 1),
        rows.contribute('one', 2),
      ],
    }
    expect(() => createExtensions().collect([owner, twice])).toThrow('test.rows "one" is contributed twice')
  })
})
