/** Everybody who stands above themselves, when each has at most one above. Linear, whatever the order. */
export function onCircles(above: ReadonlyMap<string, string | null>): Set<string> {
  const circles = new Set<string>()
  /** 1: on the way being walked; 2: walked before. */
  const seen = new Map<string, 1 | 2>()
  for (const start of above.keys()) {
    const way: string[] = []
    let at: string | null | undefined = start
    while (at && !seen.has(at)) {
      seen.set(at, 1)
      way.push(at)
      at = above.get(at)
    }
    if (at && seen.get(at) === 1) for (const id of way.slice(way.indexOf(at))) circles.add(id)
    for (const id of way) seen.set(id, 2)
  }
  return circles
}
