/** One call from end to end: checked, perhaps failed on purpose, carried out, its answer checked, logged. */

import { processTime } from '../process-time.ts'
import { checkCall, checkOneOf, type RawCall } from './checker.ts'
import { ApiError, type Extra, sin } from './errors.ts'
import { ConnectionLost, createFaults, createThrottle, type Limits, raise } from './faults.ts'
import { checkLimits } from './limits.ts'
import type { Method } from './methods/world.ts'
import { specMethod } from './spec.ts'

export interface CallRecord {
  method: string
  params: Record<string, unknown>
  files: { field: string; filename: string | undefined; size: number }[]
  via: 'http' | 'webhook'
  /** Milliseconds since the epoch, real time. */
  at: number
  /** undefined while under way; 0 when the connection was broken on purpose. */
  status?: number
  description?: string
}
export interface Violation {
  method: string
  problem: string
  params: Record<string, unknown>
}
export type Answer =
  | { ok: true; result: unknown }
  | { ok: false; error_code: number; description: string; parameters?: Extra }

export interface Incoming extends RawCall {
  method: string
  via: CallRecord['via']
  gone: AbortSignal
}

export function createEngine(method: (name: string) => Method, onLost: (record: CallRecord) => void) {
  const calls: CallRecord[] = []
  const violations: Violation[] = []
  const faults = createFaults()
  const throttle = createThrottle()
  const state = { limits: {} as Limits, count429: 0, running: 0, lastCallAt: 0 }

  /** Throws ConnectionLost when the caller shall get no answer at all. */
  async function perform(incoming: Incoming): Promise<Answer> {
    const { params, problems } = checkCall(incoming.method, incoming)
    const record: CallRecord = {
      method: incoming.method,
      params,
      files: incoming.uploads.map(({ field, filename, bytes }) => ({ field, filename, size: bytes.length })),
      via: incoming.via,
      at: Date.now(),
    }
    calls.push(record)
    const quiet = record.method === 'getUpdates'
    if (!quiet) state.running += 1
    try {
      const result = await carryOut(record, problems, incoming)
      record.status = 200
      return { ok: true, result }
    } catch (error) {
      return failed(record, error)
    } finally {
      if (!quiet) {
        state.running -= 1
        state.lastCallAt = processTime()
      }
    }
  }

  async function carryOut(
    record: CallRecord,
    problems: string[],
    { uploads, gone }: Incoming,
  ): Promise<unknown> {
    const { params } = record
    const all = problems.length ? problems : checkLimits(record.method, params)
    if (all.length) throw sin(all.join('; '))
    throttle.admit(record.method, params, state.limits)
    const fault = faults.next(record.method, params.chat_id)
    await fault?.meanwhile?.()
    if (fault?.everyone) throttle.close(fault.retryAfter ?? 1)
    if (fault && !fault.afterEffect && fault.slow === undefined) raise(fault)
    const result = await method(record.method)(params, { uploads, gone })
    checkResult(record, result)
    if (fault?.slow !== undefined) {
      const { slow } = fault
      await (typeof slow === 'number' ? new Promise(resolve => setTimeout(resolve, slow)) : slow)
      return result
    }
    if (fault) {
      onLost(record)
      raise(fault)
    }
    return result
  }

  /** The server's own answers are held to the same spec. */
  function checkResult({ method, params }: CallRecord, result: unknown): void {
    const problems = checkOneOf(specMethod(method)?.returns ?? [], result, 'result')
    if (problems.length)
      violations.push({ method, params, problem: `test server bug: ${problems.join('; ')}` })
  }

  function failed(record: CallRecord, error: unknown): Answer {
    record.status = error instanceof ApiError ? error.code : 0
    if (error instanceof ConnectionLost) throw error
    const known =
      error instanceof ApiError
        ? error
        : new ApiError(500, `Test server failed: ${String(error)}`, { sin: true })
    record.status = known.code
    record.description = known.message
    if (known.code === 429) state.count429 += 1
    if (known.sin) violations.push({ method: record.method, params: record.params, problem: known.message })
    const answer = { ok: false as const, error_code: known.code, description: known.message }
    return known.parameters ? { ...answer, parameters: known.parameters } : answer
  }

  return { perform, calls, violations, faults, state }
}
export type Engine = ReturnType<typeof createEngine>

export function assertClean(violations: Violation[]): void {
  if (violations.length === 0) return
  const lines = violations.map(({ method, problem, params }) => {
    const shown = JSON.stringify(params)
    return `- ${method}: ${problem}\n    ${shown.length > 400 ? `${shown.slice(0, 400)}…` : shown}`
  })
  throw new Error(`The bot broke the rules of Telegram ${violations.length} time(s):\n${lines.join('\n')}`)
}
