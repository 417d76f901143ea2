/**
 * Arrows backward: an earlier feature offers an extension point or a domain event in its api.ts, later features
 * contribute to it. The composition root collects all contributions once; from then on nothing changes.
 */

/** What a feature contributes to a point of another feature. */
export interface Contribution {
  readonly point: Point<unknown>
  /** What the contribution is, such as `objection status`: stands in messages about what is missing. */
  readonly name: string
  readonly value: unknown
}

/**
 * A place where others may contribute a `T`.
 * @param essential names of contributions without which the feature does not work: Rekan does not start without them
 */
export interface Point<T> {
  readonly id: string
  readonly essential: readonly string[]
  readonly contribute: (name: string, value: T) => Contribution
}

/** @example export const profileRows = extensionPoint<ProfileRow>('people.profile-rows') */
export function extensionPoint<T>(id: string, essential: readonly string[] = []): Point<T> {
  const point: Point<T> = {
    id,
    essential: Object.freeze([...essential]),
    contribute: (name, value) => Object.freeze({ point: point as Point<unknown>, name, value }),
  }
  return Object.freeze(point)
}

/** Something that happened, told inside the transaction in which it did: a handler that throws undoes it. */
export type Handler<E> = (event: E) => Promise<void>
export const domainEvent = <E>(id: string, essential: readonly string[] = []) =>
  extensionPoint<Handler<E>>(id, essential)

/** Reads what was contributed. A feature reads its own points only, and not before all features are built. */
export interface Extensions {
  all<T>(point: Point<T>): readonly T[]
  /** The only contribution to a point that takes exactly one. */
  one<T>(point: Point<T>): T
}

/** Tells an event to its handlers, one after the other, in the order of the features. */
export async function publish<E>(extensions: Extensions, event: Point<Handler<E>>, value: E): Promise<void> {
  for (const handler of extensions.all(event)) await handler(value)
}

/** What a feature says about extension points. */
interface Extending {
  readonly extensionPoints?: readonly Point<never>[]
  readonly extensions?: readonly Contribution[]
}

/** @returns `extensions` for the features to read from, and `collect`, called once when all of them are built */
export function createExtensions() {
  let collected: ReadonlyMap<string, readonly Contribution[]> | null = null

  function of(point: Point<unknown>): readonly Contribution[] {
    if (!collected) throw new Error(`${point.id} is read before all features are built`)
    return collected.get(point.id) ?? []
  }

  const extensions: Extensions = Object.freeze({
    all: <T>(point: Point<T>) => of(point as Point<unknown>).map(({ value }) => value as T),
    one: <T>(point: Point<T>) => {
      const [found, ...more] = of(point as Point<unknown>)
      if (!found || more.length > 0)
        throw new Error(`${point.id} takes one contribution and has ${more.length + (found ? 1 : 0)}`)
      return found.value as T
    },
  })

  /** @throws Error that names each essential contribution that is missing, or made twice */
  function collect(features: readonly Extending[]): void {
    if (collected) throw new Error('extensions are collected once')
    const points = features.flatMap(({ extensionPoints = [] }) => extensionPoints)
    const contributions = features.flatMap(({ extensions: own = [] }) => own)
    const problems = [
      ...points.flatMap(point => missing(point, contributions)),
      ...twice(contributions),
      ...contributions
        .filter(({ point }) => !points.some(({ id }) => id === point.id))
        .map(({ point, name }) => `"${name}" goes to ${point.id}, which no feature reads`),
    ]
    if (problems.length > 0) throw new Error(`Rekan is put together wrongly: ${problems.join('; ')}`)
    collected = Map.groupBy(contributions, ({ point }) => point.id)
  }

  return { extensions, collect }
}

function missing({ id, essential }: Point<never>, contributions: readonly Contribution[]): string[] {
  const names = new Set(contributions.filter(({ point }) => point.id === id).map(({ name }) => name))
  return essential.filter(name => !names.has(name)).map(name => `${id} lacks "${name}"`)
}

function twice(contributions: readonly Contribution[]): string[] {
  const all = contributions.map(({ point, name }) => `${point.id} "${name}"`)
  return all.filter((one, index) => all.indexOf(one) < index).map(one => `${one} is contributed twice`)
}
