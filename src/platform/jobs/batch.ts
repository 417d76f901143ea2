/**
 * Collects single requests into batches: what arrives while one batch runs goes together in the next. A batch waits
 * for one turn of the event loop at most, so that requests made in the same turn share it: an embedded database
 * answers without a turn, and would otherwise get them one by one.
 */
export function batch<T, R>(round: (items: readonly T[]) => Promise<R>): (item: T) => Promise<R> {
  let next: { items: T[]; done: Promise<R> } | undefined
  let running: Promise<unknown> = Promise.resolve()
  return item => {
    if (next) {
      next.items.push(item)
      return next.done
    }
    const items = [item]
    const done = running.then(turn).then(() => {
      next = undefined
      return round(items)
    })
    next = { items, done }
    running = done.catch(() => {})
    return done
  }
}

/** The same where each has an answer of its own. @param round answers in the order of the items, and all of them */
export function batchEach<T extends object, R>(
  round: (items: readonly T[]) => Promise<readonly R[]>,
): (item: T) => Promise<R> {
  const all = batch(async (items: readonly T[]) => {
    const answers = await round(items)
    return new Map(items.map((item, index) => [item, answers[index]]))
  })
  return async item => (await all(item)).get(item) as R
}

const turn = () => new Promise<void>(resolve => setImmediate(resolve))
