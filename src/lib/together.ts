/**
 * Does for many at once what was asked for one by one: whatever comes while one round runs goes together in the
 * next. Nobody waits for company, and a database gets one statement where it would have got twenty.
 */
export function together<T, R>(round: (items: readonly T[]) => Promise<R>): (item: T) => Promise<R> {
  let next: { items: T[]; done: Promise<R> } | undefined
  let running: Promise<unknown> = Promise.resolve()
  return item => {
    if (next) {
      next.items.push(item)
      return next.done
    }
    const items = [item]
    const done = running.then(() => {
      next = undefined
      return round(items)
    })
    next = { items, done }
    running = done.catch(() => {})
    return done
  }
}
