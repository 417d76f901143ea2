/**
 * Waits for a promise, but not longer than so many milliseconds; the promise goes on by itself.
 * @param milliseconds null: as long as it takes
 */
export async function within<T>(
  working: Promise<T>,
  milliseconds: number | null,
): Promise<{ late: false; value: T } | { late: true }> {
  if (milliseconds === null) return { late: false, value: await working }
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<{ late: true }>(resolve => {
    timer = setTimeout(() => resolve({ late: true }), milliseconds)
  })
  const done = working.then(value => ({ late: false as const, value }))
  try {
    return await Promise.race([done, late])
  } finally {
    clearTimeout(timer)
  }
}
