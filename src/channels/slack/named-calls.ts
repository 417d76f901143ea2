/** Slack's errors do not say which method failed: here each is given its name, for the log. */
import type { WebClient } from '@slack/web-api'

/** @returns the client, whose errors carry `method`, such as `chat.postMessage` */
export const namedCalls = (client: WebClient): WebClient => named(client, '')

function named<T extends object>(target: T, path: string): T {
  return new Proxy(target, {
    get: (of, field, receiver) => {
      const value = Reflect.get(of, field, receiver)
      if (typeof field !== 'string') return value
      const here = path === '' ? field : `${path}.${field}`
      if (typeof value === 'function') return calling(value as Call, of, here)
      return typeof value === 'object' && value !== null ? named(value, here) : value
    },
  })
}

type Call = (...given: unknown[]) => unknown
function calling(call: Call, of: object, method: string) {
  return (...given: unknown[]) => {
    const answer = call.apply(of, given)
    if (!(answer instanceof Promise)) return answer
    return answer.catch(error => {
      if (error instanceof Error) Reflect.set(error, 'method', method)
      throw error
    })
  }
}
