/** How the server says no: as Telegram does, and, for a sin, into the list that fails the test. */

export interface Extra {
  retry_after?: number
  migrate_to_chat_id?: number
}

export class ApiError extends Error {
  readonly code: number
  readonly sin: boolean
  readonly parameters: Extra | undefined
  constructor(code: number, description: string, more: { sin?: boolean; parameters?: Extra } = {}) {
    super(description)
    this.code = code
    this.sin = more.sin ?? false
    this.parameters = more.parameters
  }
}

/** Something no correct bot ever does. */
export const sin = (why: string) => new ApiError(400, `Bad Request: ${why}`, { sin: true })

/** Something that happens to correct bots: a message that is gone, a chat that moved. */
export const refusal = (why: string, parameters?: Extra) =>
  new ApiError(400, `Bad Request: ${why}`, parameters ? { parameters } : {})

export const forbidden = (why: string) => new ApiError(403, `Forbidden: ${why}`)
export const conflict = (why: string) => new ApiError(409, `Conflict: ${why}`)
export const tooMany = (seconds: number) =>
  new ApiError(429, `Too Many Requests: retry after ${seconds}`, { parameters: { retry_after: seconds } })
