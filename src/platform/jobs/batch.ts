/**
 * Does for many at once what was asked for one by one: whatever comes while one round runs goes together in the
 * next. Nobody waits for company longer than one turn of the event loop, in which everybody who is at the door comes
 * in: an embedded database answers without one, and would serve them one by one for ever.
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
