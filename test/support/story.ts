import { it } from 'vitest'

/** How long a story may take, unless it says otherwise (milliseconds): as long as its eight or so steps as tests. */
const STORY_MS = 120_000

/**
 * A story: steps that build on each other and share one office, run in the order they are written, as one test. So it
 * does not matter which tests run before it, and none depends on what it leaves behind.
 *
 * ```ts
 * const test = story()
 * test.step('an employee proposes', async () => { … })
 * test.step('the appraiser agrees', async () => { … })
 * ```
 * A step that fails is named, and ends the story.
 */
export function story({ title = 'from beginning to end', timeout = STORY_MS } = {}) {
  const steps: { name: string; run: () => unknown }[] = []
  it(title, { timeout }, async () => {
    for (const { name, run } of steps) {
      try {
        await run()
      } catch (error) {
        if (error instanceof Error) error.message = `step “${name}”: ${error.message}`
        throw error
      }
    }
  })
  return { step: (name: string, run: () => unknown): void => void steps.push({ name, run }) }
}
