/** Taps on buttons: each must be answered once per delivery, and soon. */

import { refusal, sin } from './errors.ts'

export interface Query {
  id: string
  userId: number
  data: string
  chatId: number
  at: number
  answers: number
  /** A redelivered tap, or an answer whose reply got lost, may be answered again. */
  mayAnswer: number
}

const TOO_OLD_MS = 15 * 60_000

export function createQueries(now: () => Date) {
  const queries = new Map<string, Query>()
  let serial = 4_382_000_000_000_000

  function open(asked: Pick<Query, 'userId' | 'data' | 'chatId'>): Query {
    serial += 17
    const query = { ...asked, id: String(serial), at: now().getTime(), answers: 0, mayAnswer: 0 }
    queries.set(query.id, query)
    return query
  }

  function answer(id: string): Query {
    const query = queries.get(id)
    if (!query || now().getTime() - query.at > TOO_OLD_MS)
      throw refusal('query is too old and response timeout expired or query ID is invalid')
    if (query.answers >= Math.max(1, query.mayAnswer))
      throw sin(`callback query "${query.data}" answered twice`)
    query.answers += 1
    return query
  }

  return {
    open,
    answer,
    allowAnother(id: string) {
      const query = queries.get(id)
      if (query) query.mayAnswer += 1
    },
    /** As if everybody had waited too long: from now on no tap made so far can be answered. */
    expire: () =>
      queries.forEach(query => {
        query.at = Number.NEGATIVE_INFINITY
      }),
    clear: () => queries.clear(),
    unanswered: () => [...queries.values()].filter(query => query.answers === 0),
  }
}
export type Queries = ReturnType<typeof createQueries>
