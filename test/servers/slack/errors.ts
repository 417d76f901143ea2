/** How the server says no: as Slack does, and, for a sin, into the list that fails the test. */

export class ApiError extends Error {
  readonly code: string
  /** What no correct app ever does; absent for what happens to correct apps too. */
  readonly sins: readonly string[]
  constructor(code: string, sins: readonly string[] = []) {
    super([code, ...sins].join(': '))
    this.code = code
    this.sins = sins
  }
}
export const sin = (code: string, ...why: string[]) => new ApiError(code, why.length ? why : [code])
export const refusal = (code: string) => new ApiError(code)

export interface Violation {
  where: string
  problem: string
  given: unknown
}

export function assertClean(violations: readonly Violation[]): void {
  if (violations.length === 0) return
  const lines = violations.map(({ where, problem, given }) => {
    const shown = JSON.stringify(given) ?? ''
    return `- ${where}: ${problem}\n    ${shown.length > 600 ? `${shown.slice(0, 600)}…` : shown}`
  })
  throw new Error(`The app broke the rules of Slack ${violations.length} time(s):\n${lines.join('\n')}`)
}
